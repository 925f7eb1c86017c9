import Glibc
import Journal
import Store

/// The right to write, held as a lock of the server until the connection ends in whatever way.
struct WriterSeat {
  /// The first half of the lock's number: `SHAN`.
  private static let room = Int64(OwnTables.applicationID)
  private let connection: PostgresConnection

  init(_ connection: PostgresConnection) { self.connection = connection }

  /// Whose connection may be ended to take the seat.
  enum Rival {
    case nobody
    case anybody
    /// The connection that the same writer had before.
    case backend(Int32)
  }

  /// Takes the seat, or refuses: at once, unless somebody may be ended.
  func take(ending rival: Rival) throws(StoreFault) {
    try Self.checkLeads(connection)
    if try isTaken() { return }
    switch rival {
    case .nobody: throw StoreFault(.occupied, "another connection holds the writer's lock")
    case .anybody:
      // The epoch first: even if the older connection cannot be ended, its next batch is refused.
      try connection.run("UPDATE writer SET epoch = epoch + 1")
      try end("TRUE")
    case .backend(let number): try end("pid = \(number)")
    }
    for _ in 0..<500 {
      if try isTaken() { return }
      usleep(10_000)
    }
    throw StoreFault(.occupied, "the older writer's connection does not end")
  }

  /// Refuses a server that follows another one, before anything is tried there.
  static func checkLeads(_ connection: PostgresConnection) throws(StoreFault) {
    if try connection.number("SELECT pg_is_in_recovery()::int::bigint") == 1 {
      throw StoreFault(.follower, "the server is in recovery")
    }
  }

  /// Ends the connections that hold the seat and meet a condition.
  private func end(_ condition: String) throws(StoreFault) {
    try connection.ask(
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_locks
      WHERE locktype = 'advisory' AND classid::bigint = $1
        AND objid::bigint = hashtext(current_schema())::bigint & 4294967295
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND granted AND \(condition)
      """, [.integer(Self.room)])
  }

  private func isTaken() throws(StoreFault) -> Bool {
    try connection.number(
      "SELECT pg_try_advisory_lock(\(Self.room), hashtext(current_schema()))::int::bigint") == 1
  }
}
