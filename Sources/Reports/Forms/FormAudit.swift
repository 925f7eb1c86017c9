public import Law

/// The figures of a form as they were read back: by the code of the row, then by column.
public struct ReadForm: Sendable {
  public var figures: [String: [OfficialForm.Content: Double]]
  /// Where each row stands in its sheet, from 1.
  public var lines: [String: Int]

  public init(figures: [String: [OfficialForm.Content: Double]], lines: [String: Int]) {
    self.figures = figures
    self.lines = lines
  }
}

/// A relation that does not hold.
public struct FormFinding: Hashable, Sendable, CustomStringConvertible {
  /// 表号.
  public var form: String
  /// As `E12`.
  public var cell: String
  /// What should hold, in words.
  public var relation: Label
  public var found: Double?
  public var wanted: Double?
  /// Whether it refuses the form; else it must be explained.
  public var isError: Bool

  public var description: String {
    let mark = isError ? "错误 error" : "须说明 to be explained"
    func text(_ x: Double?) -> String { x.map(reckonedText) ?? "空 empty" }
    return "\(form) \(cell)　\(mark)：\(relation)；表中 found \(text(found))，应为 wanted \(text(wanted))"
  }
}

/// Looks whether the relations of forms hold.
///
/// - Parameters:
///   - forms: The forms with the account's figures, by which rows are known.
///   - read: What was read back, by 表号; a form that is not there has no findings but that.
public func audit(_ forms: [FilledForm], _ read: [String: ReadForm]) -> [FormFinding] {
  forms.flatMap { filled -> [FormFinding] in
    guard let found = read[filled.form.id] else { return [] }
    let one = FormAudit(filled: filled, read: found, all: read)
    return one.againstAccount() + filled.form.relations.flatMap(one.findings)
  }
}

private struct FormAudit {
  let filled: FilledForm
  let read: ReadForm
  let all: [String: ReadForm]

  private var form: OfficialForm { filled.form }

  /// Figures that the account gave must stand as they were given.
  func againstAccount() -> [FormFinding] {
    let relation = Label(zh: "与账目一致", en: "as in the account")
    return filled.rows.flatMap { row in
      row.figures.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { content in
        compare(row.code, content, wanted: row.figures[content], terms: 1, relation)
      }
    }
  }

  func findings(_ relation: OfficialForm.Relation) -> [FormFinding] {
    switch relation {
    case .rows(let content):
      return filled.rows.filter { !$0.parts.isEmpty && $0.figures[content] != nil }.compactMap { row in
        let label = Label(zh: "\(row.name) = 各分项之和", en: "\(row.code) = sum of its parts")
        let parts = row.parts.compactMap { value($0, content) }
        return compare(row.code, content, wanted: parts.reduce(0, +), terms: parts.count + 1, label)
      }
    case .columns(let content, let of):
      let names = of.map { head($0) }
      return filled.rows.filter { $0.figures[content] != nil }.compactMap { row in
        let label = Label(
          zh: "\(head(content)) = \(names.joined(separator: " + "))",
          en: "\(content.rawValue) = \(of.map(\.rawValue).joined(separator: " + "))")
        let wanted = of.compactMap { value(row.code, $0) }.reduce(0, +)
        return compare(row.code, content, wanted: wanted, terms: of.count + 1, label)
      }
    case .last(let content, let than, let percent):
      return filled.rows.compactMap { last($0.code, content, than, percent) }
    case .equal(let content, let name, let other):
      guard let another = all[name] else { return [] }
      let label = Label(zh: "合计 = \(name) 表合计", en: "sum = that of \(name)")
      return [
        compare(
          FilledForm.sum, content, wanted: another.figures[FilledForm.sum]?[other], terms: 2, label)
      ].compactMap { $0 }
    }
  }

  private func last(
    _ code: String, _ content: OfficialForm.Content, _ than: OfficialForm.Content, _ percent: Double
  ) -> FormFinding? {
    guard let new = value(code, content), let old = value(code, than), old != 0 else { return nil }
    guard abs(new - old) > abs(old) * percent / 100 else { return nil }
    return finding(
      code, content, found: new, wanted: old, isError: false,
      Label(zh: "与上年相差超过 \(reckonedText(percent))%", en: "more than \(reckonedText(percent))% from last year")
    )
  }

  /// Half a unit of the last place for each term: figures may have been typed as they are printed.
  private func compare(
    _ code: String, _ content: OfficialForm.Content, wanted: Double?, terms: Int, _ label: Label
  ) -> FormFinding? {
    let found = value(code, content)
    if let found, let wanted, abs(found - wanted) <= tolerance(content, terms, wanted) { return nil }
    if found == nil, wanted == nil { return nil }
    return finding(code, content, found: found, wanted: wanted, isError: true, label)
  }

  private func tolerance(_ content: OfficialForm.Content, _ terms: Int, _ wanted: Double) -> Double {
    let decimals = form.column(content).flatMap { form.columns[$0].figures?.decimals } ?? 0
    var unit = 0.5
    for _ in 0..<decimals { unit /= 10 }
    return unit * Double(terms) * (1 + 1e-9) + abs(wanted) * 1e-12
  }

  private func value(_ code: String, _ content: OfficialForm.Content) -> Double? {
    read.figures[code]?[content]
  }

  private func head(_ content: OfficialForm.Content) -> String {
    form.column(content).map { form.columns[$0].head.zh } ?? content.rawValue
  }

  private func finding(
    _ code: String, _ content: OfficialForm.Content, found: Double?, wanted: Double?, isError: Bool,
    _ label: Label
  ) -> FormFinding {
    let letter = form.column(content).map(columnLetters) ?? "?"
    let line = read.lines[code].map(String.init) ?? "（缺 \(code) 行）"
    return FormFinding(
      form: form.id, cell: letter + line, relation: label, found: found, wanted: wanted, isError: isError)
  }
}

/// The letters of a column of a sheet, from 0: A, B … Z, AA.
func columnLetters(_ column: Int) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
  return (column >= 26 ? columnLetters(column / 26 - 1) : "") + String(letters[column % 26])
}
