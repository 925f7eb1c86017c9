internal import Formula

extension Reader {
  /// An entry of `formulas`.
  func packFormula() -> PackFormula? {
    guard let form = form(required: ["text", "source"], optional: ["label", "empirical"]) else { return nil }
    let source = form["text"]?.formulaSource()
    let name = source.flatMap { form["text"]?.formulaName($0.text) }
    let label = form["label"].map { $0.label() }
    let empirical = form["empirical"].map { $0.flag() }
    let citation = form["source"]?.citation()
    guard let source, let name, let citation else { return nil }
    return PackFormula(
      name: name, source: source, label: label ?? nil, empirical: (empirical ?? false) ?? false,
      citation: citation,
      place: place)
  }

  /// The name before the bracket.
  private func formulaName(_ text: String) -> String? {
    let head = text.prefix { $0 != "[" && $0 != "=" }
    let name = head.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !name.isEmpty, head.endIndex < text.endIndex, text[head.endIndex] == "[" { return name }
    report(
      .formula, scalar: head.unicodeScalars.count,
      Label(zh: "公式应以 名称 [单位] = 开头", en: "a formula begins with name [unit] ="),
      remedy: Label(zh: "写成 waterRetained [m3/a] = …", en: "write it like waterRetained [m3/a] = …"))
    return nil
  }

  /// An entry of `variants`.
  func variant() -> Variant? {
    let keys = ["name", "label", "defines", "choices", "source"]
    guard let form = form(required: keys, optional: ["required", "default"]) else { return nil }
    let name = form["name"]?.name()
    let label = form["label"]?.label()
    let defines = form["defines"]?.oneOrSeveral() ?? []
    let choices = form.items("choices").map { $0.variantChoice(of: defines.count) }
    let source = form["source"]?.citation()
    reader(form, noteChoices: form.items("choices"))
    guard let standing = form.defaultChoice(), let name, let label, !defines.isEmpty, let source,
      !choices.contains(where: { $0 == nil })
    else { return nil }
    return Variant(
      name: name, label: label, defines: defines, defaultChoice: standing.id,
      choices: choices.compactMap { $0 },
      source: source, place: place)
  }

  private func reader(_ form: Form, noteChoices items: [Reader]) {
    noteDoubles(items, ids: items.map { $0.node["id"]?.plainText })
    guard items.count < 2, form.has("choices") else { return }
    form["choices"]?.report(
      .variant, Label(zh: "至少要有两种选择", en: "a variant has two choices at least"),
      remedy: Label(zh: "补上另一种选择，或直接写成公式", en: "add the other choice, or write a plain formula"))
  }

  /// One name, or a list of names.
  private func oneOrSeveral() -> [Reference] {
    if case .array = node.value { return references() }
    return [reference()].compactMap { $0 }
  }

  private func variantChoice(of count: Int) -> Variant.Choice? {
    guard let form = form(required: ["id", "formula", "label"]), let id = form["id"]?.identifier(),
      let formulas = form["formula"]?.oneOrSeveral(), !formulas.isEmpty, let label = form["label"]?.label()
    else { return nil }
    if formulas.count == count || count == 0 {
      return Variant.Choice(id: id, formulas: formulas, label: label)
    }
    form["formula"]?.report(
      .variant,
      Label(
        zh: "变体定义 \(count) 个名称，这里有 \(formulas.count) 个公式",
        en: "the variant defines \(count) names, and here are \(formulas.count) formulas"),
      remedy: Label(zh: "按 defines 的次序各写一个", en: "write one for each, in the order of defines"))
    return nil
  }

  /// An entry of `indicators`.
  func indicator() -> Indicator? {
    let required = ["id", "group", "class", "label", "physical", "per", "unit", "source"]
    guard let form = form(required: required, optional: ["value", "level", "share", "seea", "off"]) else {
      return nil
    }
    let id = form["id"]?.identifier()
    let group = form["group"]?.identifier()
    let productClass = form["class"]?.choice(ProductClass.self)
    let label = form["label"]?.label()
    let physical = form["physical"]?.reference()
    // What nobody prices has a quantity alone.
    let value = form["value"].map { $0.reference() } ?? physical
    let per = form["per"]?.choice(Per.self)
    let unit = form["unit"]?.unit()
    let level = form["level"].map { $0.text() }
    let share = form["share"].map { $0.reference() }
    let seea = form["seea"].map { $0.text() }
    let off = form["off"].map { $0.label() }
    let source = form["source"]?.citation()
    if let per { form.noteSharing(per) }
    guard let id, let group, let productClass, let label, let physical, let value, let per, let unit,
      let source
    else { return nil }
    return Indicator(
      id: id, group: group, productClass: productClass, label: label, physical: physical, value: value,
      isPriced: form["value"] != nil,
      per: per,
      unit: unit, level: level ?? nil, share: share ?? nil, seea: seea ?? nil, off: off ?? nil,
      source: source,
      place: place)
  }
}

extension Form {
  /// The default choice in `id`, nil inside when the region must choose; nil outside when that is not said.
  fileprivate func defaultChoice() -> (id: String?, Void)? {
    switch oneOf(["required", "default"]) {
    case "required":
      guard let isRequired = self["required"]?.flag() else { return nil }
      if isRequired { return (nil, ()) }
      self["required"]?.report(
        .variant, Label(zh: "不必选的要写 default", en: "what need not be chosen has a default"),
        remedy: Label(zh: "写 required: true，或写 default: \"…\"", en: "write required: true, or default: \"…\"")
      )
      return nil
    case "default":
      guard let id = self["default"]?.identifier() else { return nil }
      let ids = items("choices").compactMap { $0.node["id"]?.plainText }
      if ids.contains(id) { return (id, ()) }
      self["default"]?.report(
        .variant, Label(zh: "没有“\(id)”这一选择", en: "there is no choice \"\(id)\""),
        remedy: Label(
          zh: "写 \(ids.joined(separator: " | ")) 之一", en: "write one of \(ids.joined(separator: " | "))"))
      return nil
    default: return nil
    }
  }

  /// Level and share belong to figures that are decided per zone.
  fileprivate func noteSharing(_ per: Per) {
    for key in ["level", "share"] where per != .zone && has(key) {
      self[key]?.report(
        .indicator, Label(zh: "\(key) 只用于 per: \"zone\"", en: "\(key) is for per: \"zone\" only"),
        remedy: Label(zh: "删去它，或写 per: \"zone\"", en: "remove it, or write per: \"zone\""))
    }
  }
}
