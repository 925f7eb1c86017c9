/// Where a server listens, and what it bears.
public struct ServerSettings: Sendable {
  /// An address of this machine, version 4 or 6; `127.0.0.1` is reached from this machine alone.
  public var address = "127.0.0.1"
  /// 0 for any free port.
  public var port: UInt16 = 0
  /// Threads that read and write sockets.
  public var threads = 4
  /// Threads that run handlers; a handler may wait for disk or database without holding up the others.
  public var handlers = 16

  /// The longest body of one request, in bytes.
  public var bodyLimit = 8 << 20
  /// What the bodies of all requests under way may take together, in bytes.
  public var bodiesLimit = 256 << 20
  /// The longest head of a request (first line and fields), in bytes; what answers need besides comes out of
  /// it too.
  public var headLimit = 32 << 10

  /// Seconds within which a head must have come, counted from the connection or the answer before.
  public var headSeconds = 20.0
  /// Seconds within which a body must have come.
  public var bodySeconds = 60.0
  /// Seconds after which a connection on which nothing moves is closed.
  public var idleSeconds = 30.0
  /// Seconds between signs of life in a stream of events.
  public var pulseSeconds = 15.0
  /// Bytes a second below which who fetches an answer is cut off, after a minute's grace.
  public var slowestReading = 8 << 10

  /// Open connections in all; more wait in the system's queue.
  public var connections = 4096
  /// Open connections of one address; 0 for no limit, as behind a proxy. More are closed at once.
  public var connectionsPerAddress = 512
  /// Addresses of proxies that are believed when they say for whom they ask (`X-Forwarded-For`,
  /// `X-Forwarded-Proto`); of all others these fields are dropped.
  public var proxies: Set<String> = []

  /// Where requests and failures are told.
  public var log: RequestLog?
  /// The page for a request that no handler answered; bound to answer at once.
  public var faultPage: @Sendable (HTTPRequest?, Fault) -> HTTPResponse = { _, fault in
    .text("\(fault.status)\n\(fault.zh)\n\(fault.en)\n", status: fault.status)
  }

  /// The settings that serve a county: loopback, any free port.
  public init() {}
}
