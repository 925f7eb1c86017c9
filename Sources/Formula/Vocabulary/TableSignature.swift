/// The shape of a table: its key columns, its value columns, and perhaps an interval or the table it groups.
public struct TableSignature: Hashable, Sendable {
  /// A key column: rows are found by its values.
  public struct Key: Hashable, Sendable {
    /// What a key holds.
    public enum Kind: Hashable, Sendable {
      case code(list: String)
      /// A plain number: a year, a month, a station's number.
      case number
      /// A day, held as the number of days since 1970-01-01. A table has at most one.
      case day
    }

    public var name: String
    public var kind: Kind

    public init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The interval [from, to) that `step` looks in.
  public struct Interval: Hashable, Sendable {
    public var name: String
    public var unit: MeasureUnit

    public init(name: String, unit: MeasureUnit) {
      self.name = name
      self.unit = unit
    }
  }

  /// A value column.
  public struct Column: Hashable, Sendable {
    public var name: String
    public var kind: Formula.Kind

    public init(name: String, kind: Formula.Kind) {
      self.name = name
      self.kind = kind
    }
  }

  public var name: String
  public var keys: [Key]
  public var interval: Interval?
  public var columns: [Column]
  /// Set for a table that is computed from another: then it has no keys, interval, columns or rows of its
  /// own.
  public var grouping: Grouping?

  public init(
    name: String, keys: [Key], interval: Interval? = nil, columns: [Column], grouping: Grouping? = nil
  ) {
    self.name = name
    self.keys = keys
    self.interval = interval
    self.columns = columns
    self.grouping = grouping
  }

  /// A table computed from another: `name = table by (keys) where condition`.
  public init(name: String, grouping: Grouping) {
    self.init(name: name, keys: [], columns: [], grouping: grouping)
  }
}

/// How a table's rows are grouped into the rows of another.
public struct Grouping: Hashable, Sendable {
  /// A column of the new table.
  public struct Column: Hashable, Sendable {
    public var name: String
    /// `name [unit] = expression`, or the expression alone, whose unit is then derived. Reductions over the
    /// grouped table go over the rows of the group.
    public var formula: FormulaText

    public init(name: String, formula: FormulaText) {
      self.name = name
      self.formula = formula
    }
  }

  /// The table that is grouped; it may itself be a grouped one.
  public var table: String
  /// Key columns of that table, or `year`, `month`, `halfmonth` of its days. The key `day` is the day
  /// itself, so that the new table is a series too.
  public var keys: [String]
  /// Which rows count; nil for all.
  public var condition: FormulaText?
  public var columns: [Column]
  /// Where the grouped table is declared.
  public var position: SourcePosition

  public init(
    table: String, keys: [String], condition: FormulaText? = nil, columns: [Column],
    position: SourcePosition
  ) {
    self.table = table
    self.keys = keys
    self.condition = condition
    self.columns = columns
    self.position = position
  }
}
