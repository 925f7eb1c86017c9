/// Something that is kept both in the writer's memory and as one row of a table.
public protocol Recorded: Hashable, Sendable {
  /// What finds it.
  associatedtype Key: Hashable, Sendable
  /// The table.
  static var shape: TableShape { get }
  /// The values of a key, as they stand in the first columns of a row.
  static func cells(of key: Key) -> [Cell]
  /// What finds this one.
  var key: Key { get }
  /// All values, those of the key first.
  var row: [Cell] { get }
  /// The record of a row that was read back.
  ///
  /// - Throws: ``MalformedRow``: the row was not written by this program, or was changed.
  init(row: [Cell]) throws(MalformedRow)
}

/// A row of a table that stands for no record.
public struct MalformedRow: Error, Hashable, Sendable {
  public let table: String
  public let row: [Cell]

  /// A row that cannot be read.
  public init(table: String, row: [Cell]) {
    self.table = table
    self.row = row
  }
}

/// Takes the values of a row one after the other, and refuses a value of another kind.
public struct RowReader: Sendable {
  private let table: String
  private let row: [Cell]
  private var next = 0

  /// Reads a row of a table.
  public init(_ row: [Cell], of shape: TableShape) throws(MalformedRow) {
    table = shape.name
    self.row = row
    guard row.count == shape.columns.count else { throw malformed }
  }

  /// The error of this row, for a value that means nothing.
  public var malformed: MalformedRow { MalformedRow(table: table, row: row) }

  /// A whole number that fits the width asked for.
  public mutating func integer<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self
  ) throws(MalformedRow) -> Value {
    guard case .integer(let value) = take(), let exact = Value(exactly: value) else { throw malformed }
    return exact
  }

  /// A text.
  public mutating func text() throws(MalformedRow) -> String {
    guard case .text(let value) = take() else { throw malformed }
    return value
  }

  /// Bytes.
  public mutating func bytes() throws(MalformedRow) -> [UInt8] {
    guard case .bytes(let value) = take() else { throw malformed }
    return value
  }

  /// A whole number, or nothing.
  public mutating func optionalInteger<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self
  ) throws(MalformedRow) -> Value? {
    skipNull() ? nil : try integer(type)
  }

  /// A text, or nothing.
  public mutating func optionalText() throws(MalformedRow) -> String? { skipNull() ? nil : try text() }

  /// Bytes, or nothing.
  public mutating func optionalBytes() throws(MalformedRow) -> [UInt8]? { skipNull() ? nil : try bytes() }

  private mutating func skipNull() -> Bool {
    guard next < row.count, row[next] == .null else { return false }
    next += 1
    return true
  }

  private mutating func take() -> Cell? {
    guard next < row.count else { return nil }
    defer { next += 1 }
    return row[next]
  }
}
