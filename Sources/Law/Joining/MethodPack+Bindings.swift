public import Formula
public import Quantities

/// A parameter as it stands on a day.
public struct ParameterInForce: Sendable {
  /// What holds on the day.
  public enum State: Sendable {
    case value(Estimate, source: Citation)
    /// The document leaves it open; the region must give it.
    case open(why: String, source: Citation)
    /// No value holds yet; the first does from this day.
    case notYet(from: Day)
  }

  public let parameter: Parameter
  public let state: State

  /// The figure in the parameter's unit; NaN when none holds.
  public var value: Double {
    if case .value(let estimate, _) = state { estimate.value } else { .nan }
  }

  /// The source of what holds; nil when nothing does.
  public var source: Citation? {
    switch state {
    case .value(_, let source), .open(_, let source): source
    case .notYet: nil
    }
  }
}

extension Parameter {
  /// What holds on a day.
  public func inForce(on day: Day) -> ParameterInForce {
    guard let entry = values.inForce(on: day) else {
      return ParameterInForce(parameter: self, state: .notYet(from: values.entries.first?.from ?? day))
    }
    switch entry.content {
    case .value(let estimate):
      return ParameterInForce(parameter: self, state: .value(estimate, source: entry.source))
    case .open(let why):
      return ParameterInForce(parameter: self, state: .open(why: why, source: entry.source))
    }
  }
}

extension MethodPack {
  /// The parameters of the pack and of those it uses, as they stand on a day.
  ///
  /// Those whose value is NaN must be given by the region, or what reads them is missing.
  public func parameters(on day: Day) -> [ParameterInForce] {
    packs.flatMap { $0.parameters.map { $0.inForce(on: day) } }
  }

  /// The figures and tables of the packs, ready for formulas; the region adds its own.
  ///
  /// - Parameters:
  ///   - day: The day whose rules hold.
  ///   - year: The year of the account.
  ///   - priceYear: The year to whose prices `reprice` leads.
  ///   - overrides: Figures that replace a parameter's, each in the parameter's unit.
  public func bindings(
    on day: Day, year: Int, priceYear: Int, overrides: [String: Double] = [:]
  ) -> Bindings {
    var bindings = Bindings(year: year, priceYear: priceYear)
    for parameter in parameters(on: day) {
      bindings.numbers[parameter.parameter.name] = parameter.value
    }
    bindings.numbers.merge(overrides) { _, override in override }
    for table in packs.flatMap(\.tables) {
      if case .rows(let shape, let rows) = table.body { bindings.tables[table.name] = data(shape, rows) }
    }
    return bindings
  }

  /// Rows as formulas read them: classes by their index, missing and open cells as NaN.
  public func data(_ shape: TableShape, _ rows: [TableRow]) -> TableData {
    let keys = shape.keys.enumerated().map { index, key in
      rows.map { value(of: $0.keys[index], key: key) }
    }
    var columns: [String: [Double]] = [:]
    for (index, column) in shape.columns.enumerated() {
      columns[column.name] = rows.map { value(of: $0.cells[index], column: column) }
    }
    let intervals = rows.compactMap { row in
      row.interval.map { TableData.Interval(from: $0.lowerBound, to: $0.upperBound) }
    }
    return TableData(keys: keys, intervals: shape.interval == nil ? nil : intervals, columns: columns)
  }

  private func value(of key: TableRow.KeyValue, key declared: TableShape.Key) -> Double {
    switch (key, declared.kind) {
    case (.number(let x), _): x
    case (.code(let id), .code(let list)): value(ofCode: id, in: list.name) ?? .nan
    case (.code, _): .nan
    }
  }

  private func value(of cell: TableRow.Cell, column: TableShape.Column) -> Double {
    switch (cell, column.kind) {
    case (.number(let x), _): x
    case (.code(let id), .code(let list)): value(ofCode: id, in: list.name) ?? .nan
    case (.code, _), (.missing, _), (.open, _): .nan
    }
  }
}
