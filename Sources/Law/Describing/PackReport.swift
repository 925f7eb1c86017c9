internal import Formula

/// The text of `packs check`.
public enum PackReport {
  /// Each formula with its derived unit, each worked case with its outcome, the table of published figures,
  /// and a count as the last line.
  ///
  /// - Parameters:
  ///   - methods: The packs that were checked, with the results of their cases.
  ///   - problems: What was found; errors belong to packs that are not in `methods`.
  ///   - publishedOnly: Only the table of published figures, and only these are counted.
  public static func describe(
    _ methods: [(method: MethodPack, results: [CaseResult])], problems: [Problem] = [],
    publishedOnly: Bool = false, language: Language
  ) -> Description {
    let all = methods.flatMap(\.results)
    let table = PublishedTable(all, language: language)
    let packs = publishedOnly ? Description(lines: [], json: .array([])) : describe(packs: methods, language)
    let lines = packs.lines + table.lines + problems.flatMap { $0.lines(in: language) }
    let counted = publishedOnly ? all.filter(\.workedCase.verdict.isPublished) : all
    let count = CaseCount(counted)
    var members: [(String, JSONValue)] = [
      ("packs", packs.json), ("published", .array(table.blocks.flatMap(\.results).map(json))),
      ("sources", table.json), ("problems", .array(problems.map { JSONValue($0) })),
      ("passed", .number(Double(count.passed))), ("failed", .number(Double(count.failed))),
      ("recorded", .number(Double(count.recorded))),
    ]
    if publishedOnly { members.removeFirst() }
    return Description(lines: lines + last(count, language), json: .object(members))
  }

  private static func last(_ count: CaseCount, _ language: Language) -> [String] {
    let recorded = Label(zh: "仅存录的算例：\(count.recorded)", en: "cases recorded only: \(count.recorded)")
    return ["", recorded[language], "cases: \(count.passed) passed, \(count.failed) failed"]
  }

  /// The packs one by one: formulas, and the cases that no document prints.
  private static func describe(
    packs methods: [(method: MethodPack, results: [CaseResult])], _ language: Language
  ) -> Description {
    var lines: [String] = []
    var packs: [JSONValue] = []
    for (method, results) in methods {
      lines.append("\(method.pack.id)  \(method.pack.title[language])")
      let formulas = method.pack.formulas.map { FormulaLine($0, method) }
      lines += aligned(
        formulas.map { [$0.formula.name, "[\($0.declared)]", $0.derivation[language], $0.context[language]] })
      lines += results.filter { !$0.workedCase.verdict.isPublished }.flatMap { describe($0, language) }
      lines.append("")
      packs.append(
        .object([
          ("pack", .string(method.pack.id)), ("formulas", .array(formulas.map(\.json))),
          ("cases", .array(results.map(json))),
        ]))
    }
    return Description(lines: lines, json: .array(packs))
  }

  /// One case as lines: its outcome and name, and both figures.
  public static func describe(_ result: CaseResult, _ language: Language) -> [String] {
    let it = result.workedCase
    let head = "  \(result.outcome.label[language])  \(it.name)"
    if result.outcome == .recorded { return [head + "  \(result.published)"] }
    if let failure = result.failure {
      return [head, "      \(it.place.position): \(failure[language])"]
    }
    let ours = result.oursCode ?? shortened(result.ours ?? .nan)
    let figures = Label(
      zh: "\(it.formula?.name ?? "") = \(ours)，应为 \(result.published)",
      en: "\(it.formula?.name ?? "") = \(ours), expected \(result.published)")
    let place = result.outcome == .failed ? ["      \(it.place.position)"] : []
    return [head + "  " + figures[language] + tolerance(result)] + place
  }

  private static func tolerance(_ result: CaseResult) -> String {
    guard let allowed = result.allowed, let difference = result.difference else { return "" }
    return " (Δ \(shortened(difference)), ± \(shortened(allowed)))"
  }

  private static func json(_ result: CaseResult) -> JSONValue {
    let it = result.workedCase
    return .object([
      ("pack", .string(result.pack)), ("name", .string(it.name)), ("formula", .optional(it.formula?.name)),
      ("verdict", .string(it.verdict.rawValue)), ("published", .bool(it.verdict.isPublished)),
      ("outcome", .string(result.outcome.word)),
      ("expect", .string(result.published)), ("unit", .optional(result.unit?.text)),
      ("ours", result.ours.map { .measured($0) } ?? .optional(result.oursCode)),
      ("difference", result.difference.map { .measured($0) } ?? .null),
      ("allowed", result.allowed.map { .measured($0) } ?? .null),
      ("toleranceReason", .optional(it.toleranceReason)),
      ("failure", result.failure.map { JSONValue($0) } ?? .null), ("source", JSONValue(it.source)),
    ])
  }
}

extension CaseResult.Outcome {
  /// The word for people.
  public var label: Label {
    switch self {
    case .passed: Label(zh: "✓ 通过", en: "✓ passed")
    case .failed: Label(zh: "✗ 未过", en: "✗ failed")
    case .recorded: Label(zh: "· 存录", en: "· recorded")
    }
  }

  fileprivate var word: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .recorded: "recorded"
    }
  }
}
