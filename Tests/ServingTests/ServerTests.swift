import Foundation
import Serving
import Testing

extension SocketSuites {
  /// Goal: what honest clients ask is answered as the standards say. Method: a server on a free port, real
  /// sockets, and curl as a client that others have written.
  @Suite struct ServerTests {
    static let routes = [
      Route(.get, "/") { _, _ in .text("home") },
      Route(.get, "/hello/{name}") { request, values in
        .text("\(values["name"])|\(request.query("q") ?? "-")|\(request.peer)")
      },
      Route(.post, "/echo") { request, _ in HTTPResponse(201, body: .bytes(request.body)) },
      Route(.get, "/tagged") { _, _ in .text("tagged").with("ETag", "\"one\"") },
      Route(.get, "/fails") { _, _ in throw Broken(secret: "hunter2") },
      Route(.get, "/splits") { _, _ in .text("x").with("Location", "/a\r\nSet-Cookie: s=1") },
      Route(.get, "/sleeps") { _, _ in
        try await Task.sleep(for: .milliseconds(300))
        return .text("slept")
      },
    ]

    struct Broken: Error { let secret: String }

    @Test func `Paths, queries and bodies reach their handlers`() async throws {
      let server = try HTTPServer(Self.routes)
      #expect(try await curl(server, "/hello/%E5%B1%B1?q=%E6%B0%B4+1").body == "山|水 1|127.0.0.1")
      let body = String(repeating: "0123456789", count: 40_000)
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("echo-\(UUID())")
      try Data(body.utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let echoed = try await curl(server, "/echo", "--data-binary", "@\(file.path)")
      #expect(echoed.status == 201)
      #expect(echoed.body == body)
      await server.stop()
    }

    @Test func `HEAD is answered like GET, without a body`() async throws {
      let server = try HTTPServer(Self.routes)
      let client = try RawClient(server.port)
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      let text = client.readToEnd()
      #expect(text.hasPrefix("HTTP/1.1 200"))
      #expect(text.contains("Content-Length: 4"))
      #expect(text.hasSuffix("\r\n\r\n"))
      await server.stop()
    }

    @Test func `An answer that the client holds already is 304`() async throws {
      let server = try HTTPServer(Self.routes)
      #expect(try await curl(server, "/tagged", "-H", "If-None-Match: W/\"zero\", W/\"one\"").status == 304)
      #expect(try await curl(server, "/tagged", "-H", "If-None-Match: \"two\"").body == "tagged")
      await server.stop()
    }

    @Test func `Unknown paths and methods are told apart`() async throws {
      let server = try HTTPServer(Self.routes)
      #expect(try await curl(server, "/nowhere").status == 404)
      let other = try await curl(server, "/echo")
      #expect(other.status == 405)
      #expect(other.head.contains("Allow: POST"))
      #expect(try await curl(server, "/", "-X", "PATCH").status == 501)
      await server.stop()
    }

    @Test func `A handler that throws gives 500 with a number, and the reason only in the log`() async throws
    {
      let place = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID())").path
      defer { try? FileManager.default.removeItem(atPath: place) }
      var settings = ServerSettings()
      settings.log = RequestLog(path: place)
      let server = try HTTPServer(Self.routes, settings)
      let failed = try await curl(server, "/fails?token=geheim", "-H", "Cookie: session=geheim")
      #expect(failed.status == 500)
      #expect(!failed.body.contains("hunter2"))
      await server.stop()
      let lines = try String(contentsOfFile: place, encoding: .utf8).split(separator: "\n")
        .map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
      let failure = try #require(lines.first { $0?["kind"] as? String == "failure" } ?? nil)
      let number = try #require(failure["request"] as? String)
      #expect(failed.body.contains(number))
      #expect("\(failure["what"] ?? "")".contains("hunter2"))
      let request = try #require(lines.first { $0?["kind"] as? String == "request" } ?? nil)
      #expect(request["status"] as? Int == 500)
      #expect(request["path"] as? String == "/fails")
      #expect(request["route"] as? String == "/fails")
      #expect(request["peer"] as? String == "127.0.0.1")
      #expect(!"\(lines)".contains("geheim"))
    }

    @Test func `A line break in a header field is a failure, not a field of its own`() async throws {
      let server = try HTTPServer(Self.routes)
      let answer = try await curl(server, "/splits")
      #expect(answer.status == 500)
      #expect(!answer.head.contains("Set-Cookie"))
      await server.stop()
    }

    @Test func `Health and figures are answered`() async throws {
      let server = try HTTPServer(Self.routes)
      #expect(try await curl(server, "/healthz").body == "ok\n")
      for _ in 0..<3 { #expect(try await curl(server, "/hello/x").status == 200) }
      #expect(try await curl(server, "/nowhere").status == 404)
      let figures = try await curl(server, "/metrics").body
      #expect(
        figures.contains(
          "shanshui_http_requests_total{route=\"/hello/{name}\",method=\"GET\",status=\"2xx\"} 3\n"))
      #expect(figures.contains("shanshui_http_requests_total{route=\"\",method=\"GET\",status=\"4xx\"} 1\n"))
      #expect(
        figures.contains("shanshui_http_request_seconds_bucket{route=\"/hello/{name}\",le=\"+Inf\"} 3\n"))
      await server.stop()
    }

    @Test func `Two hundred clients at once are all answered, while others wait for slow handlers`()
      async throws
    {
      let server = try HTTPServer(Self.routes)
      let found = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 0..<200 {
          group.addTask { try await onThread { try Self.five(server.port, number) } }
        }
        return try await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
      }
      #expect(found["slept"] == 50)
      #expect(found.count == 151)
      #expect(found["nothing"] == nil && found["mixed"] == nil)
      await server.stop()
    }

    /// What five requests on one connection are answered, if all alike.
    private static func five(_ port: UInt16, _ number: Int) throws -> String {
      let client = try RawClient(port)
      let bodies = (0..<5).map { _ in
        client.send("GET /\(number % 4 == 0 ? "sleeps" : "hello/\(number)") HTTP/1.1\r\nHost: a\r\n\r\n")
        return client.answer()?.body ?? "nothing"
      }
      return Set(bodies).count == 1 ? bodies[0] : "mixed"
    }

    @Test func `A proxy that is trusted says for whom it asks, others may not`() async throws {
      let forged = ["-H", "X-Forwarded-For: 1.2.3.4, 203.0.113.9"]
      let plain = try HTTPServer(Self.routes)
      #expect(try await curl(plain, "/hello/x", forged).body == "x|-|127.0.0.1")
      await plain.stop()
      var settings = ServerSettings()
      settings.proxies = ["127.0.0.1"]
      let behind = try HTTPServer(Self.routes, settings)
      #expect(try await curl(behind, "/hello/x", forged).body == "x|-|203.0.113.9")
      await behind.stop()
    }
  }
}
