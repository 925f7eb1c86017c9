internal import Formula
internal import Quantities

extension Reader {
  private static let ownKeys = ["formula", "tolerance", "choose", "year", "priceYear", "on"]

  /// An entry of `cases`: one case, or one for each of its `figures`, which share what is given.
  func workedCases() -> [WorkedCase] {
    let optional = ["expect", "verdict", "figures", "given", "tables"] + Self.ownKeys
    guard let form = form(required: ["name", "source"], optional: optional) else { return [] }
    guard form.has("figures") else {
      for key in ["expect", "verdict"] where !form.has(key) { form.noteMissing(key) }
      return [workedCase(form, figure: form)].compactMap { $0 }
    }
    for key in ["expect", "formula"] where form.has(key) { form.noteBesideFigures(key) }
    return form.items("figures").compactMap { $0.figure(of: form) }
  }

  /// One of several figures of a case: what it does not say itself stands in the case.
  private func figure(of shared: Form) -> WorkedCase? {
    let optional = ["verdict", "source"] + Self.ownKeys
    guard let figure = form(required: ["name", "expect"], optional: optional) else { return nil }
    return workedCase(shared, figure: figure)
  }

  private func workedCase(_ shared: Form, figure: Form) -> WorkedCase? {
    func value(_ key: String) -> Reader? { figure[key] ?? shared[key] }
    let names = [
      shared["name"]?.text(), figure.reader.path == shared.reader.path ? nil : figure["name"]?.text(),
    ]
    guard let verdict = value("verdict")?.choice(Verdict.self) else { return nil }
    let formula = value("formula").map { $0.reference() }
    let expect = figure["expect"].flatMap { reader in reader.caseValue().map { ($0, reader.place) } }
    let isRecorded = verdict == .recorded
    let tolerance = isRecorded ? nil : value("tolerance")?.tolerance()
    let year = value("year").map { $0.integer(in: 1...9999) }
    let priceYear = value("priceYear").map { $0.integer(in: 1900...2200) }
    let on = value("on").map { $0.day() }
    let source = value("source")?.caseCitation()
    let (given, tables) = (shared.given(), shared.givenTables())
    let choose = (figure.has("choose") ? figure : shared).choices()
    guard names[0] != nil, let expect, let source else { return nil }
    let read = WorkedCase(
      name: names.compactMap { $0 }.joined(separator: "："), formula: formula ?? nil, choose: choose,
      given: given, tables: isRecorded ? [] : tables, expect: expect.0, expectPlace: expect.1,
      tolerance: tolerance?.0, toleranceReason: tolerance?.why, verdict: verdict, year: year ?? nil,
      priceYear: priceYear ?? nil, on: on ?? nil, source: source, place: place)
    figure.noteVerdict(read, has: { value($0) != nil })
    return read
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

  fileprivate func noteMissing(_ key: String) {
    reader.report(
      .missingKey, Label(zh: "缺少键“\(key)”", en: "the key \"\(key)\" is missing"),
      remedy: Label(zh: "写上 \(key)，或写 figures", en: "add \(key), or write figures"))
  }

  fileprivate func noteBesideFigures(_ key: String) {
    self[key]?.report(
      .workedCase,
      Label(zh: "有 figures 时，“\(key)”写在各数之中", en: "with figures, \"\(key)\" stands in each of them"),
      remedy: Label(zh: "移到 figures 的各项中", en: "move it into the entries of figures"))
  }
}
