/// Compares two accounts, figure by figure.
///
/// The change of an indicator in a zone is split over the ecosystems by Marshall and Edgeworth's symmetrical
/// rule, twice. With area A and yield i = quantity / A, the area effect on the quantity is
/// Σ (A₁ − A₀)·(i₀ + i₁)/2 and the quality effect Σ (i₁ − i₀)·(A₀ + A₁)/2. With price p = value / quantity,
/// both are worth (p₀ + p₁)/2 a unit, and the price effect is Σ (p₁ − p₀)·(Q₀ + Q₁)/2. An ecosystem that is
/// new or gone has one yield and one price only, so all of it is area effect. With known land C = Σ A and
/// shares s = A / C, the part of the area effect that coverage makes is Σ (C₁ − C₀)·(s₀ + s₁)/2 · yield ·
/// price. A parent is split by its own areas; its effects are not the sums of its children's.
/// A figure that one account does not know has no change.
public func compareAccounts(_ old: Account, _ new: Account) -> AccountComparison {
  let pair = AccountPair(old, new)
  return AccountComparison(
    old: old.region, new: new.region, remarks: remarks(old, new, pair),
    region: pair.indicators.map { pair.regionChange($0) },
    zones: pair.zones.map { zone in
      AccountComparison.ZoneChange(
        zone: zone, changes: pair.indicators.compactMap { pair.change(zone.code, $0) })
    },
    newZones: missing(new.zones, from: old.zones, \.code),
    vanishedZones: missing(old.zones, from: new.zones, \.code),
    newIndicators: missing(new.indicators, from: old.indicators, \.id),
    vanishedIndicators: missing(old.indicators, from: new.indicators, \.id))
}

/// The elements of a list whose keys the other list does not have.
private func missing<Element>(
  _ list: [Element], from other: [Element], _ key: (Element) -> String
) -> [Element] {
  let known = Set(other.map(key))
  return list.filter { !known.contains(key($0)) }
}

/// Two accounts with look-ups, and what both have.
struct AccountPair {
  let indicators: [Account.IndicatorTotal]
  let zones: [Account.Zone]
  private let old: AccountFigures
  private let new: AccountFigures
  private let oldTotals: [String: Account.IndicatorTotal]
  /// Of both accounts, each once, and last `""`.
  let ecosystems: [String]

  init(_ old: Account, _ new: Account) {
    self.old = AccountFigures(old)
    self.new = AccountFigures(new)
    let zoneCodes = Set(old.zones.map(\.code))
    zones = new.zones.filter { zoneCodes.contains($0.code) }
    oldTotals = Dictionary(old.indicators.map { ($0.id, $0) }) { first, _ in first }
    let known = oldTotals
    indicators = new.indicators.filter { known[$0.id] != nil }
    let titles = new.ecosystems.map(\.id)
    ecosystems = titles + old.ecosystems.map(\.id).filter { !titles.contains($0) } + [""]
  }

  func hasSameUnit(_ indicator: Account.IndicatorTotal) -> Bool {
    oldTotals[indicator.id]?.unit == indicator.unit
  }

  /// Hectares of known land in the whole region, before and after.
  var covered: (old: Double, new: Double) {
    let known = ecosystems.filter(isKnown)
    return (
      known.reduce(0) { $0 + (old.area(ecosystem: $1) ?? 0) },
      known.reduce(0) { $0 + (new.area(ecosystem: $1) ?? 0) }
    )
  }

  private func isKnown(_ ecosystem: String) -> Bool { !["", "unknown"].contains(ecosystem) }

  /// Hectares of a class in a zone, or in the whole region.
  func areas(_ zone: String?, _ ecosystem: String) -> (before: Double, after: Double) {
    guard let zone else {
      return (old.area(ecosystem: ecosystem) ?? 0, new.area(ecosystem: ecosystem) ?? 0)
    }
    return (
      old.area(zone: zone, ecosystem: ecosystem) ?? 0, new.area(zone: zone, ecosystem: ecosystem) ?? 0
    )
  }

  /// A figure of a class in a zone, or in the whole region, before and after.
  func sides(_ zone: String?, _ ecosystem: String, _ indicator: String) -> (before: Side, after: Side) {
    if let zone { return (old.side(zone, ecosystem, indicator), new.side(zone, ecosystem, indicator)) }
    let areas = areas(nil, ecosystem)
    return (
      Side(area: areas.before, figure: old.figure(ecosystem: ecosystem, indicator: indicator)),
      Side(area: areas.after, figure: new.figure(ecosystem: ecosystem, indicator: indicator))
    )
  }

  /// The known land of a zone, or of the whole region.
  func coveredLand(_ zone: String?) -> CoveredLand {
    let known = ecosystems.filter(isKnown).map { areas(zone, $0) }
    return CoveredLand(old: known.reduce(0) { $0 + $1.before }, new: known.reduce(0) { $0 + $1.after })
  }

  /// - Returns: nil when neither account has the figure.
  func change(_ zone: String, _ indicator: Account.IndicatorTotal) -> AccountComparison.Change? {
    guard
      old.figure(zone: zone, indicator: indicator.id) != nil
        || new.figure(zone: zone, indicator: indicator.id) != nil
    else { return nil }
    return effects(indicator, zone, totals(zone, indicator.id))
  }

  func regionChange(_ indicator: Account.IndicatorTotal) -> AccountComparison.Change {
    effects(indicator, nil, totals(indicator))
  }

  /// What both accounts say of an indicator as a whole.
  func totals(_ indicator: Account.IndicatorTotal) -> [AccountFigure] {
    [oldTotals[indicator.id], indicator].compactMap { total in
      total.map { AccountFigure(physical: $0.physicalTotal, value: $0.valueTotal) }
    }
  }

  /// A zone without a figure in one account has none of it there, as before it was built; one whose figure is
  /// not known is another thing.
  private func totals(_ zone: String, _ indicator: String) -> [AccountFigure] {
    [old, new].compactMap { $0.figure(zone: zone, indicator: indicator) }
  }

  private func effects(
    _ indicator: Account.IndicatorTotal, _ zone: String?, _ totals: [AccountFigure]
  ) -> AccountComparison.Change {
    let sides = ecosystems.map { self.sides(zone, $0, indicator.id) }
    let covered = coveredLand(zone)
    let hasSameUnit = hasSameUnit(indicator)
    var (physical, value) = (Effects.zero, Effects.zero)
    for side in sides {
      let quantity = covered.split(side.before, side.after, \.physical)
      physical = physical.adding(quantity)
      value = value.adding(
        (hasSameUnit ? priced(quantity, side.before.value, side.after.value) : nil)
          ?? covered.split(side.before, side.after, \.value))
    }
    return AccountComparison.Change(
      indicator: indicator.id, zh: indicator.zh, en: indicator.en, unit: indicator.unit,
      physical: hasSameUnit && !totals.contains { $0.physical.isNaN } ? physical : nil,
      value: totals.contains { $0.value.isNaN } ? nil : value)
  }
}

/// One ecosystem in one account: hectares, quantity and yuan.
struct Side {
  let area: Double
  let physical: Double
  let value: Double

  init(area: Double?, figure: AccountFigure?) {
    self.area = area ?? 0
    physical = sumOfKnown([0, figure?.physical ?? 0])
    value = sumOfKnown([0, figure?.value ?? 0])
  }
}

extension AccountFigures {
  fileprivate func side(_ zone: String, _ ecosystem: String, _ indicator: String) -> Side {
    Side(
      area: area(zone: zone, ecosystem: ecosystem),
      figure: figure(zone: zone, ecosystem: ecosystem, indicator: indicator))
  }
}
