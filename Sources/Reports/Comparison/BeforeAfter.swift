public import Accounts
public import Law
internal import Quantities

/// Two states side by side: each indicator before, after and its change, in its unit and in yuan. For a
/// project it is the table of its benefit.
public struct BeforeAfter: Hashable, Sendable {
  public var before: Account
  public var after: Account
  public var comparison: AccountComparison
  public var rows: [Row]

  /// One indicator of the whole region or of a zone; figures are nil where a state has none.
  public struct Row: Hashable, Sendable {
    /// nil for the whole region.
    public var zone: Account.Zone?
    public var indicator: Account.IndicatorTotal
    public var physical: Pair
    /// In yuan.
    public var value: Pair
    /// What of the change of the value comes from land, from yield and from price; nil where it cannot be
    /// split.
    public var effects: Effects?
  }

  /// A figure in both states.
  public struct Pair: Hashable, Sendable {
    public var before: Double?
    public var after: Double?

    /// nil where a state has no figure: what is not known has not changed by so much.
    public var change: Double? {
      guard let before, let after else { return nil }
      return after - before
    }

    /// The change against the earlier figure.
    public var share: Double? { change.flatMap { change in before.flatMap { $0 == 0 ? nil : change / $0 } } }
  }

  /// Sets two accounts side by side.
  public init(_ before: Account, _ after: Account) {
    (self.before, self.after) = (before, after)
    comparison = compareAccounts(before, after)
    let maker = RowMaker(before, after, comparison)
    let zones = after.zones.filter { zone in before.zones.contains { $0.code == zone.code } }
    rows = maker.rows(nil) + (zones.count > 1 ? zones.flatMap { maker.rows($0) } : [])
  }

  /// The sum of all values in both states.
  public var total: Pair {
    func sum(_ account: Account) -> Double? {
      account.indicators.contains { !$0.valueTotal.isNaN } ? account.totals.all : nil
    }
    return Pair(before: sum(before), after: sum(after))
  }
}

private struct RowMaker {
  let indicators: [Account.IndicatorTotal]
  private let sides: [(account: Account, figures: AccountFigures)]
  private let effects: [String: [String: Effects]]

  init(_ before: Account, _ after: Account, _ comparison: AccountComparison) {
    sides = [before, after].map { ($0, AccountFigures($0)) }
    let known = Set(after.indicators.map(\.id))
    indicators = after.indicators + before.indicators.filter { !known.contains($0.id) }
    func byIndicator(_ changes: [AccountComparison.Change]) -> [String: Effects] {
      Dictionary(changes.compactMap { change in change.value.map { (change.indicator, $0) } }) { first, _ in
        first
      }
    }
    var effects = ["": byIndicator(comparison.region)]
    for zone in comparison.zones { effects[zone.zone.code] = byIndicator(zone.changes) }
    self.effects = effects
  }

  func rows(_ zone: Account.Zone?) -> [BeforeAfter.Row] {
    indicators.compactMap { indicator in
      let found = sides.map { figure(zone, indicator, $0.account, $0.figures) }
      guard found.contains(where: { $0 != nil }) else { return nil }
      let value = BeforeAfter.Pair(before: known(found[0]?.value), after: known(found[1]?.value))
      return BeforeAfter.Row(
        zone: zone, indicator: indicator,
        physical: .init(before: known(found[0]?.physical), after: known(found[1]?.physical)), value: value,
        effects: value.change == nil ? nil : effects[zone?.code ?? ""]?[indicator.id])
    }
  }

  /// - Returns: nil where the account has no figure, or one in another unit.
  private func figure(
    _ zone: Account.Zone?, _ indicator: Account.IndicatorTotal, _ account: Account, _ figures: AccountFigures
  ) -> AccountFigure? {
    guard let own = account.indicators.first(where: { $0.id == indicator.id }), own.unit == indicator.unit
    else { return nil }
    guard let zone else { return AccountFigure(physical: own.physicalTotal, value: own.valueTotal) }
    return figures.figure(zone: zone.code, indicator: indicator.id)
  }

  private func known(_ x: Double?) -> Double? { x.flatMap { $0.isNaN ? nil : $0 } }
}

// MARK: - As a table

extension BeforeAfter {
  /// What each state is called: its name and year.
  public func title(of account: Account, in language: Language) -> String {
    let name = regionName(account.region, in: language)
    return language == .zh ? "\(name) \(account.region.year) 年" : "\(name) \(account.region.year)"
  }

  /// A figure for people, `—` for none.
  public static func text(_ figure: Double?) -> String { figure.map(quantityText) ?? "—" }

  /// A change against the earlier figure for people; where the figure is itself a share, in points.
  public static func shareText(_ row: Row, in language: Language) -> String {
    if row.indicator.unit == "%" {
      return row.physical.change.map {
        (quantityText($0)) + Label(zh: " 个百分点", en: " points")[language]
      } ?? "—"
    }
    return row.physical.share.map(percentText) ?? "—"
  }

  /// What to know before using the table.
  public func notes(in language: Language) -> [String] {
    let texts = [
      Label(
        zh: "变化 = 后 − 前；一方没有数，变化写“—”，不当作零。比率的变化是百分点。",
        en:
          "Change = after − before; where one state has no figure there is no change (—), not nought. Shares "
          + "change by points."),
      Label(
        zh: "价值的变化分成面积、单产、价格三部分（加未分解的部分等于变化）。",
        en: "A change of value has parts from land, yield and price; with what cannot be split they add up."),
    ]
    return texts.map { $0[language] } + comparison.remarks.map { language == .zh ? $0.zh : $0.en }
  }
}
