import AccountFiles
import Foundation
import Law
import Serving
import Testing
import Web

/// Goal: the public pages show an account's figures with their origin, and nothing that was not asked for.
/// Method: the pages of a tiny account, added up by hand, asked through the router as a server does.
@Suite struct PublicPageTests {
  private let home: String
  private let router: Router

  init() throws {
    home = NSTemporaryDirectory() + "public-pages-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try TinyAccount.write(to: home + "/tiny")
    router = Router(PublicPages(AccountLibrary(home)).routes)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: home) }

  private func get(_ path: String, _ query: [(String, String)] = []) async throws -> (HTTPResponse, String) {
    let response = try await router.answer(
      HTTPRequest(.get, path, query: query.map { NamedValue($0.0, $0.1) }))
    guard case .bytes(let bytes) = response.body else { return (response, "") }
    return (response, String(decoding: bytes, as: UTF8.self))
  }

  private func json(_ path: String) async throws -> JSONValue {
    try JSONValue.parse(try await get(path).1, file: path)
  }

  @Test func `The first page has each account with total, year and standing, in both languages`() async throws
  {
    defer { remove() }
    let (response, page) = try await get("/")
    #expect(response.status == 200)
    for text in ["样县", "2020", "100.00", "万元", "参照", "演示", "href=\"/accounts/tiny\""] {
      #expect(page.contains(text), "\(text)")
    }
    let (english, text) = try await get("/", [("lang", "en")])
    #expect(text.contains("Sample") && text.contains("lang=\"en\"") && !text.contains("样县"))
    #expect(english.header("Set-Cookie")?.hasPrefix("lang=en;") == true)
  }

  @Test func `A figure leads to formula, clause and inputs with digests in one click`() async throws {
    defer { remove() }
    let (_, page) = try await get("/accounts/tiny")
    #expect(page.contains("href=\"/accounts/tiny/figures/water?zone=1A\""))
    let (response, figure) = try await get("/accounts/tiny/figures/water", [("zone", "1A")])
    #expect(response.status == 200)
    let wanted = [
      "140,000 m³/a", "70.00 万元", "waterKept [m3/(hm2.a)] = rain * kept", "样规范，式(3)", "rain.tif",
      String(repeating: "ef", count: 32), String(repeating: "cd", count: 32),
    ]
    for text in wanted { #expect(figure.contains(text), "\(text)") }
  }

  @Test func `Names from tables stay text wherever they stand`() async throws {
    defer { remove() }
    for path in ["/accounts/tiny", "/accounts/tiny/figures/water"] {
      let (_, page) = try await get(path, [("zone", "1B")])
      #expect(page.contains("&lt;script&gt;") && !page.contains("<script>alert"))
    }
    let (_, part) = try await get("/accounts/tiny/zone", [("code", "1B"), ("part", "1")])
    #expect(!part.contains("<script>"))
  }

  @Test func `The map has outlines in degrees, classes for each choice, and the relief`() async throws {
    defer { remove() }
    let json = try await json("/accounts/tiny/map.json")
    guard case .array(let zones)? = json["zones"], case .array(let choices)? = json["choices"],
      case .array(let box)? = json["box"], case .number(let west)? = box.first
    else {
      Issue.record("no map")
      return
    }
    #expect(zones.count == 2 && choices.count == 2)
    expectBorder(around: zones, in: json)
    // x = 500 000 is the zone's middle meridian, 120° E.
    #expect(abs(west - 120) < 1e-4)
    // 700 000 元 on 81 hm2 and 300 000 元 on 81 hm2.
    #expect(choices[0]["rates"] == .array([.number(700_000 / 81.0), .number(300_000 / 81.0)]))
    #expect(json["relief"]?["lowest"] == .number(0) && json["relief"]?["highest"] == .number(170))
    #expect(json["picture"] == .null)
  }

  /// The county is one polygon of one ring around both towns, as wide as they are together.
  private func expectBorder(around zones: [JSONValue], in json: JSONValue) {
    func rings(_ feature: JSONValue) -> [[Double]] {
      guard case .array(let polygons)? = feature["geometry"]?["coordinates"] else { return [] }
      return polygons.flatMap { polygon -> [[Double]] in
        guard case .array(let rings) = polygon else { return [] }
        return rings.map { ring in
          guard case .array(let points) = ring else { return [] }
          return points.compactMap { point in
            if case .array(let pair) = point, case .number(let x)? = pair.first { x } else { nil }
          }
        }
      }
    }
    guard case .array(let borders)? = json["borders"], let county = borders.first else {
      Issue.record("no border")
      return
    }
    #expect(borders.count == 1 && county["properties"]?["code"] == .string("1"))
    #expect(county["properties"]?["above"] == .number(1))
    let (around, towns) = (rings(county), zones.flatMap(rings).flatMap { $0 })
    #expect(around.count == 1 && around[0].min() == towns.min() && around[0].max() == towns.max())
  }

  @Test func `A tile of the relief is a picture; one that cannot be is none`() async throws {
    defer { remove() }
    // The tile of zoom 10 that holds 120° E, 30.7° N (OGC 17-083r4): column 853, row 421.
    let (response, _) = try await get("/accounts/tiny/relief/10/853/421.png")
    #expect(response.status == 200 && response.header("Content-Type") == "image/png")
    for path in ["10/853/421", "10/853/x.png", "99/0/0.png", "1/5/0.png", "-1/0/0.png"] {
      #expect(try await get("/accounts/tiny/relief/" + path).0.status == 404, "\(path)")
    }
  }

  @Test func `Only the account's own files are given away, to be kept and not shown`() async throws {
    defer { remove() }
    try Data("secret".utf8).write(to: URL(fileURLWithPath: home + "/tiny/notes.txt"))
    let (response, _) = try await get("/accounts/tiny/files/account.xlsx")
    #expect(response.header("Content-Disposition") == "attachment; filename=\"account.xlsx\"")
    for name in ["notes.txt", "../tiny/account.csv", "maps/water.tif", ""] {
      #expect(try await get("/accounts/tiny/files/" + name).0.status == 404, "\(name)")
    }
  }

  @Test func `The report comes with leave for its own style sheet alone`() async throws {
    defer { remove() }
    let (response, page) = try await get("/accounts/tiny/report")
    let policy = try #require(response.header("Content-Security-Policy"))
    #expect(policy.contains("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"))
    #expect(page.contains("<style>"))
  }

  @Test(arguments: ["/accounts/other", "/accounts/..", "/accounts/tiny/figures/gold", "/accounts/tiny/zone"])
  func `What is not there is told on a page, without paths of the server`(path: String) async throws {
    defer { remove() }
    let (response, page) = try await get(path)
    #expect(response.status == 404)
    #expect(page.contains("<h1>") && !page.contains(home))
  }

  @Test func `Every page forbids scripts and styles of others`() async throws {
    defer { remove() }
    for path in ["/", "/accounts/tiny", "/accounts/tiny/figures/water", "/check", "/accounts/other"] {
      let (response, page) = try await get(path)
      let policy = try #require(response.header("Content-Security-Policy"))
      #expect(policy.contains("default-src 'none'; script-src 'self'") && !policy.contains("unsafe"))
      #expect(!page.contains(" style=\"") && !page.contains("<style") && !page.contains("onclick"), "\(path)")
    }
  }
}
