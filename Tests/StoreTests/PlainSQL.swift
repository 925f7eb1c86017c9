import CPostgres
import CSQLite

/// SQL as somebody runs it by hand, past the program.
enum PlainSQL {
  /// Runs SQL on the registry of a place; what the database says against it, or `nil`.
  static func run(_ text: String, in place: StorePlace) -> String? {
    switch place.kind {
    case .memory: nil
    case .sqlite: sqlite(text, in: place.address)
    case .postgres: postgres(text, at: place.address)
    }
  }

  static func sqlite(_ text: String, in path: String) -> String? {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open(path, &handle) == SQLITE_OK, sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK
    else { return String(cString: sqlite3_errmsg(handle)) }
    return nil
  }

  static func postgres(_ text: String, at address: String) -> String? {
    let connection = PQconnectdb(address)
    defer { PQfinish(connection) }
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    guard let result = PQexec(connection, text) else { return String(cString: PQerrorMessage(connection)) }
    defer { PQclear(result) }
    let status = PQresultStatus(result)
    guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
      return String(cString: PQresultErrorMessage(result))
    }
    return nil
  }
}

extension PlainSQL {
  /// Commits fifty rows without any sync, crashes, and counts the rows; −1 when they cannot be read.
  static func commitUnsynced(in path: String, disk: String, crash: () -> Void) throws -> Int {
    func open() -> OpaquePointer? {
      var handle: OpaquePointer?
      sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk)
      return handle
    }
    let handle = open()
    let text = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE t (a)"
    sqlite3_exec(handle, text, nil, nil, nil)
    for _ in 0..<50 { sqlite3_exec(handle, "INSERT INTO t VALUES (1)", nil, nil, nil) }
    crash()
    sqlite3_close_v2(handle)
    let again = open()
    defer { sqlite3_close_v2(again) }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(again, "SELECT count(*) FROM t", -1, &statement, nil) == SQLITE_OK,
      sqlite3_step(statement) == SQLITE_ROW
    else { return -1 }
    return Int(sqlite3_column_int64(statement, 0))
  }
}
