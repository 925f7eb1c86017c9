import Accounts
import Formula
import Law
import RegionFiles

/// What `check` prints.
struct CheckReport {
  let region: RegionFolder?
  let problems: [Problem]
  let findings: [Finding]

  /// One thing that is told, from the text of the region or a pack, or from the data.
  private enum Entry {
    case problem(Problem)
    case finding(Finding)

    var weight: Int {
      switch self {
      case .problem(let problem): problem.severity == .error ? 0 : 1
      case .finding(let finding): [.error: 0, .warning: 1, .note: 2][finding.severity] ?? 2
      }
    }

    /// Errors first; among those of one weight the texts by their places, then the data by their names.
    static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
      guard left.weight == right.weight else { return left.weight < right.weight }
      switch (left, right) {
      case (.problem(let a), .problem(let b)): return a.position < b.position
      case (.problem, .finding): return true
      case (.finding, .problem): return false
      case (.finding(let a), .finding(let b)): return a.subject < b.subject
      }
    }
  }

  /// Everything in one order; what stands at the same place keeps the order in which it was found.
  private var entries: [Entry] {
    let all = problems.map { Entry.problem($0) } + findings.map { .finding($0) }
    return all.enumerated().sorted { left, right in
      if Entry.isBefore(left.element, right.element) { return true }
      return !Entry.isBefore(right.element, left.element) && left.offset < right.offset
    }.map(\.element)
  }

  private func count(_ weight: Int) -> Int { entries.count { $0.weight == weight } }

  var hasErrors: Bool { count(0) > 0 }

  var lines: [String] {
    var lines = entries.flatMap { entry in
      switch entry {
      case .problem(let problem): problem.lines(in: nil)
      case .finding(let finding): finding.lines
      }
    }
    if let study = region?.study {
      if region?.isWhole == false {
        lines += ["", "region.json5 有错，以下按读得懂的部分列出 · by what could be read of region.json5:"]
      }
      lines += ["", "能核算 can be computed (\(study.indicators.count)):"]
      lines += study.indicators.map { "  ✓ \($0.label.zh) \($0.id) [\($0.unit.text)]" }
      if !study.gaps.isEmpty { lines += ["不能核算 cannot be computed (\(study.gaps.count)):"] }
      for gap in study.gaps {
        lines.append("  ✗ \(gap.indicator.label.zh) \(gap.indicator.id)")
        lines += gap.reasons.map { "      \($0.zh) · \($0.en)" }
      }
      lines += VariantBlock(study).lines
    }
    return lines + ["", "错误 errors: \(count(0))，提醒 warnings: \(count(1))"]
  }

  func json() -> JSONValue {
    let findings = entries.map { entry in
      switch entry {
      case .problem(let problem): Self.json(problem)
      case .finding(let finding): Self.json(finding)
      }
    }
    let computable = region?.study.indicators.map { JSONValue.string($0.id) } ?? []
    let gaps = region?.study.gaps.map { gap in
      JSONValue.object([
        ("indicator", .string(gap.indicator.id)), ("why", .array(gap.reasons.map { .string($0.zh) })),
      ])
    }
    return .object([
      ("findings", .array(findings)), ("computable", .array(computable)),
      ("notComputable", .array(gaps ?? [])), ("errors", .bool(hasErrors)),
    ])
  }

  private static func json(_ problem: Problem) -> JSONValue {
    .object([
      ("severity", .string(problem.severity.rawValue)), ("code", .string(problem.code.rawValue)),
      ("subject", .string("\(problem.file):\(problem.line):\(problem.column)")),
      ("zh", .string(problem.message.zh)), ("en", .string(problem.message.en)),
      ("remedy", .string(problem.remedy.zh)),
    ])
  }

  private static func json(_ finding: Finding) -> JSONValue {
    .object([
      ("severity", .string(finding.severity.rawValue)), ("code", .string(finding.code)),
      ("subject", .string(finding.subject)), ("zh", .string(finding.message.zh)),
      ("en", .string(finding.message.en)), ("remedy", .string(finding.remedy.zh)),
    ])
  }
}

/// The choices that the region has yet to make, as they are to be pasted into its file.
struct VariantBlock {
  private let open: [Variant]

  init(_ study: Study) {
    let missing = Set(study.method.problems(variants: study.region.variants).map(\.name))
    open = study.method.variants.filter { missing.contains($0.name) }
  }

  /// Lines for `variants: { … }`, each choice with what it means; none when every choice is made.
  var lines: [String] {
    guard !open.isEmpty else { return [] }
    let head = [
      "",
      "还要选定的方法：粘贴到 region.json5，每项去掉一行前面的 // · "
        + "choices to make: paste into region.json5, and of each take the // from one line:", "",
      "variants: {",
    ]
    let choices = open.flatMap { variant in
      ["  // \(variant.label.zh) · \(variant.label.en)"]
        + variant.choices.map { choice in
          "    // \(variant.name): \"\(choice.id)\",  // \(choice.label.zh) · \(choice.label.en)"
        }
    }
    return head + choices + ["},"]
  }
}
