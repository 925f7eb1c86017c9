import Formula
import Law

/// Bindings that become tables, and bindings in the place of parameters: what does not fit would end as a
/// missing figure or under another source, without a word.
extension StudyGround {
  /// A parameter has a source in the pack; a region that knows better says so by an override, which the
  /// account lists.
  func parameterProblem(_ input: RegionInput) -> Problem? {
    guard method.allParameters.contains(where: { $0.name == input.name }) else { return nil }
    if case .open = input.binding { return nil }
    return input.place.problem(
      .wrongType,
      Label(zh: "“\(input.name)”是方法包的参数，不是输入", en: "\"\(input.name)\" is a parameter of the pack, no input"),
      remedy: Label(
        zh: "写进 overrides：{ name: \"\(input.name)\", value: \"…\", source: { … } }",
        en: "write it in overrides: { name: \"\(input.name)\", value: \"…\", source: { … } }"))
  }

  /// Values by ecosystem: types that the pack does not have, units that do not fit.
  func ecosystemProblems(
    _ input: RegionInput, _ values: [(ecosystem: String, value: Quantity)], _ units: UnitSystem
  ) -> [Problem] {
    let codes = codeProblems(input, values.map(\.ecosystem), Study.ecosystem)
    guard let wanted = checked.formula(input.name)?.unit else { return codes }
    return codes + values.compactMap { unitProblem(input, $0.value.unit.text, wanted, units) }
  }

  /// Columns of a table: names that the formulas' table does not have, units that do not fit.
  func columnProblems(_ input: RegionInput, _ table: TableBinding, _ units: UnitSystem) -> [Problem] {
    guard let signature = vocabulary.tables.first(where: { $0.name == input.name }) else { return [] }
    return table.columns.flatMap { column -> [Problem] in
      if signature.keys.contains(where: { $0.name == column.name }) { return [] }
      guard let declared = signature.columns.first(where: { $0.name == column.name }) else {
        return [unknownColumn(input, column.name, signature)]
      }
      guard case .number(let wanted, _) = declared.kind else { return [] }
      return [unitProblem(input, column.unit ?? "1", wanted, units)].compactMap { $0 }
    }
  }

  private func unknownColumn(_ input: RegionInput, _ name: String, _ signature: TableSignature) -> Problem {
    let known = (signature.keys.map(\.name) + signature.columns.map(\.name)).joined(separator: " | ")
    return input.place.problem(
      .unknownName,
      Label(zh: "表“\(input.name)”没有列“\(name)”", en: "the table \"\(input.name)\" has no column \"\(name)\""),
      remedy: Label(zh: "写 \(known) 之一", en: "write one of \(known)"))
  }
}
