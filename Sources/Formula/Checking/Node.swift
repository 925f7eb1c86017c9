/// A node of the checked formulas, which hang together as one graph without cycles.
struct NodeID: Hashable, Sendable {
  var index: Int32
}

/// What a checked expression does. Units are settled: conversions stand as multiplications.
enum Node: Hashable, Sendable {
  /// A number, by its bits.
  case constant(UInt64)
  case symbol(Int, [ElementSource])
  case given(GivenValue)
  case formula(Int, [ElementSource])
  /// The number of the current element of a dimension.
  case element(ElementSource)
  /// A value column of the current row.
  case column(table: Int, column: Int)
  /// A key of the current row, or a calendar part of its day.
  case attribute(table: Int, TableAttribute)
  case apply(Operation, [NodeID])
  case lookup(table: Int, column: Int, keys: [NodeID])
  case step(table: Int, column: Int, x: NodeID, keys: [NodeID])
  /// A price of a year, brought to the price year of the account.
  case reprice(NodeID, year: Int)
  case reduction(CheckedReduction)
  /// A reduction over cells, fed by the engine.
  case cells(Int, [ElementSource])
}

/// Values that every formula may read.
enum GivenValue: String, Hashable, Sendable {
  case year
  case cellArea = "cell.area"
  case cellSize = "cell.size"
}

/// A dimension: the calendar's four, then the tables in their order.
struct Dimension: Hashable, Sendable, Comparable {
  var index: Int

  static let day = Dimension(index: 0)
  static let halfmonth = Dimension(index: 1)
  static let month = Dimension(index: 2)
  static let year = Dimension(index: 3)
  static let calendarNames = ["day", "halfmonth", "month", "year"]

  static func table(_ index: Int) -> Dimension { Dimension(index: 4 + index) }
  var table: Int? { index >= 4 ? index - 4 : nil }
  static func < (a: Dimension, b: Dimension) -> Bool { a.index < b.index }
}

/// Where the current element of a dimension is known from: a dimension that is being walked, itself or a
/// finer one.
struct ElementSource: Hashable, Sendable {
  var dimension: Dimension
  var walked: Dimension
}

/// What a row of a table belongs to.
enum TableAttribute: Hashable, Sendable {
  case key(Int)
  /// A calendar part of the row's day.
  case calendar(Dimension)
}

/// A reduction over a calendar dimension or the rows of a table.
struct CheckedReduction: Hashable, Sendable {
  var operation: Reduction.Operation
  var percent: Double?
  var expression: NodeID
  var condition: NodeID?
  var dimension: Dimension
  /// Walked dimensions to whose current element the elements must belong.
  var within: [Dimension]
}
