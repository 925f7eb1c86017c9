internal import Formula

/// The words for contexts.
enum ContextWord: String, CaseIterable {
  case cell, zone, region

  var context: Context {
    switch self {
    case .cell: .cell
    case .zone: .zone
    case .region: .region
    }
  }
}

extension Reader {
  /// An entry of `inputs`.
  func inputDeclaration() -> InputDeclaration? {
    let optional = [
      "unit", "priceYear", "code", "table", "context", "plausible", "resample", "department", "derivations",
      "default", "source",
    ]
    guard let form = form(required: ["name", "label"], optional: optional) else { return nil }
    let name = form["name"]?.name()
    let label = form["label"]?.label()
    let kind = form.inputKind()
    let context = form.context()
    let plausible = form["plausible"].map { $0.plausible() }
    let resample = form["resample"].map { $0.choice(Resampling.self) }
    let department = form["department"].map { $0.label() }
    let derivations = form["derivations"]?.references() ?? []
    let defaultValue = form["default"].map { $0.number() }
    let source = form["source"].map { $0.citation() }
    if form.has("default"), !form.has("source") { form.defaultNeedsSource() }
    guard let name, let label, let kind, let context else { return nil }
    return InputDeclaration(
      name: name, label: label, kind: kind, context: context, plausible: plausible ?? nil,
      resample: resample ?? nil, department: department ?? nil, derivations: derivations,
      defaultValue: defaultValue ?? nil, source: source ?? nil, place: place)
  }

  private func plausible() -> InputDeclaration.Plausible? {
    guard let form = form(required: [], optional: ["min", "max", "mean", "density"]) else { return nil }
    let low = form["min"].map { $0.number() }
    let high = form["max"].map { $0.number() }
    let mean = form["mean"].map { $0.bounds() }
    let density = form["density"].map { $0.bounds() }
    if case .some(.some(let low)) = low, case .some(.some(let high)) = high, low > high {
      report(
        .wrongValue, Label(zh: "min 大于 max", en: "min is above max"),
        remedy: Label(zh: "对调两个数", en: "swap the two"))
    }
    return InputDeclaration.Plausible(
      min: low ?? nil, max: high ?? nil, mean: mean ?? nil, density: density ?? nil)
  }

  /// An entry of `checks`.
  func packCheck() -> PackCheck? {
    guard let form = form(required: ["name", "rule", "atLeast", "says"], optional: ["source"]) else {
      return nil
    }
    let name = form["name"]?.name()
    let rule = form["rule"]?.formulaSource()
    let atLeast = form["atLeast"]?.number()
    let says = form["says"]?.label()
    let source = form["source"].map { $0.citation() }
    if let atLeast, !(0...1).contains(atLeast) {
      form["atLeast"]?.report(
        .wrongValue, Label(zh: "atLeast 是 0 至 1 的份额", en: "atLeast is a share from 0 to 1"),
        remedy: Label(zh: "百分之九十五写 0.95", en: "write 0.95 for 95 %"))
    }
    guard let name, let rule, let atLeast, let says else { return nil }
    return PackCheck(
      name: name, rule: rule, atLeast: atLeast, says: says, source: source ?? nil, place: place)
  }
}

extension Form {
  fileprivate func inputKind() -> InputDeclaration.Kind? {
    switch oneOf(["unit", "code", "table"]) {
    case "unit":
      let unit = self["unit"]?.unit()
      let year = priceYear(unit: unit, isNeeded: false)
      return unit.map { .quantity($0, priceYear: year) }
    case "code": return self["code"]?.reference().map { .code($0) }
    case "table":
      let table = self["table"]?.form(required: ["columns"], optional: ["keys", "interval"])
      return table?.tableShape(needsPriceYear: false).map { .table($0) }
    default: return nil
    }
  }

  /// The context; a table belongs to the region unless it says otherwise.
  fileprivate func context() -> Context? {
    if let word = self["context"] { return word.choice(ContextWord.self)?.context }
    if has("table") { return .region }
    reader.report(
      .missingKey, Label(zh: "缺少键“context”", en: "the key \"context\" is missing"),
      remedy: Label(
        zh: "写 context: \"cell\"、\"zone\" 或 \"region\"", en: "write context: \"cell\", \"zone\" or \"region\""
      ))
    return nil
  }

  fileprivate func defaultNeedsSource() {
    self["default"]?.report(
      .source, Label(zh: "默认值没有出处", en: "the default has no source"),
      remedy: Label(
        zh: "只有规范本身给出默认值时才写，并写明 source", en: "only a norm's own default stands here, with its source"))
  }
}
