import CSQLite
import Journal
import Store

/// A statement that was read by SQLite once and runs many times.
final class SQLiteStatement {
  let text: String
  private let pointer: OpaquePointer
  private unowned let connection: SQLiteConnection

  init(_ pointer: OpaquePointer, text: String, connection: SQLiteConnection) {
    self.pointer = pointer
    self.text = text
    self.connection = connection
  }

  deinit { sqlite3_finalize(pointer) }

  /// Runs it with values to its end.
  func run(_ values: [Cell]) throws(StoreFault) {
    defer { reset() }
    try bind(values)
    while try step() {}
  }

  /// Gives its places their values.
  func bind(_ values: [Cell]) throws(StoreFault) {
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw connection.fault(code) }
    }
  }

  private func bind(_ value: Cell, at place: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(pointer, place)
    case .integer(let value): return sqlite3_bind_int64(pointer, place, value)
    case .text(var value):
      return value.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          shanshui_sqlite_bind_text(pointer, place, $0.baseAddress, Int32($0.count))
        }
      }
    case .bytes(let value):
      return value.withUnsafeBytes {
        shanshui_sqlite_bind_blob(pointer, place, $0.baseAddress, Int32($0.count))
      }
    }
  }

  /// Goes to the next row; no when there is none.
  func step() throws(StoreFault) -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.fault(code)
    }
  }

  /// The values of the row.
  func row() throws(StoreFault) -> [Cell] {
    var cells: [Cell] = []
    let count = sqlite3_column_count(pointer)
    cells.reserveCapacity(Int(count))
    for column in 0..<count { cells.append(try cell(column)) }
    return cells
  }

  private func cell(_ column: Int32) throws(StoreFault) -> Cell {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_TEXT:
      let start = sqlite3_column_text(pointer, column)
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw StoreFault(.damaged, "\(connection.path): a text is not UTF-8")
      }
      return .text(text)
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(pointer, column)
      let count = Int(sqlite3_column_bytes(pointer, column))
      return .bytes(Array(UnsafeRawBufferPointer(start: start, count: count)))
    default: throw StoreFault(.damaged, "\(connection.path): a value of no kind that a table has")
    }
  }

  /// Makes it ready for the next run.
  func reset() {
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }
}
