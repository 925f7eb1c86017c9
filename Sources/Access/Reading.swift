internal import Journal
internal import Store

/// A row of the access file, read from the left.
struct AccessRow {
  private var cells: ArraySlice<Cell>

  init(_ cells: [Cell]) { self.cells = cells[...] }

  mutating func integer() throws(StoreFault) -> Int64 {
    guard case .integer(let value)? = cells.popFirst() else { throw StoreFault(.damaged, "access") }
    return value
  }

  mutating func party() throws(StoreFault) -> UInt32 {
    guard let number = UInt32(exactly: try integer()) else { throw StoreFault(.damaged, "access") }
    return number
  }

  mutating func moment() throws(StoreFault) -> Moment { Moment(milliseconds: try integer()) }

  mutating func text() throws(StoreFault) -> String {
    guard case .text(let value)? = cells.popFirst() else { throw StoreFault(.damaged, "access") }
    return value
  }

  mutating func bytes() throws(StoreFault) -> [UInt8] {
    guard case .bytes(let value)? = cells.popFirst() else { throw StoreFault(.damaged, "access") }
    return value
  }
}

extension Cell {
  /// The number of a party.
  static func party(_ number: UInt32) -> Cell { .integer(Int64(number)) }
  /// A moment in milliseconds.
  static func moment(_ moment: Moment) -> Cell { .integer(moment.milliseconds) }
}
