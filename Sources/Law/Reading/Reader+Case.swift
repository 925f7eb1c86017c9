internal import Formula
internal import Quantities

extension Reader {
  /// An entry of `cases`.
  func workedCase() -> WorkedCase? {
    let optional = ["formula", "choose", "given", "tables", "tolerance", "year", "priceYear", "on"]
    guard let form = form(required: ["name", "expect", "verdict", "source"], optional: optional) else {
      return nil
    }
    let name = form["name"]?.text()
    let verdict = form["verdict"]?.choice(Verdict.self)
    let formula = form["formula"].map { $0.reference() }
    let expect = form["expect"].flatMap { reader in reader.caseValue().map { ($0, reader.place) } }
    let tolerance = form["tolerance"].map { $0.tolerance() }
    let year = form["year"].map { $0.integer(in: 1...9999) }
    let priceYear = form["priceYear"].map { $0.integer(in: 1900...2200) }
    let on = form["on"].map { $0.day() }
    let source = form["source"]?.citation()
    let (given, tables, choose) = (form.given(), form.givenTables(), form.choices())
    guard let name, let verdict, let expect, let source else { return nil }
    form.noteVerdict(verdict, expect: expect.0)
    return WorkedCase(
      name: name, formula: formula ?? nil, choose: choose, given: given, tables: tables, expect: expect.0,
      expectPlace: expect.1, tolerance: tolerance ?? nil, verdict: verdict, year: year ?? nil,
      priceYear: priceYear ?? nil, on: on ?? nil, source: source, place: place)
  }

  /// A quantity with its unit, a code, or null for missing.
  fileprivate func caseValue() -> WorkedCase.Value? {
    switch node.value {
    case .null: return .missing
    case .text(let text):
      // A quantity has a blank before its unit; a code has none, and may begin with a digit as land classes
      // do.
      if let first = text.unicodeScalars.first,
        first.properties.isAlphabetic || first == "_" || isNumberedCode(text)
      {
        return identifier().map { .code($0) }
      }
      return quantity().map { .quantity($0) }
    default:
      _ = quantity()
      return nil
    }
  }

  private func isNumberedCode(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.numericType != nil else { return false }
    return !text.contains { $0 == " " || $0 == "." || $0 == "%" }
  }

  private func tolerance() -> WorkedCase.Tolerance? {
    guard let form = form(required: [], optional: ["relative", "absolute"]) else { return nil }
    switch form.oneOf(["relative", "absolute"]) {
    case "relative":
      guard let share = form["relative"]?.number() else { return nil }
      if (0..<1).contains(share) { return .relative(share) }
      form["relative"]?.noteTolerance()
      return nil
    case "absolute":
      guard let quantity = form["absolute"]?.quantity() else { return nil }
      if quantity.value >= 0 { return .absolute(quantity) }
      form["absolute"]?.noteTolerance()
      return nil
    default: return nil
    }
  }

  private func noteTolerance() {
    report(
      .wrongValue, Label(zh: "容差不能为负，相对容差小于 1", en: "a tolerance is not negative, a relative one below 1"),
      remedy: Label(
        zh: "写成 { relative: 5e-4 } 或 { absolute: \"0.1 mm\" }",
        en: "write { relative: 5e-4 } or { absolute: \"0.1 mm\" }"))
  }
}

extension Form {
  fileprivate func given() -> [WorkedCase.Given] {
    (self["given"]?.entries() ?? []).compactMap { key, value in
      value.caseValue().map {
        WorkedCase.Given(name: Reference(name: key, place: value.place), value: $0, place: value.place)
      }
    }
  }

  fileprivate func givenTables() -> [WorkedCase.GivenTable] {
    (self["tables"]?.entries() ?? []).map { key, value in
      WorkedCase.GivenTable(name: Reference(name: key, place: value.place), rows: value.place)
    }
  }

  fileprivate func choices() -> [WorkedCase.Choice] {
    (self["choose"]?.entries() ?? []).compactMap { key, value in
      value.identifier().map {
        WorkedCase.Choice(variant: Reference(name: key, place: value.place), id: $0, place: value.place)
      }
    }
  }

  /// A computed case has a formula and a tolerance; a recorded one has neither.
  fileprivate func noteVerdict(_ verdict: Verdict, expect: WorkedCase.Value) {
    let isRecorded = verdict == .recorded
    if isRecorded {
      for key in ["formula", "tolerance", "choose", "tables"] where has(key) {
        self[key]?.report(
          .workedCase, Label(zh: "仅存录的算例没有“\(key)”", en: "a recorded case has no \"\(key)\""),
          remedy: Label(zh: "删去它，或改 verdict", en: "remove it, or change the verdict"))
      }
      return
    }
    var needed = ["formula"]
    if case .quantity = expect { needed.append("tolerance") }
    for key in needed where !has(key) {
      reader.report(
        .workedCase, Label(zh: "算例缺少“\(key)”", en: "the case lacks \"\(key)\""),
        remedy: Label(
          zh: "写上 \(key)，或写 verdict: \"recorded\"", en: "add \(key), or write verdict: \"recorded\""))
    }
  }
}
