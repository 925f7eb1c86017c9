import Foundation
import Serving
import Testing

extension SocketSuites {
  /// Goal: files are sent whole, in parts, or not at all, as RFC 9110 (sections 13 and 14) says. Method: curl
  /// against a file whose bytes tell their place.
  @Suite struct FileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID())")
    private let data = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })

    private func server() throws -> HTTPServer {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("sub"), withIntermediateDirectories: true)
      try data.write(to: folder.appendingPathComponent("data.bin"))
      try Data("body{}".utf8).write(to: folder.appendingPathComponent("sub/style.css"))
      try Data("packed".utf8).write(to: folder.appendingPathComponent("sub/style.css.gz"))
      try Data("secret".utf8).write(to: folder.appendingPathComponent(".hidden"))
      let path = folder.appendingPathComponent("data.bin").path
      return try HTTPServer([
        StaticFiles(folder.path).route("/assets"),
        Route(.get, "/big") { _, _ in
          HTTPResponse(200, headers: [NamedValue("Content-Type", "image/tiff")], body: .file(path: path))
        },
        Route(.get, "/missing") { _, _ in HTTPResponse(200, body: .file(path: path + ".none")) },
      ])
    }

    private func end(_ server: HTTPServer) async {
      await server.stop()
      try? FileManager.default.removeItem(at: folder)
    }

    @Test func `A file is sent whole, its length and moment told`() async throws {
      let server = try server()
      let got = try await curl(server, "/big")
      #expect(got.status == 200)
      #expect(isSame(got.bytes, data))
      for field in [
        "Accept-Ranges: bytes", "Last-Modified: ", "ETag: \"", "Content-Type: image/tiff",
        "Content-Length: 300000",
      ] {
        #expect(got.head.contains(field))
      }
      #expect(try await curl(server, "/missing").status == 404)
      await end(server)
    }

    @Test(arguments: [
      ("bytes=0-0", 206, 0..<1), ("bytes=100-199", 206, 100..<200), ("bytes=299990-", 206, 299_990..<300_000),
      ("bytes=-5", 206, 299_995..<300_000), ("bytes=-999999", 206, 0..<300_000),
      ("bytes=299999-999999", 206, 299_999..<300_000),
      ("bytes=300000-", 416, 0..<0), ("bytes=-0", 416, 0..<0), ("bytes=5-4", 200, 0..<300_000),
      ("lines=1-2", 200, 0..<300_000), ("bytes=0-1,5-6", 200, 0..<300_000), ("bytes=a-b", 200, 0..<300_000),
      ("bytes=99999999999999999999-", 416, 0..<0),
    ])
    func `A part is sent as it was asked for`(_ range: String, _ status: Int, _ part: Range<Int>) async throws
    {
      let server = try server()
      let got = try await curl(server, "/big", "-H", "Range: \(range)")
      #expect(got.status == status)
      #expect(isSame(got.bytes, data[part]))
      if status == 206 {
        #expect(got.head.contains("Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/300000"))
      }
      if status == 416 { #expect(got.head.contains("Content-Range: bytes */300000")) }
      await end(server)
    }

    @Test func `A part of a file that has changed meanwhile is never mixed with the old`() async throws {
      let server = try server()
      let head = try await curl(server, "/big", "-I").head
      let tag = try #require(field("ETag", head))
      let changed = try #require(field("Last-Modified", head))
      let range = ["-H", "Range: bytes=0-9"]
      #expect(try await curl(server, "/big", range + ["-H", "If-Range: \(tag)"]).status == 206)
      #expect(try await curl(server, "/big", range + ["-H", "If-Range: \(changed)"]).status == 206)
      #expect(try await curl(server, "/big", range + ["-H", "If-Range: \"other\""]).status == 200)
      #expect(
        try await curl(server, "/big", range + ["-H", "If-Range: Sun, 06 Nov 1994 08:49:37 GMT"]).status
          == 200)
      #expect(try await curl(server, "/big", "-H", "If-None-Match: \(tag)").status == 304)
      #expect(try await curl(server, "/big", "-H", "If-Modified-Since: \(changed)").status == 304)
      #expect(
        try await curl(server, "/big", "-H", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT").status == 200
      )
      try Data(data.reversed()).write(to: folder.appendingPathComponent("data.bin"))
      #expect(try await curl(server, "/big", range + ["-H", "If-Range: \(tag)"]).status == 200)
      await end(server)
    }

    @Test func `Files of a folder have a type, a digest, and a packed form; hidden ones are not there`()
      async throws
    {
      let server = try server()
      let plain = try await curl(server, "/assets/sub/style.css")
      #expect(plain.body == "body{}")
      #expect(plain.head.contains("Content-Type: text/css"))
      #expect(plain.head.contains("Cache-Control: no-cache"))
      let packed = try await curl(server, "/assets/sub/style.css", "-H", "Accept-Encoding: br, gzip")
      #expect(packed.body == "packed")
      #expect(packed.head.contains("Content-Encoding: gzip"))
      #expect(
        try await curl(server, "/assets/sub/style.css", "-H", "Accept-Encoding: gzip;q=0").body == "body{}")
      let kept = StaticFiles(folder.path).address("sub/style.css", below: "/assets")
      // SHA-256 of `body{}`, by sha256sum.
      #expect(kept == "/assets/sub/style.css?v=7c98040a5416")
      #expect(try await curl(server, kept).head.contains("immutable"))
      for path in ["/assets/.hidden", "/assets/nothing", "/assets/", "/assets/../.hidden", "/assets/sub"] {
        #expect(try await curl(server, path).status >= 400)
      }
      await end(server)
    }

    /// Outside of the macro, which would look for each difference.
    private func isSame(_ left: Data, _ right: Data) -> Bool { left == right }

    private func field(_ name: String, _ head: String) -> String? {
      head.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }.map {
        String($0.dropFirst(name.count + 2))
      }
    }
  }
}
