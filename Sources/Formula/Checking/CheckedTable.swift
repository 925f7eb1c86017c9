/// A table as the checker knows it; a grouped table has its columns as formulas.
struct CheckedTable: Sendable {
  struct Column: Sendable {
    var name: String
    var meaning: Meaning
    /// The formula of a grouped table's column.
    var root: NodeID?
    var text: FormulaText?
  }

  struct Group: Sendable {
    var table: Int
    var keys: [TableAttribute]
    var condition: NodeID?
  }

  var name: String
  var keys: [TableSignature.Key]
  var interval: TableSignature.Interval?
  var columns: [Column]
  var group: Group?

  var dayKey: Int? { keys.firstIndex { $0.kind == .day } }

  func column(named name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// What rows belong to, by name: keys, and the calendar parts of the day.
  func attribute(named name: String) -> TableAttribute? {
    if let index = keys.firstIndex(where: { $0.name == name }) { return .key(index) }
    guard dayKey != nil, let part = Dimension.calendarNames.firstIndex(of: name) else { return nil }
    return .calendar(Dimension(index: part))
  }

  /// The attribute that tells to which element of a calendar dimension a row belongs; a day key tells the day
  /// of the year.
  func calendarAttribute(_ dimension: Dimension) -> TableAttribute? {
    let name = Dimension.calendarNames[dimension.index]
    let key = keys.firstIndex { $0.name == name && $0.kind == .number }
    return key.map { .key($0) } ?? (dayKey == nil ? nil : .calendar(dimension))
  }

  /// How an attribute compares between tables: days as days, codes by list, the rest as numbers.
  func kind(of attribute: TableAttribute) -> TableSignature.Key.Kind {
    switch attribute {
    case .key(let index): keys[index].kind
    case .calendar: .number
    }
  }

  var attributeNames: [String] {
    keys.map(\.name) + (dayKey == nil ? [] : Dimension.calendarNames)
  }

  /// Names by which rows of this table can be told to belong to a row of another.
  func sharedAttributes(with other: CheckedTable) -> [String] {
    let names = keys.map(\.name) + other.keys.map(\.name)
    var shared: [String] = []
    for name in names where !shared.contains(name) {
      guard let mine = attribute(named: name), let its = other.attribute(named: name) else { continue }
      if kind(of: mine) == other.kind(of: its) { shared.append(name) }
    }
    return shared
  }
}
