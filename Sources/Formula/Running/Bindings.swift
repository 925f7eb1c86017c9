/// The figures that a run of formulas starts from.
public struct Bindings: Sendable {
  /// Region-context symbols by name, each in its own unit; a class as its index; NaN for missing. A symbol
  /// with dimensions is bound element by element: `rain#1` … `rain#12`.
  public var numbers: [String: Double]
  public var tables: [String: TableData]
  /// Symbols that are fed to the program block by block: those of cells and zones, and the reductions over
  /// cells that the engine computes.
  public var varying: Set<String>
  /// What the values of a varying symbol are multiplied by before anything reads them; 1 where nothing
  /// stands.
  public var factors: [String: Double] = [:]
  /// The year of the account.
  public var year: Int
  /// The year to whose prices `reprice` leads.
  public var priceYear: Int

  public init(
    numbers: [String: Double] = [:], tables: [String: TableData] = [:], varying: Set<String> = [],
    year: Int, priceYear: Int
  ) {
    self.numbers = numbers
    self.tables = tables
    self.varying = varying
    self.year = year
    self.priceYear = priceYear
  }
}

/// The rows of a table, column by column.
public struct TableData: Hashable, Sendable {
  /// One array for each key, in the order of the signature: codes as their index, days as their number.
  public var keys: [[Double]]
  /// The interval [from, to) of each row; nil for a table without. Infinite ends are open.
  public var intervals: [Interval]?
  /// Values by column name; NaN for missing.
  public var columns: [String: [Double]]

  /// A row's interval [from, to), in the unit of the table's interval.
  public struct Interval: Hashable, Sendable {
    public var from: Double
    public var to: Double

    public init(from: Double, to: Double) {
      self.from = from
      self.to = to
    }
  }

  public init(keys: [[Double]], intervals: [Interval]? = nil, columns: [String: [Double]]) {
    self.keys = keys
    self.intervals = intervals
    self.columns = columns
  }

  /// How many rows all columns have; the shortest column decides.
  public var rowCount: Int {
    let counts = keys.map(\.count) + columns.values.map(\.count) + (intervals.map { [$0.count] } ?? [])
    return counts.min() ?? 0
  }
}
