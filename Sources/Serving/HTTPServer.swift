internal import Glibc

/// A server that listens until it is stopped.
public final class HTTPServer: Sendable {
  public let address: String
  /// The port at which it listens.
  public let port: UInt16
  let reception: Reception
  let daemon: Daemon
  let watch: ConnectionWatch

  /// Starts to listen.
  ///
  /// Besides the routes given it answers `/healthz` and `/metrics`.
  ///
  /// - Throws: ``ListeningError``
  public init(_ routes: [Route], _ settings: ServerSettings = ServerSettings()) throws(ListeningError) {
    // A client that goes away while a file is sent would end the program.
    signal(SIGPIPE, SIG_IGN)
    let place = Watched()
    let reception = Reception(Router(Self.ownRoutes(place) + routes), settings)
    place.reception.withLock { $0 = Weak(reception) }
    let socket = try ListeningSocket(settings.address, port: settings.port)
    guard let daemon = Daemon(reception, socket: socket.descriptor) else {
      close(socket.descriptor)
      throw .notStarted
    }
    (address, port) = (settings.address, socket.port)
    (self.reception, self.daemon) = (reception, daemon)
    watch = ConnectionWatch(reception)
  }

  /// The address as a browser takes it: `http://127.0.0.1:8080`.
  public var url: String { "http://" + (address.contains(":") ? "[\(address)]" : address) + ":\(port)" }

  private static func ownRoutes(_ place: Watched) -> [Route] {
    [
      Route(.get, "/healthz") { _, _ in .text("ok\n").with("Cache-Control", "no-store") },
      Route(.get, "/metrics") { _, _ in
        .text(place.reception.withLock { $0?.value }?.figures ?? "", type: "text/plain; version=0.0.4")
          .with("Cache-Control", "no-store")
      },
    ]
  }
}

/// The routes of the server's own figures stand before there is a server.
private final class Watched: Sendable {
  let reception = Guarded<Weak?>(nil)
}

private struct Weak: Sendable {
  weak let value: Reception?

  init(_ value: Reception) { self.value = value }
}

extension Reception {
  /// What is counted, for Prometheus.
  var figures: String {
    metrics.text(
      connections: connections.count, underWay: connections.exchanges.count,
      streams: connections.pipes.count, waiting: pool.waiting)
  }
}
