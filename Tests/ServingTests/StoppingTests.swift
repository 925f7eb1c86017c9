import Foundation
import Serving
import Testing

extension SocketSuites {
  /// Goal: a stop loses no request that was taken. Method: clients that ask without pause while the server
  /// stops.
  @Suite struct StoppingTests {
    /// What clients saw who connect anew for each request until nobody takes them any more: answers, and
    /// connections that were taken and then not answered.
    private func hammer(_ port: UInt16) throws -> (answered: Int, lost: Int) {
      var (answered, lost) = (0, 0)
      while let client = try? RawClient(port) {
        client.send("GET /sleeps HTTP/1.1\r\nHost: a\r\n\r\n")
        if client.answer()?.body == "slept" { answered += 1 } else { lost += 1 }
      }
      return (answered, lost)
    }

    @Test func `Requests under way are answered, new ones are not taken`() async throws {
      let server = try HTTPServer(ServerTests.routes)
      let port = server.port
      async let counts = withThrowingTaskGroup(of: (answered: Int, lost: Int).self) { group in
        for _ in 0..<40 { group.addTask { try await onThread { try self.hammer(port) } } }
        return try await group.reduce(into: (answered: 0, lost: 0)) {
          $0.answered += $1.answered
          $0.lost += $1.lost
        }
      }
      // Until the clients are well under way, however busy the machine is.
      let figure = "route=\"/sleeps\",method=\"GET\",status=\"2xx\"} "
      while true {
        let text = try await curl(server, "/metrics").body
        let count = text.range(of: figure).flatMap { Int(text[$0.upperBound...].prefix { $0.isNumber }) }
        if let count, count >= 40 { break }
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(await server.stop())
      let (answered, lost) = try await counts
      #expect(answered >= 40)
      #expect(lost == 0)
      #expect(throws: RawClient.NoConnection.self) { try RawClient(port) }
    }

    @Test func `A handler that does not end is answered for after the grace`() async throws {
      let server = try HTTPServer([
        Route(.get, "/stuck") { _, _ in
          try await Task.sleep(for: .seconds(6))
          return .text("late")
        }
      ])
      let port = server.port
      async let status = onThread {
        let client = try RawClient(port)
        client.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n")
        return client.answer()?.status
      }
      // Who asks for the figures is under way as well.
      while try await !curl(server, "/metrics").body.contains("shanshui_http_requests_under_way 2\n") {
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(await server.stop(within: 0.5) == false)
      #expect(try await status == 503)
      // What it answers at last reaches nobody, and harms nobody.
      try await Task.sleep(for: .seconds(7))
    }

    @Test func `Stopping twice is stopping once`() async throws {
      let server = try HTTPServer(ServerTests.routes)
      #expect(await server.stop())
      #expect(await server.stop())
    }

    @Test func `A port that is taken, or an address that is none, is refused with a reason`() async throws {
      let server = try HTTPServer([])
      var settings = ServerSettings()
      settings.port = server.port
      #expect(throws: ListeningError.self) { try HTTPServer([], settings) }
      settings.address = "nowhere"
      #expect(throws: ListeningError.self) { try HTTPServer([], settings) }
      await server.stop()
    }

    @Test func `Heavy work in plenty is refused, and small requests go on`() async throws {
      let server = try HTTPServer([
        Route(.get, "/heavy") { _, _ in
          .text(
            try await HeavyWork.run {
              usleep(20_000)
              return "done"
            })
        },
        Route(.get, "/light") { _, _ in .text("light") },
      ])
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<150 {
          group.addTask {
            try await onThread {
              let client = try RawClient(server.port)
              client.send("GET /heavy HTTP/1.1\r\nHost: a\r\n\r\n")
              return client.answer()?.status ?? 0
            }
          }
        }
        try await Task.sleep(for: .milliseconds(100))
        #expect(try await curl(server, "/light").body == "light")
        return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
      }
      #expect((statuses[200] ?? 0) >= 64)
      #expect(statuses.keys.allSatisfy { $0 == 200 || $0 == 503 })
      await server.stop()
    }
  }
}
