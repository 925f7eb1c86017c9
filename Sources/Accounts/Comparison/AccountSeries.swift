/// Accounts of one place over several years, side by side: at the prices of each, at the prices of one of
/// them, and for a hectare of known land; with the change from each to the next.
public struct AccountSeries: Hashable, Sendable {
  /// The accounts in the order of their years.
  public var titles: [Account.RegionTitle]
  /// Number of the account whose prices are the constant ones.
  public var base: Int
  /// Hectares inside the zones whose ecosystem is known, by account.
  public var covered: [Double]
  /// The indicators that any of the accounts has.
  public var rows: [Row]
  /// From each account to the next: one fewer than accounts.
  public var steps: [AccountComparison]

  /// One indicator over the years; nil where an account has not computed it.
  public struct Row: Hashable, Sendable {
    public var indicator: String
    public var zh: String
    public var en: String
    public var unit: String
    /// In ``unit``; nil also where the account measures in another one.
    public var physical: [Double?]
    /// In yuan, at the price year of each account.
    public var current: [Double?]
    /// In yuan, at the unit prices of the base account; nil where that has no price.
    public var constant: [Double?]
  }

  /// The values of all indicators together, at the prices of each account; nil where none has one.
  public var current: [Double?] {
    titles.indices.map { year in
      let known = rows.compactMap { $0.current[year] }
      return known.isEmpty ? nil : known.reduce(0, +)
    }
  }

  /// The values of all indicators together at the base's prices; nil where an indicator that is in the
  /// current total has none.
  public var constant: [Double?] {
    titles.indices.map { year in
      let counted = rows.filter { $0.current[year] != nil }
      let parts = counted.compactMap { $0.constant[year] }
      return parts.count == counted.count && !parts.isEmpty ? parts.reduce(0, +) : nil
    }
  }

  /// Yuan for a hectare of known land, at the prices of each account: what covers less is not less worth.
  public var currentByHectare: [Double?] {
    zip(current, covered).map { value, area in value.map { $0 / area } }
  }

  /// The changes of all steps together for one indicator: from the first account to the last.
  public func whole(_ indicator: String) -> Effects? {
    let parts = steps.compactMap { step in step.region.first { $0.indicator == indicator }?.value }
    guard parts.count == steps.count, let first = parts.first, let last = parts.last else { return nil }
    var sum = Effects.sum(parts)
    (sum.old, sum.new) = (first.old, last.new)
    return sum
  }

  /// The changes of all steps together for all indicators that have a value in every account.
  public var change: Effects? { Effects.sumOfKnown(rows.map { whole($0.indicator) }) }
}

/// Why accounts make no series.
public enum AccountSeriesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Fewer than two accounts.
  case tooFew
  /// Two accounts are of one year.
  case sameYear(Int)
  /// No account is of the year whose prices were asked for.
  case noBase(Int, has: [Int])

  public var description: String {
    switch self {
    case .tooFew: "至少要两本账 · two accounts at least"
    case .sameYear(let year): "有两本账都是 \(year) 年；每年只放一本 · two accounts are of \(year); give one for each year"
    case .noBase(let year, let has):
      "没有 \(year) 年的账；有 \(has.map { "\($0)" }.joined(separator: " ")) · no account is of \(year)"
    }
  }
}

/// Sets accounts side by side, by year.
///
/// - Parameter baseYear: The accounting year whose unit prices are the constant ones; nil for the first.
/// - Throws: ``AccountSeriesError``.
public func accountSeries(
  _ accounts: [Account], baseYear: Int?
) throws(AccountSeriesError) -> AccountSeries {
  guard accounts.count > 1 else { throw .tooFew }
  let accounts = accounts.sorted { $0.region.year < $1.region.year }
  let years = accounts.map(\.region.year)
  if let place = years.indices.dropFirst().first(where: { years[$0] == years[$0 - 1] }) {
    throw .sameYear(years[place])
  }
  let wanted = baseYear ?? years[0]
  guard let base = years.firstIndex(of: wanted) else { throw .noBase(wanted, has: years) }
  let figures = accounts.map { AccountFigures($0) }
  let rows = indicatorTitles(accounts).map { title in
    SeriesMaker(accounts: accounts, figures: figures, base: base).row(title)
  }
  return AccountSeries(
    titles: accounts.map(\.region), base: base,
    covered: zip(accounts, figures).map { account, figures in
      account.ecosystems.filter { $0.id != "unknown" }.reduce(0) {
        $0 + (figures.area(ecosystem: $1.id) ?? 0)
      }
    },
    rows: rows, steps: zip(accounts, accounts.dropFirst()).map { compareAccounts($0, $1) })
}

/// Each indicator once, as the last account that has it calls it, in the order of the first that has it.
private func indicatorTitles(_ accounts: [Account]) -> [Account.IndicatorTotal] {
  var order: [String] = []
  var titles: [String: Account.IndicatorTotal] = [:]
  for indicator in accounts.flatMap(\.indicators) {
    if titles.updateValue(indicator, forKey: indicator.id) == nil { order.append(indicator.id) }
  }
  return order.compactMap { titles[$0] }
}

/// Makes the rows of a series.
private struct SeriesMaker {
  let accounts: [Account]
  let figures: [AccountFigures]
  let base: Int

  func row(_ title: Account.IndicatorTotal) -> AccountSeries.Row {
    let totals = accounts.map { $0.indicators.first { $0.id == title.id } }
    return AccountSeries.Row(
      indicator: title.id, zh: title.zh, en: title.en, unit: title.unit,
      physical: totals.map { $0.flatMap { $0.unit == title.unit ? known($0.physicalTotal) : nil } },
      current: totals.map { $0.flatMap { known($0.valueTotal) } },
      constant: accounts.indices.map { year in
        guard let total = totals[year], let base = totals[base], total.unit == base.unit,
          !total.physicalTotal.isNaN, !base.valueTotal.isNaN
        else { return nil }
        return constant(title.id, year, base)
      })
  }

  private func known(_ figure: Double) -> Double? { figure.isNaN ? nil : figure }

  /// Quantities of a year by ecosystem, each at the base's price there; at its mean price where the base has
  /// none of it.
  private func constant(_ indicator: String, _ year: Int, _ total: Account.IndicatorTotal) -> Double? {
    let mean = total.physicalTotal != 0 ? total.valueTotal / total.physicalTotal : nil
    var sum = 0.0
    for ecosystem in accounts[year].ecosystems.map(\.id) + [""] {
      guard let figure = figures[year].figure(ecosystem: ecosystem, indicator: indicator),
        figure.physical != 0
      else { continue }
      let own = figures[base].figure(ecosystem: ecosystem, indicator: indicator)
      let price = own.flatMap { $0.physical != 0 ? $0.value / $0.physical : nil } ?? mean
      guard let price else { return nil }
      sum += figure.physical * price
    }
    return sum
  }
}
