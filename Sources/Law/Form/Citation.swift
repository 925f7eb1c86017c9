public import Quantities

/// How much a source binds.
public enum Standing: String, Hashable, Sendable, CaseIterable {
  case law, standard, plan, report, literature, assumption
  /// Reckoned apart from the program, printed nowhere: only for worked cases.
  case calculation

  /// The word for people.
  public var label: Label {
    switch self {
    case .law: Label(zh: "法律法规", en: "law")
    case .standard: Label(zh: "标准规范", en: "standard")
    case .plan: Label(zh: "规划方案", en: "plan")
    case .report: Label(zh: "报告", en: "report")
    case .literature: Label(zh: "文献", en: "literature")
    case .assumption: Label(zh: "假设", en: "assumption")
    case .calculation: Label(zh: "独立计算", en: "calculation")
    }
  }
}

/// Where a figure or a rule comes from.
public struct Citation: Hashable, Sendable {
  /// The document's title; of an assumption it may be nil.
  public let title: String?
  /// The document's number (文号), or journal, volume and pages.
  public let number: String?
  /// The clause, formula or table; nil only for an assumption and in the list of sources.
  public let clause: String?
  public let standing: Standing
  public let note: String?
  /// Who assumed it; only for an assumption, as the next two.
  public let by: String?
  /// When it was assumed.
  public let on: Day?
  /// Why it was assumed.
  public let why: String?

  public init(
    title: String?, number: String? = nil, clause: String? = nil, standing: Standing, note: String? = nil,
    by: String? = nil, on: Day? = nil, why: String? = nil
  ) {
    self.title = title
    self.number = number
    self.clause = clause
    self.standing = standing
    self.note = note
    self.by = by
    self.on = on
    self.why = why
  }

  /// One line for people: `《title》 number，clause [standing]`.
  public func text(in language: Language) -> String {
    let parts: [String?]
    if standing == .assumption {
      parts = [title, by, on?.description, why]
    } else {
      parts = [title.map { language == .zh ? "《\($0)》" : $0 }, number, clause]
    }
    let line = (parts + [note]).compactMap { $0 }.joined(separator: language == .zh ? "，" : ", ")
    return "\(line) [\(standing.label[language])]"
  }
}
