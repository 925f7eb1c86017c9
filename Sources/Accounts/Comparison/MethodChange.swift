public import Law

/// The change of value between two accounts by different norms, told apart with a third: the older year
/// computed again by the newer norm.
///
/// What the norm changes is recomputed − old; what happened to nature and prices is new − recomputed. Both
/// add up to new − old.
public struct MethodChange: Hashable, Sendable {
  /// One indicator, or the total; in yuan. An indicator that an account does not have is nought there.
  public struct Row: Hashable, Sendable {
    public var zh: String
    public var en: String
    public var old: Double
    public var recomputed: Double
    public var new: Double

    /// What the other norm makes of the same year.
    public var byMethod: Double { recomputed - old }
    /// What changed between the years, by one norm.
    public var inFact: Double { new - recomputed }
  }

  public var old: Account.RegionTitle
  public var new: Account.RegionTitle
  public var oldPack: Account.PackTitle
  public var newPack: Account.PackTitle
  public var indicators: [Row]
  public var total: Row
}

/// Why three accounts do not tell method and change apart, in the order of the checks.
public enum MethodChangeRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  case otherRegion
  /// The recomputed account is not of the older year.
  case otherYear(Int, wanted: Int)
  /// The recomputed account does not follow the newer norm.
  case otherNorm(String, wanted: String)

  public var description: String {
    switch self {
    case .otherRegion: "三本账不是同一地区 · the three accounts are not of one region [compare.other-region]"
    case .otherYear(let year, let wanted):
      "重算的账是 \(year) 年，须为旧账的 \(wanted) 年 · recomputed must be of \(wanted), not \(year) [compare.other-year]"
    case .otherNorm(let norm, let wanted):
      "重算的账依 \(norm)，须依新账的 \(wanted) · recomputed must follow \(wanted), not \(norm) [compare.other-norm]"
    }
  }
}

extension MethodChange {
  /// - Throws: ``MethodChangeRefusal``.
  public init(_ old: Account, recomputed: Account, _ new: Account) throws(MethodChangeRefusal) {
    guard old.region.id == recomputed.region.id, recomputed.region.id == new.region.id else {
      throw .otherRegion
    }
    guard old.region.year == recomputed.region.year else {
      throw .otherYear(recomputed.region.year, wanted: old.region.year)
    }
    guard recomputed.pack.id == new.pack.id, recomputed.pack.edition == new.pack.edition else {
      throw .otherNorm(recomputed.pack.norm, wanted: new.pack.norm)
    }
    (self.old, self.new, oldPack, newPack) = (old.region, new.region, old.pack, new.pack)
    let accounts = [new, recomputed, old]
    var titles: [(id: String, zh: String, en: String)] = []
    for indicator in accounts.flatMap(\.indicators) where !titles.contains(where: { $0.id == indicator.id }) {
      titles.append((indicator.id, indicator.zh, indicator.en))
    }
    let values = accounts.map { account in
      Dictionary(account.indicators.map { ($0.id, $0.valueTotal) }) { first, _ in first }
    }
    indicators = titles.map { title in
      let figures = values.map { $0[title.id].flatMap { $0.isNaN ? nil : $0 } ?? 0 }
      return Row(zh: title.zh, en: title.en, old: figures[2], recomputed: figures[1], new: figures[0])
    }
    total = Row(
      zh: "合计", en: "Total", old: old.totals.all, recomputed: recomputed.totals.all, new: new.totals.all)
  }

  /// For other programs.
  public func json() -> JSONValue {
    func row(_ row: Row) -> JSONValue {
      .object([
        ("label", jsonLabel(row.zh, row.en)), ("old", .measured(row.old)),
        ("recomputed", .measured(row.recomputed)), ("new", .measured(row.new)),
        ("byMethod", .measured(row.byMethod)), ("inFact", .measured(row.inFact)),
      ])
    }
    return .object([
      ("format", .string("shanshui-method-change/1")), ("old", old.json), ("new", new.json),
      ("oldPack", oldPack.json), ("newPack", newPack.json), ("indicators", jsonList(indicators, row)),
      ("total", row(total)),
    ])
  }
}

extension Account.PackTitle {
  fileprivate var norm: String { "\(id) \(edition)" }
}
