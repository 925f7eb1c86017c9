internal import CJoinedLog
internal import CSQLite
package import Journal
package import Store

/// One connection to one file, used by one thread at a time.
package final class SQLiteConnection {
  package let path: String
  let handle: OpaquePointer
  /// Statements that are not in use, by their text.
  private var idle: [String: SQLiteStatement] = [:]
  /// Statements that run with every commit.
  private var standing: [StandingStatement] = []
  private var isOpen = true
  /// Joins the pieces of the log; it lives as long as the connection.
  private let joinedLog: OpaquePointer?
  /// Pages in the log after the last commit of this connection, once it watches the log.
  let pagesInLog = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

  /// Bytes of a page, once it watches the log.
  var pageBytes = 0
  /// Bytes that the log has at least.
  var grownTo = 0

  private static let countsNoMemory = shanshui_sqlite_count_no_memory()

  /// Opens a file; which way stands in `flags`.
  ///
  /// - Parameter joinsLog: Whether what goes to the log is joined to few large writes. Only where each commit
  ///   syncs the log, which is what SQLite does unless it is told otherwise.
  package init(
    _ path: String, flags: Int32, settings: SQLiteSettings, joinsLog: Bool = false
  ) throws(StoreFault) {
    _ = Self.countsNoMemory
    let joinedLog = joinsLog ? joined_log_make(settings.disk) : nil
    guard !joinsLog || joinedLog != nil else { throw StoreFault(.disk, "\(path): no layer for the log") }
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(
      path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      joinedLog.map { String(cString: joined_log_name($0)) } ?? settings.disk)
    guard code == SQLITE_OK, let handle else {
      let fault = Self.fault(code, handle, path)
      sqlite3_close_v2(handle)
      if let joinedLog { joined_log_free(joinedLog) }
      throw fault
    }
    self.handle = handle
    self.path = path
    self.joinedLog = joinedLog
    pagesInLog.initialize(to: 0)
    sqlite3_busy_timeout(handle, settings.patience)
    shanshui_sqlite_defend(handle)
  }

  deinit {
    close(leavingLog: false)
    if let joinedLog { joined_log_free(joinedLog) }
    pagesInLog.deallocate()
  }

  /// Runs statements that answer nothing.
  package func run(_ text: String) throws(StoreFault) {
    guard isOpen else { throw StoreFault(.closed, path) }
    let code = sqlite3_exec(handle, text, nil, nil, nil)
    guard code == SQLITE_OK else { throw fault(code) }
  }

  /// A statement of a text; give it back with ``giveBack(_:)``.
  func statement(_ text: String) throws(StoreFault) -> SQLiteStatement {
    guard isOpen else { throw StoreFault(.closed, path) }
    if let statement = idle.removeValue(forKey: text) { return statement }
    var pointer: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK, let pointer else { throw fault(code) }
    return SQLiteStatement(pointer, text: text, connection: self)
  }

  /// Keeps a statement for the next use.
  func giveBack(_ statement: SQLiteStatement) {
    statement.reset()
    if isOpen { idle[statement.text] = statement }
  }

  /// Keeps a statement at hand for whoever runs it with every commit.
  func standing(_ text: String) -> StandingStatement {
    let statement = StandingStatement(text, on: self)
    standing.append(statement)
    return statement
  }

  /// Runs one statement with values.
  package func change(_ text: String, _ values: [Cell] = []) throws(StoreFault) {
    let statement = try statement(text)
    defer { giveBack(statement) }
    try statement.run(values)
  }

  /// Reads rows until there are no more or `body` answers no.
  package func eachRow(_ text: String, _ values: [Cell] = [], _ body: ([Cell]) throws -> Bool) throws {
    let statement = try statement(text)
    defer { giveBack(statement) }
    try statement.bind(values)
    while try statement.step() {
      guard try body(try statement.row()) else { return }
    }
  }

  /// The first row of an answer.
  package func row(_ text: String, _ values: [Cell] = []) throws(StoreFault) -> [Cell]? {
    let statement = try statement(text)
    defer { giveBack(statement) }
    try statement.bind(values)
    return try statement.step() ? try statement.row() : nil
  }

  /// A whole number that the database answers; 0 when it answers none.
  package func number(_ text: String) throws(StoreFault) -> Int64 {
    guard case .integer(let value)? = try row(text)?.first else { return 0 }
    return value
  }

  /// Does something whole or not at all.
  package func transaction<Value>(_ begin: String, _ body: () throws -> Value) throws -> Value {
    try run(begin)
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      try? run("ROLLBACK")
      throw error
    }
  }

  /// Copies the file as one reader sees it into another one.
  func copy(to path: String, settings: SQLiteSettings) throws(StoreFault) {
    let target = try SQLiteConnection(
      path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, settings: settings)
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw target.fault(sqlite3_extended_errcode(target.handle))
    }
    var code = SQLITE_OK
    // Pieces, so that others use the processor meanwhile; the open read keeps the copy at one point.
    repeat { code = sqlite3_backup_step(backup, 1024) } while code == SQLITE_OK
    let ending = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, ending == SQLITE_OK else { throw target.fault(code) }
  }

  /// Ends the use. With `leavingLog` nothing more is written, so that the disk stays as a fault left it.
  package func close(leavingLog: Bool) {
    guard isOpen else { return }
    isOpen = false
    idle = [:]
    for statement in standing { statement.end() }
    if leavingLog { shanshui_sqlite_no_checkpoint_on_close(handle) }
    sqlite3_close_v2(handle)
  }

  /// The fault of a code that SQLite answered.
  func fault(_ code: Int32) -> StoreFault { Self.fault(code, handle, path) }

  private static func fault(_ code: Int32, _ handle: OpaquePointer?, _ path: String) -> StoreFault {
    let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
    return StoreFault(kind(of: code), "\(path): \(message) (SQLite \(code))")
  }

  private static func kind(of code: Int32) -> StoreFault.Kind {
    switch code & 0xff {
    case SQLITE_FULL: .full
    case SQLITE_CORRUPT: .damaged
    case SQLITE_NOTADB: .foreign
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_BUSY, SQLITE_LOCKED: .occupied
    case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY: .disk
    case SQLITE_MISUSE: .closed
    default: .database
    }
  }
}

/// How a file is opened.
public struct SQLiteSettings: Sendable {
  /// The name of the layer through which SQLite reaches the disk; `nil` is the system's own.
  public var disk: String?
  /// The most pages that the file may have; `nil` is no limit.
  public var mostPages: Int?
  /// Pages in the log after which they are copied into the file. A batch of 1 000 commands changes some
  /// thousand pages; SQLite's own 1 000 would copy after every batch. 16 000 are 32 MB to read after a crash.
  public var pagesInLog: Int
  /// Milliseconds to wait for another process that holds the file.
  public var patience: Int32

  /// The settings of a registry in use.
  public init(
    disk: String? = nil, mostPages: Int? = nil, pagesInLog: Int = 16_000, patience: Int32 = 5000
  ) {
    self.disk = disk
    self.mostPages = mostPages
    self.pagesInLog = pagesInLog
    self.patience = patience
  }
}
