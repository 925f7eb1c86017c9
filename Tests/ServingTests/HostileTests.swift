import Foundation
import Serving
import Testing

extension SocketSuites {
  /// Goal: whatever is sent, the server answers as the standards say or closes, and goes on serving others.
  /// Method: bytes over real sockets; after each, an honest request.
  @Suite struct HostileTests {
    private func settings() -> ServerSettings {
      var settings = ServerSettings()
      settings.bodyLimit = 1000
      (settings.headSeconds, settings.bodySeconds, settings.idleSeconds) = (1, 1, 2)
      return settings
    }

    /// What is answered to bytes, the server going on all the same.
    private func answer(_ text: String, _ settings: ServerSettings? = nil) async throws -> String {
      let server = try HTTPServer(ServerTests.routes, settings ?? self.settings())
      let answer = try await onThread {
        let client = try RawClient(server.port)
        client.send(text)
        return client.readToEnd()
      }
      #expect(try await curl(server, "/healthz").status == 200)
      await server.stop()
      return answer
    }

    @Test(arguments: [
      "/../etc/passwd", "/a/%2e%2e/b", "/a/..%2Fb", "/%00", "/a%0d%0aSet-Cookie:x", "/%zz", "/%ff", "/a/./b",
      "/a%5C..%5Cb", "/?a=%", "*", "a",
    ])
    func `A target that steps up, breaks lines or cannot be decoded is 400`(_ target: String) async throws {
      let text = try await answer("GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(text.hasPrefix("HTTP/1.1 400"))
      #expect(!text.lowercased().contains("set-cookie"))
    }

    @Test(arguments: [
      "GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
      "\u{0}\u{1}\u{2}\r\n\r\n",
      "GET / HTTP/1.1\r\nHost a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a b<>\r\n\r\n",
      "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}\u{3}",
    ])
    func `What is no request is refused or closed, never answered with a page`(_ text: String) async throws {
      let got = try await answer(text)
      #expect(!got.contains(" 200 "), "\(got.prefix(80))")
      #expect(!got.contains("home"))
    }

    @Test(arguments: [
      "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: -5\r\n",
      "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
      "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: gzip, chunked\r\n",
      "Content-Length: 0x10\r\n",
    ])
    func `A length that two programs could read in two ways is refused`(_ fields: String) async throws {
      let got = try await answer(
        "POST /echo HTTP/1.1\r\nHost: a\r\n\(fields)\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(!got.contains("201 "), "\(got.prefix(200))")
      #expect(!got.contains("home"))
    }

    @Test func `A body that is announced too long is 413 at once`() async throws {
      let got = try await answer("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n")
      #expect(got.hasPrefix("HTTP/1.1 413"))
    }

    @Test func `A body in pieces that becomes too long is 413`() async throws {
      let piece = "200\r\n" + String(repeating: "x", count: 512) + "\r\n"
      let got = try await answer(
        "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + piece
          + piece + "0\r\n\r\n")
      #expect(got.hasPrefix("HTTP/1.1 413"))
      let endless = try await answer(
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
          + String(repeating: piece, count: 100))
      #expect(!endless.contains("201 "))
    }

    @Test func `A head that is too long is refused`() async throws {
      let long = String(repeating: "x", count: 100_000)
      let field = try await answer("GET / HTTP/1.1\r\nHost: a\r\nX-Long: \(long)\r\n\r\n")
      #expect(field.hasPrefix("HTTP/1.1 431"), "\(field.prefix(80))")
      let line = try await answer("GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(line.hasPrefix("HTTP/1.1 414"), "\(line.prefix(80))")
      let many = String(repeating: "X-A: b\r\n", count: 20_000)
      let fields = try await answer("GET / HTTP/1.1\r\nHost: a\r\n\(many)\r\n")
      #expect(!fields.contains("home"))
    }

    @Test func `Who sends head or body drop by drop is cut off in time`() async throws {
      for begin in [
        "GET / HTTP/1.1\r\nX-Slow: ", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n",
      ] {
        let server = try HTTPServer(ServerTests.routes, settings())
        let seconds = try await onThread {
          let began = ContinuousClock.now
          let client = try RawClient(server.port)
          client.send(begin)
          while client.send("x"), began.duration(to: .now) < .seconds(8) { usleep(100_000) }
          return began.duration(to: .now)
        }
        #expect(seconds > .milliseconds(900) && seconds < .seconds(5), "\(seconds)")
        await server.stop()
      }
    }

    @Test func `Who connects and is silent, or closes one side, holds nothing`() async throws {
      let server = try HTTPServer(ServerTests.routes, settings())
      let heard = try await onThread {
        let (silent, half, gone) = try (
          RawClient(server.port), RawClient(server.port), RawClient(server.port)
        )
        half.send("GET / HTTP/1.1\r\nHo")
        half.shut()
        gone.send("GET /sleeps HTTP/1.1\r\nHost: a\r\n\r\n")
        gone.shut()
        return half.readToEnd() + silent.readToEnd()
      }
      #expect(!heard.contains(" 200 "))
      #expect(try await curl(server, "/metrics").body.contains("shanshui_http_open_connections 1\n"))
      await server.stop()
    }

    @Test func `Requests sent without waiting are answered in their order`() async throws {
      let one = "GET /hello/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /sleeps HTTP/1.1\r\nHost: a\r\n\r\n"
      let last =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nlast"
        + "GET /hello/3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      let got = try await answer(one + last)
      let places = ["1|-|127", "slept", "last", "3|-|127"].map { got.range(of: $0)?.lowerBound }
      #expect(!places.contains(nil))
      #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    }

    @Test func `One address has no more connections than allowed, and gets them back`() async throws {
      var settings = settings()
      settings.connectionsPerAddress = 5
      let server = try HTTPServer(ServerTests.routes, settings)
      let statuses = try await onThread {
        let clients = try (0..<9).map { _ in try RawClient(server.port, seconds: 1) }
        return clients.map { client -> Int in
          client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
          return client.answer()?.status ?? 0
        }
      }
      #expect(statuses.filter { $0 == 200 }.count == 5)
      try await Task.sleep(for: .milliseconds(500))
      #expect(try await curl(server, "/").status == 200)
      await server.stop()
    }
  }
}
