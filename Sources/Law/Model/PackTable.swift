public import Formula

/// What the keys and columns of a table are.
public struct TableShape: Sendable {
  /// A key column.
  public struct Key: Sendable {
    /// What a key holds.
    public enum Kind: Sendable {
      /// One of a code list.
      case code(Reference)
      case number
      /// A calendar day.
      case day
    }

    public let name: String
    public let kind: Kind
    public let place: Place
  }

  /// The bounds in each row that `step` searches.
  public struct Interval: Sendable {
    public let name: String
    public let unit: MeasureUnit
  }

  /// A value column.
  public struct Column: Sendable {
    /// What a column holds: quantities in a unit, prices of a year too, or codes of a list.
    public enum Kind: Sendable {
      case quantity(MeasureUnit, priceYear: Int?)
      case code(Reference)
    }

    public let name: String
    public let kind: Kind
    /// How sure its quantities are, as factors; nil when nothing is said.
    public let spread: FactorSpread?
    public let place: Place
  }

  public let interval: Interval?
  public let keys: [Key]
  public let columns: [Column]
}

/// A row of a table as it was read.
public struct TableRow: Sendable {
  /// The value of one key of a row.
  public enum KeyValue: Hashable, Sendable {
    case code(String)
    /// A number, or the number of a day.
    case number(Double)
  }

  /// The value of one column of a row.
  public enum Cell: Hashable, Sendable {
    case number(Double)
    case code(String)
    case missing
    /// The document leaves it open, with the reason.
    case open(why: String)
  }

  /// The bounds [from, to); infinite where there is none.
  public let interval: ClosedRange<Double>?
  public let keys: [KeyValue]
  public let cells: [Cell]
  /// The row's own source; nil when the table's holds.
  public let source: Citation?
  /// The row; its elements stand in the order interval, keys, columns.
  public let place: Place

  /// The place of one element of the row.
  public func place(ofElement index: Int) -> Place {
    guard case .array(let elements) = place.node.value, elements.indices.contains(index) else { return place }
    return Place(node: elements[index], path: "\(place.path)[\(index)]")
  }
}

/// A table of a pack: with rows of its own, or grouped from another table.
public struct PackTable: Sendable {
  /// A table whose rows are the distinct keys among another table's rows.
  public struct Grouping: Sendable {
    public let table: Reference
    public let keys: [Reference]
    /// The condition on the other table's rows; nil takes all.
    public let condition: FormulaSource?
    /// One for each column.
    public let columns: [GroupedColumn]
  }

  /// A column that is a formula over the group.
  public struct GroupedColumn: Sendable {
    public let name: String
    public let formula: FormulaSource
  }

  /// Rows that are written, or rows grouped out of another table.
  public enum Body: Sendable {
    case rows(TableShape, [TableRow])
    case grouped(Grouping)
  }

  public let name: String
  public let label: Label
  public let body: Body
  /// The source of all rows that have none of their own.
  public let source: Citation?
  public let place: Place
}
