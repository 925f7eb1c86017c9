public import Formula

/// Checks that variants, indicators and derivations come out in the units and contexts declared for them.
struct SenseCheck {
  let senses: Senses
  let units: UnitSystem
  private(set) var problems: [Problem] = []

  init(senses: Senses, packs: [Pack], units: UnitSystem) {
    self.senses = senses
    self.units = units
    for pack in packs {
      for it in pack.variants { check(it) }
      for it in pack.indicators { check(it, isStock: pack.head.subject?.isStock ?? false) }
      for it in pack.inputs { check(it) }
    }
    checkColumns(packs.flatMap(\.indicators))
    problems += CellReductionCheck(senses.checked).problems { senses.names[$0]?.place }
  }

  /// A figure of cells is summed in one column: per area it is multiplied by the cell's area, per cell it is
  /// not.
  private mutating func checkColumns(_ indicators: [Indicator]) {
    var users: [String: Indicator] = [:]
    for indicator in indicators where indicator.per == .area || indicator.per == .cell {
      for name in [indicator.physical, indicator.value] {
        guard let first = users[name.name], first.per != indicator.per else {
          users[name.name] = indicator
          continue
        }
        note(
          name,
          Label(
            zh: "公式 \(name.name) 在 \(first.id) 里 per: \"\(first.per.rawValue)\"，"
              + "在 \(indicator.id) 里 per: \"\(indicator.per.rawValue)\"，不能同用一个公式",
            en:
              "\(name.name) is per \(first.per.rawValue) in \(first.id) and per "
              + "\(indicator.per.rawValue) in \(indicator.id), which one formula cannot be"),
          Label(zh: "为其中一个指标另写一个公式", en: "write a formula of its own for one of them"))
      }
    }
  }

  /// All choices of a variant have the same unit, price year, dimensions and context; a constant of the
  /// region fits every context.
  private mutating func check(_ variant: Variant) {
    for index in variant.defines.indices { check(variant.choices.map { $0.formulas[index] }) }
  }

  private mutating func check(_ formulas: [Reference]) {
    let finest = formulas.max { context(of: $0) < context(of: $1) }
    guard let first = finest, let model = senses[first.name] else { return }
    for formula in formulas where formula != first {
      guard let sense = senses[formula.name], !agree(sense, model) else { continue }
      let (ours, theirs) = (describe(sense), describe(model))
      problems.append(
        formula.place.problem(
          .variant,
          Label(
            zh: "各选择的单位和层次应相同：\(formula.name) 为 \(ours.zh)，\(first.name) 为 \(theirs.zh)",
            en:
              "choices have one unit and context: \(formula.name) is \(ours.en), "
              + "\(first.name) is \(theirs.en)"
          ),
          remedy: Label(zh: "改其中一个公式的单位", en: "change the unit of one of the formulas")))
    }
  }

  private func context(of formula: Reference) -> Context {
    senses[formula.name]?.context ?? .region
  }

  private func agree(_ a: Sense, _ b: Sense) -> Bool {
    guard a.context == b.context || a.context == .region, a.dimensions == b.dimensions, a.prices == b.prices
    else { return false }
    switch (a.kind, b.kind) {
    case (.number(let one, _), .number(let other, _)): return units.same(one, other)
    default: return a.kind == b.kind
    }
  }

  private func describe(_ sense: Sense) -> Label {
    let kind =
      switch sense.kind {
      case .number(let unit, _): unit.text
      case .code(let list): list
      }
    let year = sense.prices.year.map { Label(zh: "（\($0) 年价）", en: " at prices of \($0)") } ?? Label(same: "")
    let context = sense.context.label
    return Label(zh: "\(kind)\(year.zh)，\(context.zh)", en: "\(kind)\(year.en), \(context.en)")
  }

  /// A formula that can stand in for an input has its unit or its classes.
  private mutating func check(_ input: InputDeclaration) {
    guard let wanted = senses[input.name] else { return }
    for derivation in input.derivations {
      guard let sense = senses[derivation.name] else { continue }
      let fits: Bool
      switch (wanted.kind, sense.kind) {
      case (.number(let to, _), .number(let from, _)): fits = units.factor(from: from, to: to) != nil
      default: fits = wanted.kind == sense.kind
      }
      if fits { continue }
      let (ours, theirs) = (describe(sense), describe(wanted))
      problems.append(
        derivation.place.problem(
          .unit,
          Label(
            zh: "\(derivation.name) 为 \(ours.zh)，输入 \(input.name) 为 \(theirs.zh)",
            en: "\(derivation.name) is \(ours.en), the input \(input.name) is \(theirs.en)"),
          remedy: Label(zh: "使两者单位可换算", en: "give them units that convert into each other")))
    }
  }

  private mutating func check(_ indicator: Indicator, isStock: Bool) {
    check(indicator.physical, of: indicator, total: indicator.unit)
    guard indicator.isPriced, let money = try? units.parse(isStock ? "元" : "元/a") else { return }
    check(indicator.value, of: indicator, total: money)
    if let sense = senses[indicator.value.name], let year = sense.prices.year {
      problems.append(
        indicator.value.place.problem(
          .indicator,
          Label(
            zh: "价值按 \(year) 年价，各项价值须在同一价格年相加",
            en: "the value is at prices of \(year), and values add at one price year only"),
          remedy: Label(
            zh: "公式中用 reprice( ) 换到核算价格年", en: "bring it to the price year of the account by reprice( )")))
    }
  }

  /// The figure, times an area when it is per area, converts to the unit of the total.
  private mutating func check(_ name: Reference, of indicator: Indicator, total: MeasureUnit) {
    guard let sense = senses[name.name] else { return }
    guard let unit = sense.unit, let square = try? units.parse("m2") else {
      note(
        name, Label(zh: "\(name.name) 是类别，不是数", en: "\(name.name) is a class, not a number"),
        Label(zh: "写一个数量公式", en: "name a formula with a unit"))
      return
    }
    let summed = indicator.per == .area ? units.multiply(unit, square) : unit
    if units.factor(from: summed, to: total) == nil {
      let per =
        indicator.per == .area ? Label(zh: "（每单位面积）× 面积", en: " per area, times area,") : Label(same: "")
      note(
        name,
        Label(
          zh: "\(name.name) 的单位 \(unit.text)\(per.zh)不能换算为 \(total.text)",
          en: "\(name.name) in \(unit.text)\(per.en) does not convert to \(total.text)"),
        Label(zh: "改公式的单位、unit 或 per", en: "change the formula's unit, unit, or per"))
    }
    checkContext(name, sense, per: indicator.per)
  }

  private mutating func checkContext(_ name: Reference, _ sense: Sense, per: Per) {
    let finest: Context = per == .none ? .region : per == .zone ? .zone : .cell
    if sense.context > finest {
      let (own, may) = (sense.context.label, finest.label)
      note(
        name,
        Label(
          zh: "\(name.name) 属于\(own.zh)，per: \"\(per.rawValue)\" 的指标最细到\(may.zh)",
          en:
            "\(name.name) lives in the \(own.en), an indicator per \(per.rawValue) in the \(may.en) at finest"
        ),
        Label(zh: "用 sum(… for c in cell) 汇总，或改 per", en: "sum it by sum(… for c in cell), or change per"))
    }
    if let dimension = sense.dimensions.first {
      note(
        name,
        Label(zh: "\(name.name) 对每个 \(dimension) 各有一值", en: "\(name.name) has a value for each \(dimension)"),
        Label(zh: "用 sum( ) 等汇总成一个数", en: "reduce it to one figure, by sum( ) or the like"))
    }
  }

  private mutating func note(_ name: Reference, _ message: Label, _ remedy: Label) {
    problems.append(name.place.problem(.indicator, message, remedy: remedy))
  }
}

extension Context {
  /// The word for people.
  public var label: Label {
    switch self {
    case .region: Label(zh: "区域", en: "region")
    case .zone: Label(zh: "分区", en: "zone")
    case .cell: Label(zh: "栅格", en: "cell")
    }
  }
}
