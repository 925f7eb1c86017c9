internal import Formula
internal import Quantities

/// Checks that worked cases can be run, and that they prove something.
struct CaseCheck {
  let senses: Senses
  let units: UnitSystem
  private(set) var problems: [Problem] = []

  init(senses: Senses, cases: [WorkedCase], units: UnitSystem) {
    self.senses = senses
    self.units = units
    for workedCase in cases where workedCase.verdict != .recorded { check(workedCase) }
  }

  private mutating func check(_ workedCase: WorkedCase) {
    for it in workedCase.choose { check(it) }
    for it in workedCase.given { check(it) }
    problems += CaseTables(workedCase, names: senses.names, units: units).problems
    guard let formula = workedCase.formula else { return }
    guard let sense = senses[formula.name] else {
      let known = senses.checked.formulas.keys
      problems.append(senses.names.unknown(formula, what: Label(zh: "公式", en: "formula"), among: known))
      return
    }
    check(workedCase.expect, at: workedCase.expectPlace, name: formula.name, sense)
    checkTolerance(workedCase)
    checkChoices(workedCase, formula: formula)
    if workedCase.verdict == .recomputed {
      problems += CaseProof(senses: senses, units: units).problems(workedCase)
    }
  }

  private mutating func check(_ choice: WorkedCase.Choice) {
    guard let variant = senses.names.variants[choice.variant.name] else {
      let known = senses.names.variants.keys
      problems.append(
        senses.names.unknown(choice.variant, what: Label(zh: "变体", en: "variant"), among: known))
      return
    }
    if variant.choices.contains(where: { $0.id == choice.id }) { return }
    let list = variant.choiceList
    problems.append(
      choice.place.problem(
        .workedCase,
        Label(
          zh: "变体 \(variant.name) 没有“\(choice.id)”", en: "the variant \(variant.name) has no \"\(choice.id)\""
        ),
        remedy: Label(zh: "写 \(list) 之一", en: "write one of \(list)")))
  }

  private mutating func check(_ given: WorkedCase.Given) {
    guard let sense = senses[given.name.name] else {
      let known = senses.names.byName.keys.filter { senses[$0] != nil }
      problems.append(
        senses.names.unknown(
          given.name, what: Label(zh: "输入、参数或公式", en: "input, parameter or formula"), among: known))
      return
    }
    check(given.value, at: given.place, name: given.name.name, sense)
  }

  /// A value has the unit or the list of the name it is given for.
  private mutating func check(_ value: WorkedCase.Value, at place: Place, name: String, _ sense: Sense) {
    switch (value, sense.kind) {
    case (.missing, _): return
    case (.code(let id), .code(let list)):
      if let problem = senses.names.unknownCode(id, list: list, at: place) { problems.append(problem) }
    case (.quantity(let quantity), .number(let unit, _)):
      if units.convert(1, from: quantity.unit, to: unit) != nil { return }
      problems.append(
        place.problem(
          .unit,
          Label(
            zh: "\(quantity.unit.text) 不能换算为 \(name) 的单位 \(unit.text)",
            en: "\(quantity.unit.text) does not convert to \(unit.text), the unit of \(name)"),
          remedy: Label(zh: "改正单位", en: "correct the unit")))
    case (.code, .number(let unit, _)):
      wrongKind(
        place, Label(zh: "\(name) 应为以 \(unit.text) 计的量", en: "\(name) is a quantity in \(unit.text)"),
        Label(zh: "写成“数 空格 单位”", en: "write number, blank, unit"))
    case (.quantity, .code(let list)):
      wrongKind(
        place, Label(zh: "\(name) 应为代码表 \(list) 中的代码", en: "\(name) is a code of the list \(list)"),
        Label(zh: "写一个代码", en: "write a code"))
    }
  }

  private mutating func wrongKind(_ place: Place, _ message: Label, _ remedy: Label) {
    problems.append(place.problem(.wrongType, message, remedy: remedy))
  }

  private mutating func checkTolerance(_ workedCase: WorkedCase) {
    if case .printed(let rounded) = workedCase.tolerance { checkRounded(rounded, of: workedCase) }
    guard case .quantity(let expected) = workedCase.expect,
      case .absolute(let tolerance) = workedCase.tolerance,
      units.factor(from: tolerance.unit, to: expected.unit) == nil
    else { return }
    problems.append(
      workedCase.place.of("tolerance").problem(
        .unit,
        Label(
          zh: "容差单位 \(tolerance.unit.text) 不能换算为 \(expected.unit.text)",
          en: "the tolerance in \(tolerance.unit.text) does not convert to \(expected.unit.text)"),
        remedy: Label(zh: "用与 expect 相同的单位", en: "use the unit of expect")))
  }

  /// What is named as rounded is a figure that the case gives, or a column of a table that it gives.
  private mutating func checkRounded(_ rounded: [Reference], of workedCase: WorkedCase) {
    var known = workedCase.given.map(\.name.name)
    for table in workedCase.tables {
      let columns = senses.names.shape(ofTable: table.name.name)?.columns ?? []
      known += columns.map { "\(table.name.name).\($0.name)" }
    }
    for reference in rounded where !known.contains(reference.name) {
      problems.append(
        senses.names.unknown(
          reference, what: Label(zh: "算例给出的数或列", en: "figure or column that the case gives"), among: known))
    }
  }

  /// What the formula reads must not hang on a choice that the case leaves to the region.
  private mutating func checkChoices(_ workedCase: WorkedCase, formula: Reference) {
    let chosen = Set(workedCase.choose.map(\.variant.name)).union(workedCase.given.map(\.name.name))
    for variant in senses.variants(readBy: formula.name) where variant.defaultChoice == nil {
      if chosen.contains(variant.name) || variant.defines.allSatisfy({ chosen.contains($0.name) }) {
        continue
      }
      let list = variant.choiceList
      problems.append(
        workedCase.place.problem(
          .workedCase,
          Label(
            zh: "算例没有选定变体 \(variant.name)", en: "the case does not choose the variant \(variant.name)"),
          remedy: Label(
            zh: "写 choose: { \(variant.name): … }，可选 \(list)",
            en: "write choose: { \(variant.name): … }, one of \(list)")))
    }
  }
}
