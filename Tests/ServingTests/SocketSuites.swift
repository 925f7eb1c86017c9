import Testing

/// The suites that open sockets, one test after the other: hundreds of clients at once in several tests would
/// open more files than the system's library can look through when it starts a process.
@Suite(.serialized) enum SocketSuites {}
