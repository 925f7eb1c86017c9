import Formula
import Land
import Law

extension Study {
  /// All figures of known spread that the computable indicators rest on: parameters and tables of the packs,
  /// and what the region gives.
  public func drawnFigures(_ data: StudyData) -> [DrawnFigure] {
    let packs = drawnParameters() + method.packs.flatMap(\.tables).flatMap { drawnColumns(of: $0, data) }
    let region = drawnOverrides() + self.region.inputs.flatMap { drawnInput($0, data) }
    return packs + drawnInputTables(data) + region
  }

  /// A drawn figure that a layer rests on which mechanisms make once from figures of cells, and that layer.
  func unreached(by figures: [DrawnFigure]) -> (figure: String, layer: String)? {
    for input in region.inputs {
      let leaves = leaves(of: input.binding.cellNames)
      if let figure = figures.first(where: { leaves.contains($0.place.name) }) {
        return (figure.name, input.name)
      }
    }
    return nil
  }

  private func drawnParameters() -> [DrawnFigure] {
    let overridden = Set(region.overrides.map(\.name))
    return method.parameters(on: method.day(ofYear: region.year)).compactMap { held in
      let parameter = held.parameter
      guard needed.contains(parameter.name), !overridden.contains(parameter.name),
        case .value(let estimate, let source) = held.state, let spread = estimate.spread
      else { return nil }
      return DrawnFigure(
        place: .number(parameter.name), name: parameter.name, label: parameter.label,
        unit: parameter.unit.text, value: estimate.value, spread: spread, source: spread.source ?? source)
    }
  }

  private func drawnOverrides() -> [DrawnFigure] {
    region.overrides.compactMap { override in
      guard needed.contains(override.name), let spread = override.spread else { return nil }
      return number(override.name, override.value, spread, source: override.source)
    }
  }

  /// A figure with a unit of its own, brought to the unit of its name.
  private func number(
    _ name: String, _ quantity: Quantity, _ spread: Spread, source: Citation?
  ) -> DrawnFigure? {
    guard let wanted = unit(of: name) else { return nil }
    func converted(_ x: Double) -> Double { units.convert(x, from: quantity.unit, to: wanted) ?? .nan }
    var own = spread
    (own.low, own.high) = (
      spread.low.isFinite ? converted(spread.low) : spread.low,
      spread.high.isFinite ? converted(spread.high) : spread.high
    )
    if case .normal(let sd) = spread.shape { own.shape = .normal(sd: converted(sd) - converted(0)) }
    return DrawnFigure(
      place: .number(name), name: name, label: label(of: name), unit: wanted.text,
      value: converted(quantity.value), spread: own, source: spread.source ?? source)
  }

  private func drawnColumns(of table: PackTable, _ data: StudyData) -> [DrawnFigure] {
    guard needed.contains(table.name), case .rows(let shape, let rows) = table.body else { return [] }
    let keys = rows.map { row in row.keys.map(\.text) + (row.interval.map { ["\($0.lowerBound)"] } ?? []) }
    return shape.columns.flatMap { column -> [DrawnFigure] in
      guard let factors = column.spread else { return [] }
      return figures(
        of: table.name, column.name, label: table.label, factors, rows: keys, source: table.source)
    }
  }

  /// Ranges that a pack writes for tables which the region brings, unless the region writes its own.
  private func drawnInputTables(_ data: StudyData) -> [DrawnFigure] {
    method.inputs.flatMap { input -> [DrawnFigure] in
      guard needed.contains(input.name), case .table(let shape) = input.kind,
        let count = data.tables[input.name]?.rowCount
      else { return [] }
      var own: [String] = []
      if case .table(let binding)? = region.binding(of: input.name)?.binding {
        own = binding.columns.filter { $0.spread != nil }.map(\.name)
      }
      return shape.columns.filter { !own.contains($0.name) }.flatMap { column -> [DrawnFigure] in
        guard let factors = column.spread else { return [] }
        return figures(
          of: input.name, column.name, label: input.label, factors, rows: Self.numbered(count),
          source: input.source)
      }
    }
  }

  private func drawnInput(_ input: RegionInput, _ data: StudyData) -> [DrawnFigure] {
    if case .constant(let quantity) = input.binding, let spread = input.spread {
      guard needed.contains(input.name) else { return [] }
      return [number(input.name, quantity, spread, source: input.source)].compactMap { $0 }
    }
    if case .table(let binding) = input.binding, needed.contains(input.name) {
      let count = data.tables[input.name]?.rowCount ?? 0
      return binding.columns.flatMap { column -> [DrawnFigure] in
        guard let factors = column.spread else { return [] }
        return figures(
          of: input.name, column.name, label: label(of: input.name), factors, rows: Self.numbered(count),
          source: input.source)
      }
    }
    guard let factors = input.factorSpread else { return [] }
    if case .ecosystemValues(let values) = input.binding { return byEcosystem(input, values, factors) }
    return byZone(input, factors, data)
  }

  private func byEcosystem(
    _ input: RegionInput, _ values: [(ecosystem: String, value: Quantity)], _ factors: FactorSpread
  ) -> [DrawnFigure] {
    let table = madeTables.keys.sorted().first { RegionVocabulary.isTable($0, ofValuesFor: input.name) }
    guard let table, needed.contains(table) else { return [] }
    let known = Set(ecosystems.values.map(\.id))
    let rows = values.map(\.ecosystem).filter(known.contains).map { [$0] }
    return figures(
      of: table, "value", label: label(of: input.name), factors, rows: rows, source: input.source)
  }

  private func byZone(_ input: RegionInput, _ factors: FactorSpread, _ data: StudyData) -> [DrawnFigure] {
    guard needed.contains(input.name) else { return [] }
    let one = DrawnFigure(
      place: .layer(input.name), name: input.name, label: label(of: input.name), unit: "1", value: 1,
      spread: factors.spread, source: factors.spread.source ?? input.source)
    guard let values = data.zoneValues[input.name] else { return [one] }
    var zones = one
    zones.place = .zones(input.name, member: nil)
    guard factors.per == .row else { return [zones] }
    return values.indices.filter { !values[$0].isNaN }.map { member in
      var zone = zones
      let title = data.tree.members[member]
      zone.place = .zones(input.name, member: member)
      zone.name = "\(input.name)#\(title.code)"
      zone.label = Label(zh: "\(one.label.zh)：\(title.name)", en: "\(one.label.en): \(title.name)")
      return zone
    }
  }

  private func figures(
    of table: String, _ column: String, label: Label, _ factors: FactorSpread, rows: [[String]],
    source: Citation?
  ) -> [DrawnFigure] {
    let whole = DrawnFigure(
      place: .column(table: table, column: column, row: nil), name: "\(table).\(column)",
      label: Label(zh: "\(label.zh) \(column)", en: "\(label.en) \(column)"), unit: "1", value: 1,
      spread: factors.spread, source: factors.spread.source ?? source)
    guard factors.per == .row else { return [whole] }
    return rows.enumerated().map { row, keys in
      var figure = whole
      let key = keys.joined(separator: " ")
      figure.place = .column(table: table, column: column, row: row)
      figure.name = "\(whole.name)#\(keys.joined(separator: "/"))"
      figure.label = Label(zh: "\(whole.label.zh)：\(key)", en: "\(whole.label.en): \(key)")
      return figure
    }
  }

  private static func numbered(_ count: Int) -> [[String]] { (0..<count).map { ["\($0 + 1)"] } }
}

extension TableRow.KeyValue {
  /// As it stands in the text, but for days, which are numbers.
  fileprivate var text: String {
    switch self {
    case .code(let code): code
    case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
  }
}
