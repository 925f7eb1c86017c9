import Foundation
import Testing

/// Goal: what `serve` offers is reached by programs that others have written. Method: the program as a
/// process over the account of a made region; curl, ogr2ogr by its driver for OGC API – Features, gdalinfo
/// over HTTP.
@Suite(.serialized) struct ServeTests {
  let folder = TemporaryFolder()
  private let server: Running
  private let url: String

  init() throws {
    try MadeRegion(columns: 60, rows: 40).write(to: folder("region"))
    let made = try folder.program.run("account", "region", "--out", "out/made", "--quiet")
    try #require(made.status == 0, "\(made.errors)")
    server = try folder.program.start(["serve", "--port", "0", "--log", folder("log").path])
    url = try #require(Self.address(server))
  }

  /// The address that the server says, once it listens.
  private static func address(_ server: Running) -> String? {
    for _ in 0..<200 where server.isRunning {
      let words = server.saidSoFar.split(whereSeparator: { $0 == " " || $0.isNewline })
      if let url = words.first(where: { $0.hasPrefix("http://") }), server.saidSoFar.contains("listens") {
        return String(url)
      }
      usleep(50_000)
    }
    return nil
  }

  private func said(_ tool: String, _ words: String...) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/" + tool)
    process.arguments = words
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private func end() throws {
    kill(server.identifier, SIGTERM)
    #expect(try server.wait().status == 0)
  }

  private func json(_ path: String) throws -> [String: Any] {
    let text = try said("curl", "-s", url + path).text
    let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any], "\(text.prefix(200))")
  }

  @Test func `Pages, health and problems are answered, requests logged, and SIGTERM ends it well`() throws {
    #expect(try said("curl", "-s", url + "/healthz").text == "ok\n")
    #expect(try said("curl", "-s", url + "/").text.contains("<html"))
    #expect(try said("curl", "-s", url + "/accounts/made").text.contains("<html"))
    #expect(try said("curl", "-s", "-H", "Accept: text/html", url + "/nowhere").text.contains("<html"))
    #expect(try json("/api/nowhere")["code"] as? String == "http.not-found")
    #expect(try json("/api/accounts/nobody")["code"] as? String == "accounts.missing")
    try end()
    let lines = try String(contentsOf: folder("log"), encoding: .utf8).split(separator: "\n")
    let page = "\"route\":\"/accounts/{account}\""
    #expect(lines.contains { $0.contains(page) && $0.contains("\"status\":200") })
  }

  @Test func `ogr2ogr reads every zone with its figures, page by page`() throws {
    let account = try MadeAccount(folder("out/made"))
    let path = folder("zones.csv").path
    let ran = try said(
      "ogr2ogr", "-f", "CSV", "-lco", "GEOMETRY=AS_WKT", path, "OAPIF:\(url)/api/features", "made.zones",
      "-oo", "PAGE_SIZE=2")
    #expect(ran.status == 0, "\(ran.text)")
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    #expect(rows.count == (account.json["zones"] as? [Any] ?? []).count + 1)
    #expect(rows.dropFirst().contains { $0.contains("MULTIPOLYGON (((") })
    try end()
  }

  @Test func `Items are chosen by box, level and page, and links lead on`() throws {
    let all = try json("/api/features/collections/made.zones/items?limit=1000")
    let features = try #require(all["features"] as? [[String: Any]])
    #expect(all["numberMatched"] as? Int == features.count)
    let first = try json("/api/features/collections/made.zones/items?limit=1")
    let links = try #require(first["links"] as? [[String: Any]])
    let next = try #require(links.first { $0["rel"] as? String == "next" }?["href"] as? String)
    let second = try json(String(next.dropFirst(url.count)))
    #expect((second["features"] as? [[String: Any]])?.first?["id"] as? String == features[1]["id"] as? String)
    let nowhere = try json("/api/features/collections/made.zones/items?bbox=-170,-80,-169,-79")
    #expect(nowhere["numberMatched"] as? Int == 0)
    let collection = try json("/api/features/collections/made.zones")
    let extent = try #require((collection["extent"] as? [String: Any])?["spatial"] as? [String: Any])
    let box = try #require((extent["bbox"] as? [[Double]])?.first)
    let corners = box.map { "\($0)" }.joined(separator: ",")
    let inside = try json("/api/features/collections/made.zones/items?bbox=\(corners)")
    #expect((inside["numberMatched"] as? Int ?? 0) > 0)
    let code = try #require(features.last?["id"] as? String)
    #expect(try json("/api/features/collections/made.zones/items/\(code)")["id"] as? String == code)
    for wrong in [
      "limit=0", "limit=x", "offset=-1", "bbox=1,2,3", "bbox=3,3,1,1", "colour=red", "crs=EPSG:4490",
    ] {
      #expect(try json("/api/features/collections/made.zones/items?\(wrong)")["status"] as? Int == 400)
    }
    for missing in ["nobody.zones/items", "made/items", "..zones/items", "made.zones/items/none"] {
      #expect(try json("/api/features/collections/\(missing)")["status"] as? Int == 404)
    }
    try end()
  }

  @Test func `gdalinfo reads a map over the net, and a file is the file`() throws {
    let files = try #require(try json("/api/accounts/made")["files"] as? [[String: Any]])
    let map = try #require(files.first { ($0["name"] as? String)?.hasPrefix("maps/") == true })
    let told = try said("gdalinfo", "/vsicurl/" + (map["href"] as? String ?? ""))
    #expect(told.status == 0 && told.text.contains("Size is 60, 40"), "\(told.text)")
    let table = try #require(files.first { $0["name"] as? String == "account.csv" }?["href"] as? String)
    let copy = folder("copy.csv").path
    #expect(try said("curl", "-s", "-o", copy, table).status == 0)
    #expect(FileManager.default.contentsEqual(atPath: copy, andPath: folder("out/made/account.csv").path))
    let list = try json("/api/accounts?limit=1")
    #expect((list["accounts"] as? [[String: Any]])?.first?["id"] as? String == "made")
    try end()
  }

  @Test func `What cannot be served is said, and ends with a status of its own`() throws {
    #expect(try folder.program.run("serve", "--accounts", "nowhere").status == 2)
    #expect(try folder.program.run("serve", "--port", "70000").status == 2)
    #expect(try folder.program.run("serve", "--address", "somewhere").status == 1)
    let port = String(url.split(separator: ":").last ?? "")
    let taken = try folder.program.run("serve", "--port", port)
    #expect(taken.status == 1 && taken.errors.contains(port))
    try end()
  }
}
