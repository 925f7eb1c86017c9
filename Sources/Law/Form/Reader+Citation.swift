extension Reader {
  private static let keys = ["title", "number", "clause", "standing", "note", "by", "on", "why"]

  /// A source where it is used: with its clause, or as an assumption with who, when and why.
  ///
  /// `{ ref: "…" }` takes what the session's list of sources says; keys beside it add to that or replace it.
  public func citation() -> Citation? {
    citation(use: .figure)
  }

  /// The source of a worked case: as `citation()`, or an independent calculation.
  func caseCitation() -> Citation? {
    citation(use: .workedCase)
  }

  /// A document as a whole: no clause is needed.
  public func document() -> Citation? {
    citation(use: .document)
  }

  /// An entry of the list of sources; where it is used the rest is added.
  public func sourceEntry() -> Citation? {
    citation(use: .entry)
  }

  /// What a source is written for decides what it must say.
  private enum Use {
    case figure, workedCase, document, entry
  }

  private func citation(use: Use) -> Citation? {
    guard let form = form(required: [], optional: Self.keys + ["ref"]) else { return nil }
    var base: Citation?
    if let ref = form["ref"] {
      base = ref.referred()
      if base == nil { return nil }
    }
    let before = session.problems.count
    let standing = form["standing"].map { $0.choice(Standing.self) } ?? base?.standing
    let citation = Citation(
      title: form["title"].map { $0.text() } ?? base?.title,
      number: form["number"].map { $0.text() } ?? base?.number,
      clause: form["clause"].map { $0.text() } ?? base?.clause,
      standing: standing ?? .assumption,
      note: form["note"].map { $0.text() } ?? base?.note,
      by: form["by"].map { $0.text() } ?? base?.by,
      on: form["on"].map { $0.day() } ?? base?.on,
      why: form["why"].map { $0.text() } ?? base?.why)
    // A key that is there but wrong has been told; telling that it is missing would be a second time.
    if session.problems.count > before || form.hasUnreadable { return nil }
    if standing == .calculation, use == .figure || use == .document {
      noteCalculation()
      return nil
    }
    let isKnown = standing != nil
    return isComplete(citation, hasStanding: isKnown, use: use) ? citation : nil
  }

  private func referred() -> Citation? {
    guard let key = text() else { return nil }
    if let citation = session.sources[key] { return citation }
    if session.brokenSources.contains(key) { return nil }
    let near = nearest(key, among: session.sources.keys.sorted())
    report(
      .source, Label(zh: "出处表中没有“\(key)”", en: "the list of sources has no \"\(key)\""),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(zh: "在 sources 中加上 \(key)", en: "add \(key) to sources"))
    return nil
  }

  /// Notes everything that a source lacks.
  private func isComplete(_ citation: Citation, hasStanding: Bool, use: Use) -> Bool {
    var lacks: [String] = []
    if !hasStanding {
      lacks = ["standing"]
    } else if citation.standing == .assumption {
      let parts = [("by", citation.by == nil), ("on", citation.on == nil), ("why", citation.why == nil)]
      lacks = use == .entry ? [] : parts.filter(\.1).map(\.0)
    } else {
      lacks = [
        ("title", citation.title == nil),
        ("clause", Self.isClauseNeeded(citation, use) && citation.clause == nil),
      ]
      .filter(\.1).map(\.0)
      if citation.by != nil || citation.on != nil || citation.why != nil {
        report(
          .source, Label(zh: "by、on、why 只用于假设", en: "by, on and why are for an assumption only"),
          remedy: Label(
            zh: "删去它们，或写 standing: \"assumption\"", en: "remove them, or write standing: \"assumption\""))
        return false
      }
    }
    for key in lacks { lacksKey(key, of: citation, hasStanding: hasStanding) }
    return lacks.isEmpty
  }

  private static func isClauseNeeded(_ citation: Citation, _ use: Use) -> Bool {
    (use == .figure || use == .workedCase) && citation.standing != .calculation
  }

  private func noteCalculation() {
    report(
      .source,
      Label(zh: "独立计算只作算例的出处", en: "a calculation is the source of a worked case only"),
      remedy: Label(
        zh: "写出该数所依的文件，或写 standing: \"assumption\"",
        en: "name the document that has the figure, or write standing: \"assumption\""))
  }

  private func lacksKey(_ key: String, of citation: Citation, hasStanding: Bool) {
    let isAssumption = hasStanding && citation.standing == .assumption
    report(
      .source, Label(zh: "出处缺少“\(key)”", en: "the source lacks \"\(key)\""),
      remedy: isAssumption
        ? Label(zh: "假设要写明 by（谁）、on（何日）、why（为何）", en: "an assumption says by whom, on which day and why")
        : Label(
          zh: "写明 title、clause 和 standing（law | standard | plan | report | literature | assumption）",
          en: "say title, clause and standing (law | standard | plan | report | literature | assumption)"))
  }
}
