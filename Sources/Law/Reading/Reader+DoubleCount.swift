extension Reader {
  /// An entry of `doubleCounts`.
  func doubleCount() -> DoubleCount? {
    let required = ["name", "label", "first", "second", "source"]
    guard let form = form(required: required, optional: ["when", "leaveOut"]) else { return nil }
    let (name, label) = (form["name"]?.identifier(), form["label"]?.label())
    let first = form.items("first").map { $0.identifier() }
    let second = form.items("second").map { $0.identifier() }
    let choices = (
      form.items("when").map { $0.choiceOfVariant() }, form.items("leaveOut").map { $0.choiceOfVariant() }
    )
    let source = form["source"]?.citation()
    for key in ["first", "second"] where form.has(key) && form.items(key).isEmpty {
      form[key]?.report(
        .wrongValue, Label(zh: "“\(key)”是空的", en: "\"\(key)\" is empty"),
        remedy: Label(zh: "写上指标的 id", en: "write ids of indicators"))
    }
    guard let name, let label, let source, !(first + second).contains(where: { $0 == nil }),
      !(choices.0 + choices.1).contains(where: { $0 == nil })
    else { return nil }
    return DoubleCount(
      name: name, label: label, first: first.compactMap { $0 }, second: second.compactMap { $0 },
      when: choices.0.compactMap { $0 }, leaveOut: choices.1.compactMap { $0 }, source: source, place: place)
  }

  /// `{ variant: "…", choice: "…" }`
  private func choiceOfVariant() -> DoubleCount.Choice? {
    guard let form = form(required: ["variant", "choice"]), let variant = form["variant"]?.name(),
      let choice = form["choice"]?.identifier()
    else { return nil }
    return .init(variant: variant, choice: choice, place: place)
  }
}

/// Checks that what must not be added is there, and that the choices against it are.
struct DoubleCountCheck {
  let names: Names
  private(set) var problems: [Problem] = []

  init(names: Names, packs: [Pack]) {
    self.names = names
    let indicators = Set(packs.flatMap(\.indicators).map(\.id))
    for entry in packs.flatMap(\.doubleCounts) {
      for (key, ids) in [("first", entry.first), ("second", entry.second)] {
        for id in ids where !indicators.contains(id) {
          let reference = Reference(name: id, place: entry.place.of(key))
          problems.append(
            names.unknown(reference, what: Label(zh: "指标", en: "indicator"), among: indicators))
        }
      }
      for choice in entry.when + entry.leaveOut { check(choice) }
    }
  }

  private mutating func check(_ choice: DoubleCount.Choice) {
    guard let variant = names.variants[choice.variant] else {
      let reference = Reference(name: choice.variant, place: choice.place.of("variant"))
      problems.append(
        names.unknown(reference, what: Label(zh: "选项", en: "variant"), among: names.variants.keys))
      return
    }
    guard !variant.choices.contains(where: { $0.id == choice.choice }) else { return }
    let reference = Reference(name: choice.choice, place: choice.place.of("choice"))
    problems.append(
      names.unknown(reference, what: Label(zh: "选择", en: "choice"), among: variant.choices.map(\.id)))
  }
}
