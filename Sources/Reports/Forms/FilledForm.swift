public import Accounts
public import Law

/// An official form with the figures of an account.
public struct FilledForm: Sendable {
  /// One row.
  public struct Row: Sendable {
    public var code: String
    public var name: String
    public var unit: String
    /// Codes of the rows of which it is the sum; empty for one that is none.
    public var parts: [String]
    /// In the units of the columns; those without a figure are absent.
    public var figures: [OfficialForm.Content: Double]
  }

  /// The code of the row with the sum of all.
  public static let sum = "all"

  private static let total = Label(zh: "合计", en: "Total")

  public let form: OfficialForm
  public let language: Language
  public private(set) var rows: [Row] = []

  /// - Parameters:
  ///   - last: The account of the year before, nil for none.
  ///   - language: That of names and heads; codes are the same in both.
  public init(_ form: OfficialForm, _ account: Account, last: Account?, in language: Language = .zh) {
    self.form = form
    self.language = language
    let figures = AccountFigures(account)
    switch form.rows {
    case .indicator: rows = Self.indicatorRows(account, last, language)
    case .zone: rows = Self.zoneRows(account, figures, language)
    case .ecosystem: rows = Self.ecosystemRows(account, figures, language)
    }
    for index in rows.indices {
      for (content, figure) in rows[index].figures {
        let unit = form.column(content).flatMap { form.columns[$0].figures?.unit }
        // What the form has no column for is left out; what is missing stays empty.
        rows[index].figures[content] = figure.isNaN ? nil : unit.map { figure / $0.divisor }
      }
    }
  }

  private static func indicatorRows(
    _ account: Account, _ last: Account?, _ language: Language
  ) -> [Row] {
    let before = Dictionary((last?.indicators ?? []).map { ($0.id, $0) }) { first, _ in first }
    let known = Set(account.sums.map(\.indicator))
    var rows: [Row] = []
    for kind in productClasses {
      let members = account.indicators.filter { $0.kind == kind }
      guard !members.isEmpty else { continue }
      for row in members {
        let old = before[row.id]
        let isKnown = known.contains(row.id)
        rows.append(
          Row(
            code: row.id, name: wording(row.zh, row.en, or: row.id, in: language),
            unit: unitText(row.unit, in: language), parts: [],
            figures: [
              .physical: isKnown ? row.physicalTotal : .nan, .value: isKnown ? row.valueTotal : .nan,
              .lastPhysical: old?.unit == row.unit ? old?.physicalTotal ?? .nan : .nan,
              .lastValue: old?.valueTotal ?? .nan,
            ]))
      }
      rows.append(
        Row(
          code: kind,
          name: productClassName(kind, of: account, in: language)
            + Label(zh: "小计", en: ", subtotal")[language], unit: "",
          parts: members.map(\.id),
          figures: [.value: account.totals.of(kind), .lastValue: last?.totals.of(kind) ?? .nan]))
    }
    let classes = productClasses.filter { kind in account.indicators.contains { $0.kind == kind } }
    return rows + [
      Row(
        code: sum, name: total[language], unit: "", parts: classes,
        figures: [.value: account.totals.all, .lastValue: last?.totals.all ?? .nan])
    ]
  }

  private static func zoneRows(
    _ account: Account, _ figures: AccountFigures, _ language: Language
  ) -> [Row] {
    var rows: [Row] = []
    for zone in account.zones {
      let children = account.zones.filter { $0.parent == zone.code }
      var row = Row(
        code: zone.code, name: zoneName(zone, in: language), unit: "", parts: children.map(\.code),
        figures: zoneFigures(zone.code, account, figures))
      if !children.isEmpty, let rest = rest(of: row, children.map(\.code), account, figures, language) {
        row.parts.append(rest.code)
        rows += [row, rest]
      } else {
        rows.append(row)
      }
    }
    let roots = account.zones.filter { $0.parent.isEmpty }.map(\.code)
    var all: [OfficialForm.Content: Double] = [:]
    for row in rows where roots.contains(row.code) {
      all.merge(row.figures) { $0 + $1 }
    }
    return rows + [Row(code: sum, name: total[language], unit: "", parts: roots, figures: all)]
  }

  private static func zoneFigures(
    _ zone: String, _ account: Account, _ figures: AccountFigures
  ) -> [OfficialForm.Content: Double] {
    func value(_ kind: String?) -> Double {
      figures.value(zone: zone, of: account.indicators.filter { kind == nil || $0.kind == kind }) ?? 0
    }
    return [
      .area: figures.area(zone: zone) ?? 0, .supply: value("supply"), .regulating: value("regulating"),
      .cultural: value("cultural"), .all: value(nil),
    ]
  }

  /// What a zone has that its children have not; nil for nothing.
  private static func rest(
    of row: Row, _ children: [String], _ account: Account, _ figures: AccountFigures, _ language: Language
  ) -> Row? {
    var rest = row.figures
    for child in children { rest.merge(zoneFigures(child, account, figures)) { $0 - $1 } }
    let matters = rest.contains { abs($0.value) > 1e-9 * abs(row.figures[$0.key] ?? 0) }
    return matters
      ? Row(
        code: row.code + "-rest",
        name: row.name + Label(zh: "：未分摊到下级", en: ": not shared downward")[language], unit: "", parts: [],
        figures: rest) : nil
  }

  private static func ecosystemRows(
    _ account: Account, _ figures: AccountFigures, _ language: Language
  ) -> [Row] {
    let ids = account.ecosystems.map(\.id) + [""]
    let rows = ids.map { id in
      let parts = account.indicators.compactMap { figures.figure(ecosystem: id, indicator: $0.id)?.value }
      return Row(
        code: id.isEmpty ? "unallocated" : id, name: ecosystemName(id, in: account, language), unit: "",
        parts: [],
        figures: [.area: figures.area(ecosystem: id) ?? 0, .value: parts.reduce(0, +)])
    }
    var all: [OfficialForm.Content: Double] = [:]
    for row in rows { all.merge(row.figures) { $0 + $1 } }
    return rows + [Row(code: sum, name: total[language], unit: "", parts: rows.map(\.code), figures: all)]
  }
}
