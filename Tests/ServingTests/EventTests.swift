import Foundation
import Serving
import Synchronization
import Testing

extension SocketSuites {
  /// Goal: events reach all who listen, and nobody is kept who has gone. Method: real sockets, a thread each.
  @Suite struct EventTests {
    /// Counts streams whose listener went away.
    private final class Ended: Sendable {
      let count = Atomic<Int>(0)
      var value: Int { count.load(ordering: .sequentiallyConsistent) }
    }

    private func server(_ ended: Ended, _ settings: ServerSettings = ServerSettings()) throws -> HTTPServer {
      try HTTPServer(
        [
          Route(.get, "/three") { _, _ in
            HTTPResponse(
              200,
              body: .events(
                AsyncStream { stream in
                  Task {
                    for number in 1...3 {
                      stream.yield(ServerEvent("number \(number)\nof three", name: "count", id: "\(number)"))
                      try? await Task.sleep(for: .milliseconds(50))
                    }
                    stream.finish()
                  }
                }))
          },
          Route(.get, "/endless") { _, _ in
            HTTPResponse(
              200,
              body: .events(
                AsyncStream { stream in
                  stream.onTermination = { _ in ended.count.add(1, ordering: .sequentiallyConsistent) }
                  stream.yield(ServerEvent("hello"))
                }))
          },
        ], settings)
    }

    @Test func `Events come in their form, and the stream ends when its source does`() async throws {
      let server = try server(Ended())
      let got = try await curl(server, "/three", "-N")
      #expect(got.head.contains("Content-Type: text/event-stream"))
      let events = (1...3).map { "id: \($0)\nevent: count\ndata: number \($0)\ndata: of three\n\n" }
      // Where the machine is busy, comments that keep the connection alive stand between the events.
      #expect(got.body.replacing(":\n\n", with: "") == "retry: 3000\n\n" + events.joined())
      await server.stop()
    }

    @Test func `Three hundred listen at once, and each gets all events`() async throws {
      let server = try server(Ended())
      let whole = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<300 {
          group.addTask {
            try await onThread {
              let client = try RawClient(server.port, seconds: 30)
              client.send("GET /three HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
              let text = client.readToEnd()
              return (1...3).allSatisfy { text.contains("data: number \($0)") }
            }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(whole == 300)
      await server.stop()
    }

    @Test func `A stream of which nobody listens any more ends`() async throws {
      let ended = Ended()
      let server = try server(ended)
      try await onThread {
        for _ in 0..<20 {
          let client = try RawClient(server.port)
          client.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
          #expect(client.read(until: "data: hello").contains("data: hello"))
        }
      }
      let last = ContinuousClock.now + .seconds(5)
      while ended.value < 20, ContinuousClock.now < last { try await Task.sleep(for: .milliseconds(50)) }
      #expect(ended.value == 20)
      #expect(try await curl(server, "/metrics").body.contains("shanshui_http_event_streams 0\n"))
      await server.stop()
    }

    @Test func `While nothing happens a sign of life is sent`() async throws {
      var settings = ServerSettings()
      settings.pulseSeconds = 0.3
      settings.idleSeconds = 1
      let server = try server(Ended(), settings)
      let pulses = try await onThread {
        let client = try RawClient(server.port)
        client.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        let began = ContinuousClock.now
        var text = ""
        while began.duration(to: .now) < .seconds(3), let more = client.some() {
          text += String(decoding: more, as: UTF8.self)
        }
        return text.split(whereSeparator: \.isNewline).filter { $0 == ":" }.count
      }
      #expect(pulses >= 4)
      await server.stop()
    }

    @Test func `Stopping ends streams`() async throws {
      let ended = Ended()
      let server = try server(ended)
      let client = Unshared(try RawClient(server.port, seconds: 30))
      let first = try await onThread {
        client.value.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        return client.value.read(until: "data: hello")
      }
      #expect(first.contains("data: hello"))
      let began = ContinuousClock.now
      #expect(await server.stop())
      #expect(began.duration(to: .now) < .seconds(5))
      // The last piece of a whole answer in pieces.
      #expect(try await onThread { client.value.readToEnd() }.hasSuffix("0\r\n\r\n"))
      #expect(ended.value == 1)
    }
  }
}

/// Hands a client to the thread that alone uses it.
struct Unshared<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
