import Formula
import Law

/// The pack's vocabulary as a region changes it: inputs that formulas stand in for, names of the region's
/// own.
struct RegionVocabulary {
  private(set) var vocabulary: Vocabulary
  private(set) var problems: [Problem] = []
  /// Formulas made here out of bindings, by name: what a person wrote in their place.
  private(set) var madeFormulas: [String: Place] = [:]
  /// Citations of the region's own formulas.
  private(set) var citations: [String: Citation] = [:]
  /// Tables made of values by ecosystem.
  private(set) var madeTables: [String: [(ecosystem: String, value: Quantity)]] = [:]
  private let method: MethodPack
  private let units: UnitSystem

  init(_ region: RegionDescription, method: MethodPack, vocabulary: Vocabulary, units: UnitSystem) {
    self.vocabulary = vocabulary
    self.method = method
    self.units = units
    self.vocabulary.lost = region.unread
    for name in region.unread { self.vocabulary.symbols.removeAll { $0.name == name } }
    for override in region.overrides { setPriceYear(override) }
    for formula in region.formulas { add(formula) }
    for input in region.inputs where !region.unread.contains(input.name) { add(input) }
  }

  /// A price of the region's own is of its own year.
  private mutating func setPriceYear(_ override: RegionOverride) {
    guard let year = override.priceYear,
      let index = vocabulary.symbols.firstIndex(where: { $0.name == override.name }),
      case .number(let unit, .some) = vocabulary.symbols[index].kind
    else { return }
    vocabulary.symbols[index].kind = .number(unit, priceYear: year)
  }

  /// A formula of the region takes the place of an input of the same name.
  private mutating func add(_ formula: RegionFormula) {
    let name = Self.name(of: formula.text)
    if let taken = taken(name, by: formula) {
      problems.append(taken)
      return
    }
    vocabulary.symbols.removeAll { $0.name == name }
    vocabulary.formulas.append(
      FormulaText(
        text: formula.text, position: formula.place.node.position(ofScalar: 0), empirical: formula.empirical))
    citations[name] = formula.source
  }

  /// The pack's own parameters and formulas keep their names: what they say would be replaced without a word.
  private func taken(_ name: String, by formula: RegionFormula) -> Problem? {
    let (what, remedy): (Label, Label)
    switch method.names[name] {
    case nil, .input, .table, .check: return nil
    case .parameter:
      what = Label(zh: "参数", en: "a parameter")
      remedy = Label(
        zh: "自己的取值写进 overrides，或换一个名称", en: "write your own value in overrides, or choose another name")
    case .formula, .defined:
      what = Label(zh: "公式", en: "a formula")
      remedy = Label(zh: "换一个名称", en: "choose another name")
    }
    return formula.place.problem(
      .duplicateName,
      Label(zh: "“\(name)”已是方法包的\(what.zh)", en: "\"\(name)\" is \(what.en) of the method pack"),
      remedy: remedy)
  }

  private mutating func add(_ input: RegionInput) {
    let declared = vocabulary.symbols.first { $0.name == input.name }
    let isTable = vocabulary.tables.contains { $0.name == input.name }
    switch input.binding {
    case .derive(let formula): replace(input, by: formula, declared: declared)
    case .ecosystemValues(let values): replace(input, byEcosystem: values, declared: declared)
    case .table where isTable, .open: break
    case .table(let table): addTable(input, table)
    // Data for a name that has a formula are told later, at the binding.
    default: if declared == nil, !isFormula(input.name) { addSymbol(input) }
    }
  }

  private func isFormula(_ name: String) -> Bool {
    vocabulary.aliases[name] != nil || vocabulary.formulas.contains { Self.name(of: $0.text) == name }
  }

  /// What a formula's text defines: the word before its unit.
  static func name(of text: String) -> String { String(text.prefix { $0 != "[" }).trimmingSpaces }

  /// `name [unit] = formula`: the unit of the input is kept, and the checker compares.
  private mutating func replace(_ input: RegionInput, by formula: String, declared: Symbol?) {
    guard let declared else { return unknown(input) }
    vocabulary.symbols.removeAll { $0.name == input.name }
    addFormula("\(input.name) [\(bracket(declared.kind))] = \(formula)", for: input)
  }

  private mutating func replace(
    _ input: RegionInput, byEcosystem values: [(ecosystem: String, value: Quantity)], declared: Symbol?
  ) {
    let unit = declared.map { bracket($0.kind) } ?? values.first?.value.unit.text ?? "1"
    let table = freeName("\(input.name)ByEcosystem")
    guard let parsed = try? units.parse(unit) else { return }
    vocabulary.symbols.removeAll { $0.name == input.name }
    vocabulary.tables.append(
      TableSignature(
        name: table, keys: [.init(name: "ecosystem", kind: .code(list: "ecosystem"))],
        columns: [.init(name: "value", kind: .number(parsed, priceYear: nil))]))
    madeTables[table] = values
    addFormula("\(input.name) [\(unit)] = lookup(\(table).value, ecosystem)", for: input)
  }

  /// A name that neither the pack nor the region has: `kcByEcosystem` is a formula of a pack.
  private func freeName(_ wanted: String) -> String {
    let taken = Set(
      vocabulary.formulas.map { String($0.text.prefix { $0 != "[" }).trimmingSpaces }
        + vocabulary.symbols.map(\.name) + vocabulary.tables.map(\.name))
    var name = wanted
    while taken.contains(name) { name += "OfRegion" }
    return name
  }

  /// Whether a table holds the values by ecosystem of a name.
  static func isTable(_ table: String, ofValuesFor name: String) -> Bool {
    guard table.hasPrefix("\(name)ByEcosystem") else { return false }
    var rest = table.dropFirst("\(name)ByEcosystem".count)
    while rest.hasPrefix("OfRegion") { rest = rest.dropFirst("OfRegion".count) }
    return rest.isEmpty
  }

  private mutating func addFormula(_ text: String, for input: RegionInput) {
    madeFormulas[input.name] = input.place
    vocabulary.formulas.append(FormulaText(text: text, position: input.place.position))
  }

  private func bracket(_ kind: Formula.Kind) -> String {
    switch kind {
    case .number(let unit, _): unit.text
    case .code(let list): list
    }
  }

  /// A table of the region's own.
  private mutating func addTable(_ input: RegionInput, _ table: TableBinding) {
    var columns: [TableSignature.Column] = []
    for column in table.columns {
      guard let unit = try? units.parse(column.unit ?? "1") else { continue }
      columns.append(.init(name: column.name, kind: .number(unit, priceYear: nil)))
    }
    let keys = table.day == nil ? [] : [TableSignature.Key(name: "day", kind: .day)]
    vocabulary.tables.append(TableSignature(name: input.name, keys: keys, columns: columns))
  }

  /// A name of the region's own, like a band of an image.
  private mutating func addSymbol(_ input: RegionInput) {
    guard let (unit, context) = kind(of: input.binding) else { return unknown(input) }
    guard let parsed = try? units.parse(unit) else { return }
    vocabulary.symbols.append(
      Symbol(name: input.name, kind: .number(parsed, priceYear: nil), context: context))
  }

  private func kind(of binding: InputBinding) -> (unit: String, Context)? {
    switch binding {
    case .layer(let layer): layer.unit.map { ($0, .cell) }
    case .constant(let quantity): (quantity.unit.text, .region)
    case .zoneTable(let table): (table.unit, .zone)
    case .zoneValues(let values, _): values.first.map { ($0.value.unit.text, .zone) }
    case .landColumn(_, let unit): (unit, .cell)
    case .stations(let stations): (stations.unit, .cell)
    case .terrain(let terrain): (terrain.layer.unit ?? terrain.unit).map { ($0, .cell) }
    case .focal(let focal): focal.unit.map { ($0, .cell) }
    default: nil
    }
  }

  private mutating func unknown(_ input: RegionInput) {
    problems.append(
      input.place.problem(
        .unknownName,
        Label(
          zh: "核算方法包没有“\(input.name)”这项输入", en: "the method pack has no input \"\(input.name)\""),
        remedy: Label(
          zh: "用 shanshui packs show \(method.pack.id) 查看输入名；自有图层请写 unit",
          en: "see shanshui packs show \(method.pack.id) for the names; a layer of your own needs a unit")))
  }
}

extension String {
  var trimmingSpaces: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
