import Formula
import Law

extension StudyGround {
  /// Bindings that name nothing, do not fit the unit, or do not fit what the name is.
  func inputProblems(units: UnitSystem) -> [Problem] {
    region.inputs.flatMap { input -> [Problem] in
      if region.unread.contains(input.name) { return [] }
      if let problem = parameterProblem(input) { return [problem] }
      if case .ecosystemValues(let values) = input.binding { return ecosystemProblems(input, values, units) }
      if case .table(let table) = input.binding { return columnProblems(input, table, units) }
      guard let symbol = vocabulary.symbols.first(where: { $0.name == input.name }) else {
        return unfit(input)
      }
      return unitProblems(input, symbol, units) + contextProblems(input, symbol) + rangeProblems(input)
    }
  }

  /// What follows from the elevation of neighbouring cells is made once: a draw of the elevation would not
  /// reach it.
  private func rangeProblems(_ input: RegionInput) -> [Problem] {
    guard input.factorSpread != nil else { return [] }
    let derived = region.inputs.filter {
      if case .terrain(let terrain) = $0.binding, terrain.from == input.name { return true }
      return ground(of: $0.binding.cellNames).leaves.contains(input.name)
    }
    guard let first = derived.first else { return [] }
    return [
      input.place.problem(
        .wrongValue,
        Label(
          zh: "“\(first.name)”由“\(input.name)”推得，不随它的 range 变",
          en: "\"\(first.name)\" is made from \"\(input.name)\" and does not follow its range"),
        remedy: Label(zh: "把 range 写在 \(first.name) 上", en: "write the range at \(first.name)"))
    ]
  }

  /// A binding for a name that is no symbol: a table, a formula made of the binding, or nothing at all.
  private func unfit(_ input: RegionInput) -> [Problem] {
    switch input.binding {
    case .derive: return []
    case _ where vocabulary.lost.contains(input.name): return []
    case .open where checked.formula(input.name) != nil || method.inputs.contains { $0.name == input.name }:
      return []
    default:
      let isFormula = checked.formula(input.name) != nil
      return [
        input.place.problem(
          .unknownName,
          isFormula
            ? Label(zh: "“\(input.name)”既有公式又有数据", en: "\"\(input.name)\" has a formula and data as well")
            : Label(zh: "没有公式用到“\(input.name)”", en: "no formula knows \"\(input.name)\""),
          remedy: Label(zh: "留下其中一个", en: "keep one of them"))
      ]
    }
  }

  private func unitProblems(_ input: RegionInput, _ symbol: Symbol, _ units: UnitSystem) -> [Problem] {
    switch (symbol.kind, input.binding) {
    case (.number(let wanted, _), let binding):
      return binding.writtenUnits.compactMap { unitProblem(input, $0, wanted, units) }
        + missingUnit(input, wanted)
    case (.code(let list), .layer(let layer)) where layer.classes.isEmpty:
      return layer.classTable == nil ? [noClasses(input, list)] : []
    case (.code(let list), .layer(let layer)): return codeProblems(input, layer.classes.map(\.code), list)
    case (.code(let list), .code(let code)): return codeProblems(input, [code], list)
    case (.code, _):
      return [
        input.place.problem(
          .wrongType,
          Label(zh: "“\(input.name)”是类别，要 layer + classes，或 code", en: "\"\(input.name)\" is a class"),
          remedy: Label(zh: "写 layer 和 classes", en: "write layer and classes"))
      ]
    }
  }

  func unitProblem(_ input: RegionInput, _ unit: String, _ wanted: MeasureUnit, _ units: UnitSystem)
    -> Problem?
  {
    guard let parsed = try? units.parse(unit), units.convert(1, from: parsed, to: wanted) == nil else {
      return nil
    }
    return input.place.problem(
      .unit,
      Label(
        zh: "“\(input.name)”的单位 \(unit) 不能换算成 \(wanted.text)",
        en: "the unit \(unit) of \"\(input.name)\" cannot be converted to \(wanted.text)"),
      remedy: remedy(unit, wanted, units))
  }

  /// The commonest slip is a yearly amount without its `/a`.
  private func remedy(_ unit: String, _ wanted: MeasureUnit, _ units: UnitSystem) -> Label {
    if let yearly = try? units.parse("\(unit)/a"), units.convert(1, from: yearly, to: wanted) != nil {
      return Label(zh: "一年的量，写 \(unit)/a", en: "an amount of a year: write \(unit)/a")
    }
    return Label(
      zh: "核对数据的单位，写成与 \(wanted.text) 同类的单位", en: "check the data and write a unit like \(wanted.text)")
  }

  private func missingUnit(_ input: RegionInput, _ wanted: MeasureUnit) -> [Problem] {
    guard case .layer(let layer) = input.binding, layer.unit == nil else { return [] }
    return [
      input.place.problem(
        .missingKey, Label(zh: "图层“\(input.name)”没有写单位", en: "the layer \"\(input.name)\" has no unit"),
        remedy: Label(zh: "写 unit，如 unit: \"\(wanted.text)\"", en: "add unit, as unit: \"\(wanted.text)\""))
    ]
  }

  private func noClasses(_ input: RegionInput, _ list: String) -> Problem {
    input.place.problem(
      .missingKey,
      Label(zh: "“\(input.name)”是类别，却没有写 classes", en: "\"\(input.name)\" is a class but has no classes"),
      remedy: Label(
        zh: "写 classes: { \"栅格值\": \"\(list) 的代码\" }",
        en: "add classes: { \"raster value\": \"code of \(list)\" }"))
  }

  func codeProblems(_ input: RegionInput, _ codes: [String], _ list: String) -> [Problem] {
    let known = vocabulary.codeLists.first { $0.name == list }?.ids ?? []
    return codes.filter { !known.contains($0) }.map { code in
      input.place.problem(
        .unknownName, Label(zh: "“\(list)”里没有“\(code)”", en: "\"\(list)\" has no \"\(code)\""),
        remedy: Label(
          zh: "写 \(known.joined(separator: " | ")) 之一", en: "write one of \(known.joined(separator: " | "))"))
    }
  }

  /// Finer data than a name can hold.
  private func contextProblems(_ input: RegionInput, _ symbol: Symbol) -> [Problem] {
    guard let context = input.binding.context, context > symbol.context else { return [] }
    return [
      input.place.problem(
        .wrongType,
        Label(
          zh: "“\(input.name)”要\(Self.word(symbol.context).zh)，给的却是\(Self.word(context).zh)",
          en: "\"\(input.name)\" wants \(Self.word(symbol.context).en), not \(Self.word(context).en)"),
        remedy: Label(zh: "换一种给法", en: "bind it in another way"))
    ]
  }

  private static func word(_ context: Context) -> Label {
    switch context {
    case .region: Label(zh: "全区一个数", en: "one number for the region")
    case .zone: Label(zh: "每个分区一个数", en: "a number for each zone")
    case .cell: Label(zh: "每个像元一个数", en: "a number for each cell")
    }
  }
}

extension InputBinding {
  /// Units as the region writes them.
  var writtenUnits: [String] {
    switch self {
    case .layer(let layer): layer.unit.map { [$0] } ?? []
    case .constant(let quantity): [quantity.unit.text]
    case .zoneTable(let table): [table.unit]
    case .zoneValues(let values, _): values.map(\.value.unit.text)
    case .landColumn(_, let unit): [unit]
    case .terrain(let terrain): terrain.layer.unit.map { [$0] } ?? []
    case .stations(let stations): [stations.unit]
    default: []
    }
  }

  /// How fine the data are.
  var context: Context? {
    switch self {
    case .constant, .code: .region
    case .zoneTable, .zoneValues: .zone
    case .layer, .landColumn, .terrain, .focal, .stations: .cell
    default: nil
    }
  }
}
