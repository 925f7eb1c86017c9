internal import Formula

extension Reader {
  /// How near a case must come, and why where that does not follow from the printed digits.
  ///
  /// `"printed"`, `{ printed: ["input", "table.column"] }`, `{ relative: 5e-4, why: "…" }` or
  /// `{ absolute: "0.1 mm", why: "…" }`.
  func tolerance() -> (WorkedCase.Tolerance, why: String?)? {
    if case .text(let text) = node.value {
      if text == "printed" { return (.printed([]), nil) }
      noteTolerance()
      return nil
    }
    guard let form = form(required: [], optional: ["relative", "absolute", "printed", "why"]) else {
      return nil
    }
    let why = form["why"]?.text()
    switch form.oneOf(["relative", "absolute", "printed"]) {
    case "relative":
      guard let share = form["relative"]?.number() else { return nil }
      if (0..<1).contains(share) { return (.relative(share), why) }
      form["relative"]?.noteTolerance()
    case "absolute":
      guard let quantity = form["absolute"]?.quantity() else { return nil }
      if quantity.value >= 0 { return (.absolute(quantity), why) }
      form["absolute"]?.noteTolerance()
    case "printed": return (.printed(form["printed"]?.rounded() ?? []), why)
    default: break
    }
    return nil
  }

  /// Names of inputs, or of columns as `table.column`.
  private func rounded() -> [Reference] {
    (list() ?? []).compactMap { item in
      item.text().map { Reference(name: $0, place: item.place) }
    }
  }

  private func noteTolerance() {
    report(
      .wrongValue, Label(zh: "容差不能为负，相对容差小于 1", en: "a tolerance is not negative, a relative one below 1"),
      remedy: Label(
        zh: "写成 \"printed\"、{ printed: [ … ] }、{ relative: 5e-4 } 或 { absolute: \"0.1 mm\" }",
        en: "write \"printed\", { printed: [ … ] }, { relative: 5e-4 } or { absolute: \"0.1 mm\" }"))
  }
}

extension Form {
  /// What a verdict asks of a case: a formula and a tolerance, or none; a calculation, or a document.
  func noteVerdict(_ read: WorkedCase, has: (String) -> Bool) {
    if (read.verdict == .calculated) != (read.source.standing == .calculation) { noteSource(read.verdict) }
    if read.verdict == .recorded { return noteRecorded() }
    var needed = ["formula"]
    if case .quantity = read.expect { needed.append("tolerance") }
    for key in needed where !has(key) {
      reader.report(
        .workedCase, Label(zh: "算例缺少“\(key)”", en: "the case lacks \"\(key)\""),
        remedy: Label(
          zh: "写上 \(key)，或写 verdict: \"recorded\"", en: "add \(key), or write verdict: \"recorded\""))
    }
    noteReason(read)
  }

  private func noteRecorded() {
    for key in ["formula", "tolerance", "choose", "tables"] where has(key) {
      self[key]?.report(
        .workedCase, Label(zh: "仅存录的算例没有“\(key)”", en: "a recorded case has no \"\(key)\""),
        remedy: Label(zh: "删去它，或改 verdict", en: "remove it, or change the verdict"))
    }
  }

  private func noteSource(_ verdict: Verdict) {
    let isCalculated = verdict == .calculated
    (self["verdict"] ?? reader).report(
      .workedCase,
      isCalculated
        ? Label(zh: "出处是文件，不是独立计算", en: "the source is a document, not a calculation")
        : Label(
          zh: "出处是独立计算，不能写 \(verdict.rawValue)",
          en: "the source is a calculation: the verdict cannot be \(verdict.rawValue)"),
      remedy: isCalculated
        ? Label(
          zh: "写 recomputed、consistent 或 recorded，或写 standing: \"calculation\"",
          en: "write recomputed, consistent or recorded, or standing: \"calculation\"")
        : Label(zh: "写 verdict: \"calculated\"", en: "write verdict: \"calculated\""))
  }

  /// Published figures are met within their printed digits; anything wider says why.
  private func noteReason(_ read: WorkedCase) {
    guard read.verdict.isPublished, let tolerance = read.tolerance, read.toleranceReason == nil else {
      return
    }
    if case .printed = tolerance { return }
    (self["tolerance"] ?? reader).report(
      .workedCase,
      Label(
        zh: "发表值的容差应由印出的位数得出", en: "the tolerance of a published figure follows from its printed digits"),
      remedy: Label(
        zh: "写 tolerance: \"printed\" 或 { printed: [输入] }，否则写明 why",
        en: "write tolerance: \"printed\" or { printed: [inputs] }, or say why"))
  }
}
