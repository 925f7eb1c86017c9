public import Formula
public import Law

/// Figures of a study in the units of their names.
extension Study {
  /// Parameters in force at the end of the year, with the region's overrides; defaults of inputs that the
  /// region does not give; and the tables of the packs.
  public func packFigures() -> (numbers: [String: Double], tables: [String: TableData]) {
    var overrides: [String: Double] = [:]
    for override in region.overrides {
      overrides[override.name] = value(of: override.value, for: override.name)
    }
    let figures = method.bindings(
      on: method.day(ofYear: region.year), year: region.year, priceYear: region.priceYear,
      overrides: overrides)
    var numbers = figures.numbers
    for input in method.inputs where region.binding(of: input.name) == nil {
      if let value = input.defaultValue { numbers[input.name] = value }
    }
    let cells = CellOverrides(region: region, method: method, units: units)
    return (numbers, cells.applied(to: figures.tables))
  }

  /// Values by ecosystem that the region writes out, as tables.
  public func ecosystemTables() -> [String: TableData] {
    let ids = ecosystems.values.map(\.id)
    var tables: [String: TableData] = [:]
    for (name, values) in madeTables {
      let known = values.filter { ids.contains($0.ecosystem) }
      let keys = known.map { Double(ids.firstIndex(of: $0.ecosystem) ?? 0) }
      let column = known.map {
        converted($0.value.value, unit: $0.value.unit.text, forColumn: "value", of: name)
      }
      tables[name] = TableData(keys: [keys], columns: ["value": column])
    }
    return tables
  }

  /// A written quantity in the unit of a name; NaN when it cannot be converted, which
  /// ``open(_:method:units:)`` refuses.
  public func value(of quantity: Quantity, for name: String) -> Double {
    guard let wanted = unit(of: name) else { return quantity.value }
    return units.convert(quantity.value, from: quantity.unit, to: wanted) ?? .nan
  }

  /// A number in a written unit, in the unit of a name; NaN when it cannot be converted.
  public func converted(_ number: Double, unit text: String, for name: String) -> Double {
    guard let own = try? units.parse(text), let wanted = unit(of: name) else { return .nan }
    return units.convert(number, from: own, to: wanted) ?? .nan
  }

  /// A number of a table column in the unit that the pack gives to the column.
  public func converted(
    _ number: Double, unit text: String, forColumn column: String, of table: String
  ) -> Double {
    let declared = vocabulary.tables.first { $0.name == table }?.columns.first { $0.name == column }
    guard case .number(let wanted, _) = declared?.kind, let own = try? units.parse(text) else {
      return number
    }
    return units.convert(number, from: own, to: wanted) ?? .nan
  }

  /// The place of a code in the list of a name.
  public func code(_ code: String, of name: String) -> Double {
    guard case .code(let list) = vocabulary.symbols.first(where: { $0.name == name })?.kind else {
      return .nan
    }
    return vocabulary.codeLists.first { $0.name == list }?.ids.firstIndex(of: code).map(Double.init) ?? .nan
  }

  /// The unit of a symbol or formula; nil for classes and unknown names.
  public func unit(of name: String) -> MeasureUnit? {
    if case .number(let unit, _) = vocabulary.symbols.first(where: { $0.name == name })?.kind { return unit }
    return checked.formula(name)?.unit
  }

  /// Reductions over all cells of the region that names rest on, by id.
  public func reductions(under names: [String]) -> Set<String> { ground(of: names).reductions }

  /// Symbols and tables that names rest on.
  public func leaves(of names: [String]) -> Set<String> { ground(of: names).leaves }

  /// Symbols and tables that names rest on, and the reductions over cells on the way.
  func ground(of names: [String]) -> (leaves: Set<String>, reductions: Set<String>) {
    StudyGround(region: region, method: method, checked: checked, vocabulary: vocabulary).ground(of: names)
  }

  /// The code of an ecosystem type that is written by its code or by its name in Chinese or English; the word
  /// itself where no type has it.
  public func ecosystemID(of word: String) -> String { ecosystems.id(of: word) }

  /// The code of a list of the pack that is written by its code or its name.
  public func id(of word: String, in list: String) -> String {
    method.names.codeSets[list]?.id(of: word) ?? word
  }
}

extension CodeSet {
  /// The id of a code that is written by its id or its name, with the remark in brackets behind it or without
  /// (草地（未细分、草丛）); the word itself where there is none, or several.
  func id(of word: String) -> String {
    if values.contains(where: { $0.id == word }) { return word }
    let wanted = word.lowercased()
    let whole = values.filter { [$0.label.zh, $0.label.en.lowercased()].contains(wanted) }
    if let only = whole.first { return whole.count == 1 ? only.id : word }
    let short = values.filter { $0.label.zh.prefix { $0 != "（" } == wanted }
    return short.count == 1 ? short[0].id : word
  }
}
