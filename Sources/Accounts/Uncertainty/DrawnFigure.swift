import Formula
public import Law

/// A figure of which it is known how sure it is, so that it can be drawn.
public struct DrawnFigure: Sendable {
  /// Where it stands among the data.
  public enum Place: Hashable, Sendable {
    /// A parameter or constant: what is drawn is the figure itself.
    case number(String)
    /// A column of a table, multiplied by what is drawn; one row of it, where a row is given.
    case column(table: String, column: String, row: Int?)
    /// A layer, all cells of which are multiplied by what is drawn.
    case layer(String)
    /// Values of zones, multiplied by what is drawn; those of one zone, where a member of the tree is given.
    case zones(String, member: Int?)
  }

  public var place: Place
  /// A name of its own, like `storagePrice`, `runoff.coefficient` or `runoff.coefficient#forest`.
  public var name: String
  public var label: Label
  /// The unit of what is drawn: `1` for factors.
  public var unit: String
  /// As the account has it: 1 for factors.
  public var value: Double
  public var spread: Spread
  public var source: Citation?

  /// What its chance is drawn by: its group, or its own name.
  public var stream: String { spread.drawnWith ?? name }

  /// What it is multiplied by when it is drawn as `figure`.
  func ratio(_ figure: Double) -> Double { value == 1 ? figure : figure / value }

  /// Whether all that it moves is multiplied by one ratio above 0.
  var isByRatio: Bool {
    switch place {
    case .number: value > 0 && spread.low >= 0
    case .column(_, _, let row): row == nil
    case .zones(_, let member): member == nil
    case .layer: true
    }
  }

  /// The name by which formulas reach it, as ``Movement`` writes it.
  var movingName: String {
    switch place {
    case .number(let name), .layer(let name), .zones(let name, _): name
    case .column(let table, let column, _): "\(table).\(column)"
    }
  }
}

extension StudyData {
  /// The data with some figures as they were drawn.
  ///
  /// - Parameter drawn: One number for each figure.
  func drawn(_ figures: [DrawnFigure], _ drawn: [Double]) -> StudyData {
    var data = self
    for (figure, number) in zip(figures, drawn) { data.set(figure.place, to: number) }
    return data
  }

  private mutating func set(_ place: DrawnFigure.Place, to drawn: Double) {
    switch place {
    case .number(let name): numbers[name] = drawn
    case .layer(let name): layerFactors[name] = drawn
    case .column(let table, let column, nil):
      let values = tables[table]?.columns[column]
      tables[table]?.columns[column] = values?.map { $0 * drawn }
    case .column(let table, let column, let row?):
      if let value = tables[table]?.columns[column]?[row] {
        tables[table]?.columns[column]?[row] = value * drawn
      }
    case .zones(let name, nil): zoneValues[name] = zoneValues[name]?.map { $0 * drawn }
    case .zones(let name, let member?):
      if let value = zoneValues[name]?[member] { zoneValues[name]?[member] = value * drawn }
    }
  }
}
