import Actions
import Foundation
import Journal
import RegistryDesk
import Seals
import Serving
import Synchronization
import Testing

@testable import API
@testable import Access
@testable import Web

/// A registry's pages and API over a new folder, with a clock that tests turn; nothing listens.
final class TestSite: Sendable {
  let house: RegistryHouse
  let site: RegistrySite
  let clock = Clock()
  let folder: URL
  private let router: Router

  final class Clock: Sendable {
    private let time = Atomic<Int64>(1_780_000_000_000)
    var now: Moment { Moment(milliseconds: time.load(ordering: .relaxed)) }
    func pass(seconds: Int64) { time.add(seconds * 1000, ordering: .relaxed) }
  }

  /// - Parameter place: Where the registry lies; `nil` for a file in the folder.
  init(isBehindTLS: Bool = false, hasKeys: Bool = false, place: RegistryPlace? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let clock = clock
    let file = try AccessFile(at: folder.appending(path: "r.access").path, chance: .system)
    let made = Door(file, hardness: .light, clock: { clock.now })
    let door = try #require(made)
    let ring =
      hasKeys
      ? try KeyRing(newIn: folder.path, passphrase: password, hardness: .interactive, at: clock.now) : nil
    house = try RegistryHouse(
      RegistryHouse.Settings(
        place: place ?? .file(folder.appending(path: "r.db").path),
        rules: { try AdoptedRules.files(in: Self.checkout + "/Packs/registry/plain", calendar: nil) },
        isBehindTLS: isBehindTLS, signer: try ring.map { try StatementSigner($0, passphrase: password) },
        clock: { clock.now }),
      door: door)
    site = RegistrySite(house)
    router = Router(site.routes)
  }

  /// The project's root, three steps above this file.
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  deinit {
    house.close()
    try? FileManager.default.removeItem(at: folder)
  }

  func answer(_ request: HTTPRequest) async throws -> HTTPResponse { try await router.answer(request) }
}

/// What a person does with pages: keeps cookies, fills in forms with their hidden fields.
final class Browser {
  let site: TestSite
  var cookies: [String: String] = [:]
  var address: String
  /// The last page that was shown.
  private(set) var page = ""
  private(set) var status = 0
  private(set) var response = HTTPResponse(0)
  /// Where it stands after redirects.
  private(set) var path = ""
  /// The secret of the person's telephone, when a page has shown it.
  var telephone: TimeCode?

  init(_ site: TestSite, address: String = "192.0.2.1") { (self.site, self.address) = (site, address) }

  @discardableResult
  func get(_ path: String, headers: [String: String] = [:]) async throws -> Int {
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    let query = try parts.count == 2 ? #require(URLEncoding.pairs(parts[1])) : []
    try await send(.get, try #require(URLEncoding.decode(parts[0])), query: query, headers: headers, body: [])
    return status
  }

  /// Sends a form: the hidden fields that the page has for this path, and what is typed.
  @discardableResult
  func post(_ path: String, _ typed: [String: String], follows: Bool = true) async throws -> Int {
    try await send(raw: path, hidden(for: path).merging(typed) { $1 }, follows: follows)
    return status
  }

  /// Sends a form with just these fields.
  func send(
    raw path: String, _ fields: [String: String], headers: [String: String] = [:], follows: Bool = true
  )
    async throws
  {
    let body = fields.sorted { $0.key < $1.key }.map {
      URLEncoding.encode($0.key) + "=" + URLEncoding.encode($0.value)
    }.joined(separator: "&")
    let type = ["content-type": "application/x-www-form-urlencoded"].merging(headers) { $1 }
    try await send(.post, path, headers: type, body: Array(body.utf8))
    while follows, (300..<400).contains(status), let next = response.header("location") {
      try await get(next)
    }
  }

  func send(
    _ method: HTTPMethod, _ path: String, query: [NamedValue] = [], headers: [String: String] = [:],
    body: [UInt8]
  ) async throws {
    var headers = headers
    if !cookies.isEmpty {
      headers["cookie"] = cookies.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }
        .joined(separator: "; ")
    }
    response = try await site.answer(
      HTTPRequest(method, path, query: query, headers: headers, body: body, peer: address))
    (status, self.path) = (response.status, path)
    for header in response.headers where header.name == "Set-Cookie" {
      let pair = header.value.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
      cookies[String(pair[0])] = pair.count == 2 ? String(pair[1]) : nil
    }
    if case .bytes(let bytes) = response.body { page = String(decoding: bytes, as: UTF8.self) }
    let secret = page.matches(of: /<code class="secret">((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})<\/code>/).first
    if let secret { telephone = TimeCode(secret: bytesOfBase32(String(secret.output.1))) }
  }

  /// The hidden fields of the page's form that goes to a path.
  func hidden(for path: String) -> [String: String] {
    guard let start = page.range(of: "action=\"\(path)\""),
      let end = page.range(of: "</form>", range: start.upperBound..<page.endIndex)
    else { return [:] }
    let form = page[start.upperBound..<end.lowerBound]
    let fields = form.matches(of: /<input type="hidden" name="([a-z]+)" value="([^"]*)"/)
    return Dictionary(fields.map { (String($0.output.1), String($0.output.2)) }, uniquingKeysWith: { $1 })
  }

  /// The one-time code that the page shows.
  var onceShown: String? {
    page.matches(of: />([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})</).first.map { String($0.output.1) }
  }

  /// Six digits of the telephone, a new half minute each time.
  func digits() throws -> String {
    site.clock.pass(seconds: 30)
    let codes = try #require(telephone)
    return codes.code(at: TimeCode.step(at: site.clock.now))
  }
}

/// RFC 4648, section 6, read back.
private func bytesOfBase32(_ text: String) -> [UInt8] {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
  var (bytes, buffer, count): ([UInt8], UInt32, Int) = ([], 0, 0)
  for letter in text {
    guard let value = letters.firstIndex(of: letter) else { continue }
    buffer = buffer << 5 | UInt32(value)
    count += 5
    if count >= 8 {
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(count)))
    }
  }
  return bytes
}
