/// Checks that every name which a pack writes outside of formulas stands for something of the right kind.
struct ReferenceCheck {
  let names: Names
  private(set) var problems: [Problem] = []

  init(names: Names, packs: [Pack]) {
    self.names = names
    for pack in packs {
      checkPriceIndex(pack)
      for variant in pack.variants {
        for formula in variant.choices.flatMap(\.formulas) { checkFigure(formula) }
      }
      for indicator in pack.indicators {
        checkFigure(indicator.physical)
        checkFigure(indicator.value)
        if let share = indicator.share { checkFigure(share) }
      }
      for input in pack.inputs { for derivation in input.derivations { checkFormula(derivation) } }
    }
  }

  /// A formula, a figure, an input or a name that a variant defines.
  private mutating func checkFigure(_ reference: Reference) {
    switch names[reference.name] {
    case .formula, .parameter, .input, .defined: return
    case .table, .check, nil:
      let all = names.byName.filter { if case .table = $0.value { false } else { true } }.keys
      problems.append(
        names.unknown(reference, what: Label(zh: "公式、参数或输入", en: "formula, parameter or input"), among: all))
    }
  }

  private mutating func checkFormula(_ reference: Reference) {
    if case .formula = names[reference.name] { return }
    let formulas = names.byName.filter { if case .formula = $0.value { true } else { false } }.keys
    problems.append(names.unknown(reference, what: Label(zh: "公式", en: "formula"), among: formulas))
  }

  /// The price index is a column of a table whose one key is the year.
  private mutating func checkPriceIndex(_ pack: Pack) {
    guard let index = pack.head.priceIndex else { return }
    let reference = Reference(name: index.table, place: index.place)
    guard case .table(let table) = names[index.table], case .rows(let shape, _) = table.body else {
      let tables = names.byName.filter { if case .table = $0.value { true } else { false } }.keys
      problems.append(names.unknown(reference, what: Label(zh: "表", en: "table"), among: tables))
      return
    }
    if !shape.columns.contains(where: { $0.name == index.column }) {
      let column = Reference(name: index.column, place: index.place)
      let columns = shape.columns.map(\.name)
      problems.append(names.unknown(column, what: Label(zh: "列", en: "column"), among: columns))
    }
    if shape.keys.count == 1, shape.keys[0].name == "year", case .number = shape.keys[0].kind { return }
    problems.append(
      index.place.problem(
        .rows, Label(zh: "价格指数表只能有一个键 year", en: "a price index has the one key year"),
        remedy: Label(
          zh: "写 keys: [{ name: \"year\", number: true }]",
          en: "write keys: [{ name: \"year\", number: true }]")))
  }
}
