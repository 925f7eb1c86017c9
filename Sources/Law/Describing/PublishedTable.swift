internal import Formula

/// The figures that documents print, against ours: one block for each document, and a summary of all.
struct PublishedTable {
  /// A document and its cases, in the order in which they were met.
  struct Block {
    let title: String
    let number: String?
    var results: [CaseResult] = []
  }

  private(set) var blocks: [Block] = []
  let language: Language

  /// - Parameter results: Of all packs; what no document prints is left out.
  init(_ results: [CaseResult], language: Language) {
    self.language = language
    for result in results where result.workedCase.verdict.isPublished { add(result) }
  }

  private mutating func add(_ result: CaseResult) {
    let source = result.workedCase.source
    let title = source.title ?? ""
    let index = blocks.firstIndex { $0.title == title && $0.number == source.number }
    if index == nil { blocks.append(Block(title: title, number: source.number)) }
    blocks[index ?? blocks.count - 1].results.append(result)
  }

  /// The table, block by block, and the summary.
  var lines: [String] {
    guard !blocks.isEmpty else { return [] }
    let heading = Label(zh: "已发表的核算", en: "Published accounts")[language]
    return ["# \(heading)"] + blocks.flatMap(lines) + ["", summaryHeading] + aligned(summary)
  }

  private var summaryHeading: String {
    Label(zh: "各文件小计", en: "By document")[language]
  }

  private func lines(_ block: Block) -> [String] {
    let head = Label(zh: "《\(block.title)》", en: block.title)[language]
    let titles = [
      Label(zh: "算例", en: "case"), Label(zh: "发表值", en: "published"), Label(zh: "本程序", en: "ours"),
      Label(zh: "差", en: "difference"), Label(zh: "容差", en: "allowed"), Label(zh: "判定", en: "verdict"),
    ]
    let rows = aligned([titles.map { $0[language] }] + block.results.map(row))
    let noted = zip(block.results, rows.dropFirst()).flatMap { [$1] + notes($0) }
    return ["", [head, block.number].compactMap { $0 }.joined(separator: " ")] + rows.prefix(1) + noted
  }

  private func row(_ result: CaseResult) -> [String] {
    let it = result.workedCase
    let verdict = it.verdict.label[language]
    let mark = result.outcome == .failed ? "✗ \(Label(zh: "未过", en: "failed")[language])" : verdict
    let ours = result.oursCode ?? result.ours.map { shortened($0) } ?? ""
    return [
      it.name, result.published, ours, Self.difference(result), result.allowed.map { "± \(rough($0))" } ?? "",
      mark,
    ]
  }

  /// What the document has wrong or leaves out, and where a failing case stands.
  private func notes(_ result: CaseResult) -> [String] {
    let it = result.workedCase
    var notes = [it.source.note, it.toleranceReason].compactMap { $0 }
    if result.outcome == .failed { notes.append(it.place.position.description) }
    if let failure = result.failure { notes.append(failure[language]) }
    return notes.map { "      ※ \($0)" }
  }

  /// Ours less the published, and its share of the published.
  private static func difference(_ result: CaseResult) -> String {
    guard let difference = result.difference, difference.isFinite else { return "" }
    guard let relative = result.relativeDifference, difference != 0 else { return rough(difference) }
    return "\(rough(difference)) (\(rough(relative * 100)) %)"
  }

  /// A line for each document: its cases by verdict, those that failed, and the largest relative difference.
  private var summary: [[String]] {
    let titles = [
      Label(zh: "文件", en: "document"), Label(zh: "算例", en: "cases"), Label(zh: "不同的数", en: "figures"),
      Verdict.recomputed.label,
      Verdict.consistent.label, Verdict.recorded.label, Label(zh: "未过", en: "failed"),
      Label(zh: "最大相对差", en: "largest difference"),
    ]
    let all = Block(
      title: Label(zh: "合计", en: "all")[language], number: nil, results: blocks.flatMap(\.results))
    let different = blocks.reduce(0) { $0 + $1.different }
    return [titles.map { $0[language] }] + blocks.map { summary($0, different: $0.different) }
      + [summary(all, different: different)]
  }

  private func summary(_ block: Block, different: Int) -> [String] {
    [block.title, "\(block.results.count)", "\(different)"]
      + [Verdict.recomputed, .consistent, .recorded].map { "\(block.count($0))" }
      + ["\(block.failed)", block.largest.map { "\(rough($0 * 100)) %" } ?? ""]
  }

  /// The summary as JSON.
  var json: JSONValue {
    .array(
      blocks.map { block in
        .object([
          ("title", .string(block.title)), ("number", .optional(block.number)),
          ("cases", .number(Double(block.results.count))),
          ("figures", .number(Double(block.different))),
          ("recomputed", .number(Double(block.count(.recomputed)))),
          ("consistent", .number(Double(block.count(.consistent)))),
          ("recorded", .number(Double(block.count(.recorded)))), ("failed", .number(Double(block.failed))),
          ("largestRelativeDifference", block.largest.map { .measured($0) } ?? .null),
        ])
      })
  }
}

extension PublishedTable.Block {
  func count(_ verdict: Verdict) -> Int { results.count { $0.workedCase.verdict == verdict } }

  /// The figures as they are printed, each once: one that two formulas come to is one figure. Two that are
  /// printed with the same digits count as one, too.
  var different: Int { Set(results.map { $0.published.prefix { $0 != " " } }).count }

  var failed: Int { results.count { $0.outcome == .failed } }

  /// Of the figures that were computed; nil when none was.
  var largest: Double? { results.compactMap { $0.relativeDifference?.magnitude }.max() }
}

extension CaseResult {
  /// The expected value as the document has it.
  var published: String {
    switch workedCase.expect {
    case .quantity(let quantity): quantity.text
    case .code(let id): id
    case .missing: "—"
    }
  }

  /// The difference as a share of the expected figure; nil without one, and when that is 0.
  public var relativeDifference: Double? {
    guard let difference, let expected, expected != 0, difference.isFinite else { return nil }
    return difference / expected.magnitude
  }
}

/// A figure with two significant digits, for differences.
private func rough(_ x: Double) -> String {
  guard x.isFinite, x != 0 else { return shortened(x) }
  var (scale, exponent) = (x.magnitude, 0)
  while scale >= 10 { (scale, exponent) = (scale / 10, exponent + 1) }
  while scale < 1 { (scale, exponent) = (scale * 10, exponent - 1) }
  if (-4...5).contains(exponent) { return shortened((x * 1e6).rounded() / 1e6, digits: 2) }
  return (x < 0 ? "-" : "") + shortened(scale, digits: 2) + "e\(exponent)"
}
