/// A sheet of a workbook: title, head, rows and notes, from top to bottom.
public struct Sheet: Hashable, Sendable {
  /// At most 31 characters, none of `[ ] : * ? / \`.
  public var name: String
  /// Over the whole width, above the head; nil for none.
  public var title: String?
  /// Heads over several columns, in a row of their own; empty for none.
  public var groups: [ColumnGroup]
  public var columns: [SheetColumn]
  public var rows: [SheetRow]
  /// Lines under the table: sources, rules, remarks.
  public var notes: [String]

  public init(
    name: String, title: String? = nil, groups: [ColumnGroup] = [], columns: [SheetColumn], rows: [SheetRow],
    notes: [String] = []
  ) {
    self.name = name
    self.title = title
    self.groups = groups
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}

/// A column of a sheet.
public struct SheetColumn: Hashable, Sendable {
  public var head: String
  /// Written under the head in brackets; nil for none.
  public var unit: String?
  public var style: NumberStyle
  /// In characters of the usual font; nil fits it to what the column holds.
  public var width: Double?

  /// - Parameter style: nil takes the usual one for the unit.
  public init(_ head: String, unit: String? = nil, style: NumberStyle? = nil, width: Double? = nil) {
    self.head = head
    self.unit = unit
    self.style = style ?? NumberStyle(unit: unit)
    self.width = width
  }
}

/// A head over neighbouring columns.
public struct ColumnGroup: Hashable, Sendable {
  public var head: String
  /// Places of the columns, from 0.
  public var columns: ClosedRange<Int>

  public init(_ head: String, columns: ClosedRange<Int>) {
    self.head = head
    self.columns = columns
  }
}

/// A row under the head.
public struct SheetRow: Hashable, Sendable {
  public var cells: [SheetCell]
  /// Whether it is set off as a sum of others.
  public var isTotal: Bool

  public init(_ cells: [SheetCell], isTotal: Bool = false) {
    self.cells = cells
    self.isTotal = isTotal
  }
}

/// What stands in a cell.
public enum SheetCell: Hashable, Sendable {
  case empty
  /// Always text, also where it begins with `=` or looks like a number (`012`).
  case text(String)
  /// NaN leaves the cell empty.
  case number(Double)
}
