import CPostgres
import Journal
import Store

/// A value as the server takes it: in binary, with the number of its type.
struct PostgresValue {
  let type: Oid
  let bytes: [UInt8]?

  /// One value.
  init(_ cell: Cell) {
    switch cell {
    case .null: (type, bytes) = (PostgresKind.text.scalar, nil)
    case .integer(let value): (type, bytes) = (PostgresKind.integer.scalar, Self.bytes(of: value))
    case .text(let value): (type, bytes) = (PostgresKind.text.scalar, Array(value.utf8))
    case .bytes(let value): (type, bytes) = (PostgresKind.bytes.scalar, value)
    }
  }

  /// All values of one column.
  init(_ column: TableShape.Column.Kind, _ cells: some Collection<Cell>) {
    let kind = PostgresKind(column)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20 + cells.count * 12)
    func append(_ value: Int32) { withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) } }
    append(cells.isEmpty ? 0 : 1)
    append(cells.contains(.null) ? 1 : 0)
    append(Int32(bitPattern: kind.scalar))
    if !cells.isEmpty {
      append(Int32(cells.count))
      append(1)
    }
    for cell in cells {
      switch cell {
      case .null: append(-1)
      case .integer(let value):
        append(8)
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
      case .text(let value):
        append(Int32(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
      case .bytes(let value):
        append(Int32(value.count))
        bytes.append(contentsOf: value)
      }
    }
    (type, self.bytes) = (kind.list, bytes)
  }

  private static func bytes(of value: Int64) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
}

/// The kinds of values, as the server numbers and names them.
enum PostgresKind {
  case integer, text, bytes

  init(_ kind: TableShape.Column.Kind) {
    switch kind {
    case .integer: self = .integer
    case .text: self = .text
    case .bytes: self = .bytes
    }
  }

  /// The number of the type of one value.
  var scalar: Oid {
    switch self {
    case .integer: 20
    case .text: 25
    case .bytes: 17
    }
  }

  /// The number of the type of a list.
  var list: Oid {
    switch self {
    case .integer: 1016
    case .text: 1009
    case .bytes: 1001
    }
  }

  /// The type of a list in SQL.
  var listName: String {
    switch self {
    case .integer: "bigint[]"
    case .text: "text[]"
    case .bytes: "bytea[]"
    }
  }
}

/// An answer of the server.
struct PostgresAnswer {
  var rows: [[Cell]] = []
  /// What was done, in a word: `COMMIT`.
  var tag = ""

  init() {}

  /// Reads a result in binary.
  init(_ result: OpaquePointer) throws(StoreFault) {
    tag = String(cString: PQcmdStatus(result))
    let columns = PQnfields(result)
    rows.reserveCapacity(Int(PQntuples(result)))
    for row in 0..<PQntuples(result) {
      var cells: [Cell] = []
      cells.reserveCapacity(Int(columns))
      for column in 0..<columns { cells.append(try Self.cell(result, row, column)) }
      rows.append(cells)
    }
  }

  private static func cell(_ result: OpaquePointer, _ row: Int32, _ column: Int32) throws(StoreFault) -> Cell
  {
    guard PQgetisnull(result, row, column) == 0 else { return .null }
    let start = UnsafeRawPointer(PQgetvalue(result, row, column))
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
    switch PQftype(result, column) {
    case PostgresKind.integer.scalar where bytes.count == 8:
      return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
    case PostgresKind.bytes.scalar: return .bytes(Array(bytes))
    case PostgresKind.text.scalar:
      if let text = String(validating: bytes, as: UTF8.self) { return .text(text) }
      throw StoreFault(.damaged, "a text is not UTF-8")
    case let type: throw StoreFault(.damaged, "a value of the strange type \(type)")
    }
  }
}
