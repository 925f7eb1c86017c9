internal import Quantities

/// Faults of one table, gathered so that all are told at once.
public struct TableFaults: Error, CustomStringConvertible {
  /// So many are told one by one; of a column in the wrong unit or format more would help nobody.
  public static let limit = 20

  /// The first ones, at most ``limit``.
  public private(set) var first: [any Error] = []
  /// How many there are.
  public private(set) var count = 0

  public init() {}

  /// Notes a fault; of another list its faults.
  public mutating func note(_ fault: any Error) {
    if let several = fault as? TableFaults {
      for fault in several.first { note(fault) }
      count += several.count - several.first.count
      return
    }
    if first.count < Self.limit { first.append(fault) }
    count += 1
  }

  /// Does a piece of reading, and notes what it throws.
  public mutating func attempt<Value>(_ work: () throws -> Value) -> Value? {
    do { return try work() } catch {
      note(error)
      return nil
    }
  }

  /// Ends the reading when anything was noted.
  ///
  /// - Throws: The only fault itself, or all of them together.
  public func end() throws {
    guard let only = first.first else { return }
    if count == 1 { throw only }
    throw self
  }

  /// One fault after the other, and how many more there are.
  public var description: String {
    let more = count - first.count
    let rest = more > 0 ? ["另有 \(more) 处同类问题 · and \(more) more"] : []
    return (first.map { "\($0)" } + rest).joined(separator: "\n")
  }
}

extension TableFile {
  /// All numbers of a column; NaN where the cell is empty, and where it is no number, which is noted.
  public func numbers(column name: String, noting faults: inout TableFaults) -> [Double] {
    guard let column = faults.attempt({ try self.column(name) }) else {
      return [Double](repeating: .nan, count: count)
    }
    return (0..<count).map { row in
      faults.attempt { try optionalNumber(row: row, column: column) ?? .nan } ?? .nan
    }
  }

  /// All days of a column by their numbers; NaN where a cell is no day, which is noted.
  public func days(column name: String, noting faults: inout TableFaults) -> [Double] {
    guard let column = faults.attempt({ try self.column(name) }) else {
      return [Double](repeating: .nan, count: count)
    }
    return (0..<count).map { row in
      faults.attempt { Double(try day(row: row, column: column).number) } ?? .nan
    }
  }

  /// All texts of a column; none when there is no such column, which is noted.
  public func texts(column name: String, noting faults: inout TableFaults) -> [String] {
    faults.attempt { try texts(column: name) } ?? []
  }
}
