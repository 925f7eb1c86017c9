/// Makes the balance sheet of two accounts of one place.
///
/// - Parameters:
///   - digests: SHA-256 of each `account.json`.
///   - flows: By leaf of the closing account's zones, or for the region as a whole (zone nil);
///     empty for none.
///   - source: Where the flows are from.
/// - Throws: ``BalanceError``.
public func balanceSheet(
  opening: Account, closing: Account, digests: (opening: String, closing: String), flows: [LandFlow] = [],
  source: String = ""
) throws(BalanceError) -> BalanceSheet {
  guard opening.region.year < closing.region.year else {
    throw .order(opening: opening.region.year, closing: closing.region.year)
  }
  let maker = BalanceMaker(opening, closing, flows: rolledUp(flows, closing))
  let obstacles = maker.obstacles
  var lines: [BalanceSheet.Line] = []
  for zone in maker.zones {
    for ecosystem in maker.ecosystems { if let line = try maker.line(zone, ecosystem) { lines.append(line) } }
  }
  return BalanceSheet(
    opening: opening.region, closing: closing.region, openingDigest: digests.opening,
    closingDigest: digests.closing, classes: maker.classes, zones: closing.zones, lines: lines,
    flows: maker.allFlows, flowSource: flows.isEmpty ? "" : source,
    tests: maker.zones.map { zone in
      maker.test(zone, lines.filter { $0.zone == zone }, isFit: obstacles.isEmpty)
    }, obstacles: obstacles, remarks: remarks(opening, closing, AccountPair(opening, closing)))
}

/// Adds the flows of leaves up to their parents and the whole region.
private func rolledUp(_ flows: [LandFlow], _ account: Account) -> [String?: [LandFlow]] {
  let parents = Dictionary(account.zones.map { ($0.code, $0.parent) }) { first, _ in first }
  var sums: [String?: [[String]: Double]] = [:]
  for flow in flows {
    var zone = flow.zone
    while let code = zone, !code.isEmpty {
      sums[code, default: [:]][[flow.from, flow.to], default: 0] += flow.area
      zone = parents[code]
    }
    sums[nil, default: [:]][[flow.from, flow.to], default: 0] += flow.area
  }
  return sums.reduce(into: [:]) { result, entry in
    result[entry.key] = entry.value.map { LandFlow(zone: entry.key, from: $0[0], to: $0[1], area: $1) }
  }
}

/// Makes lines and tests out of two accounts and the flows between them.
private struct BalanceMaker {
  let opening: Account
  let closing: Account
  let pair: AccountPair
  let flows: [String?: [LandFlow]]

  init(_ opening: Account, _ closing: Account, flows: [String?: [LandFlow]]) {
    (self.opening, self.closing, self.flows) = (opening, closing, flows)
    pair = AccountPair(opening, closing)
  }

  /// The whole region, then the zones of both accounts.
  var zones: [String?] { [nil] + pair.zones.map { $0.code } }

  var ecosystems: [String] { pair.ecosystems }

  var classes: [Account.EcosystemTitle] {
    ecosystems.compactMap { id in
      (closing.ecosystems + opening.ecosystems).first { $0.id == id }
    }
  }

  /// In the order of zones and classes.
  var allFlows: [LandFlow] {
    let place = Dictionary(uniqueKeysWithValues: ecosystems.enumerated().map { ($1, $0) })
    return zones.flatMap { zone in
      (flows[zone] ?? []).sorted {
        (place[$0.from] ?? 0, place[$0.to] ?? 0) < (place[$1.from] ?? 0, place[$1.to] ?? 0)
      }
    }
  }

  /// - Returns: nil where neither account has land or figures of the class.
  func line(_ zone: String?, _ ecosystem: String) throws(BalanceError) -> BalanceSheet.Line? {
    let sides = pair.indicators.map { (indicator: $0, sides: pair.sides(zone, ecosystem, $0.id)) }
    let areas = pair.areas(zone, ecosystem)
    let isThere =
      areas != (0, 0) || sides.contains { $0.sides.before.value != 0 || $0.sides.after.value != 0 }
    guard isThere else { return nil }
    let land = try land(zone, ecosystem, areas)
    let worth = worth(zone, ecosystem, sides, land)
    return BalanceSheet.Line(zone: zone, ecosystem: ecosystem, land: land, worth: worth)
  }

  private func land(
    _ zone: String?, _ ecosystem: String, _ areas: (before: Double, after: Double)
  ) throws(BalanceError) -> BalanceSheet.LandStock {
    let change = areas.after - areas.before
    guard let flows = flows[zone] else {
      return BalanceSheet.LandStock(
        opening: areas.before, additions: max(0, change), reductions: max(0, -change), closing: areas.after,
        isGross: false)
    }
    func sum(_ isMeant: (LandFlow) -> Bool) -> Double {
      flows.reduce(0) { $0 + ($1.from != $1.to && isMeant($1) ? $1.area : 0) }
    }
    let (came, went) = (sum { $0.to == ecosystem }, sum { $0.from == ecosystem })
    // Tables are rounded, often to a whole hectare.
    let rounding = max(0.5, 1e-6 * max(areas.before, areas.after))
    guard abs(came - went - change) <= rounding else {
      throw .flows(zone: zone, ecosystem: ecosystem, areas: change, flows: came - went)
    }
    guard went <= areas.before + rounding else {
      throw .overdrawn(zone: zone, ecosystem: ecosystem, opening: areas.before, reductions: went)
    }
    return BalanceSheet.LandStock(
      opening: areas.before, additions: came, reductions: went, closing: areas.after, isGross: true,
      fromUnknown: sum { $0.to == ecosystem && $0.from == "unknown" },
      toUnknown: sum { $0.from == ecosystem && $0.to == "unknown" })
  }

  private func worth(
    _ zone: String?, _ ecosystem: String,
    _ sides: [(indicator: Account.IndicatorTotal, sides: (before: Side, after: Side))],
    _ land: BalanceSheet.LandStock
  ) -> BalanceSheet.Worth {
    let covered = pair.coveredLand(zone)
    var (value, hectare) = (Effects.zero, 0.0)
    for (indicator, sides) in sides {
      let part = worth(indicator, sides, covered)
      value = value.adding(part.change)
      hectare += part.hectare
    }
    // A table rounds: what came less what went is what the areas say.
    let rest = value.area - (land.additions - land.reductions) * hectare
    return BalanceSheet.Worth(
      opening: value.old, additions: land.additions * hectare + max(0, rest),
      reductions: land.reductions * hectare + max(0, -rest), quality: value.quality, price: value.price,
      unsplit: value.unsplit, closing: value.new,
      coverage: ecosystem == "unknown"
        ? value.area
        : land.isGross ? ((land.fromUnknown ?? 0) - (land.toUnknown ?? 0)) * hectare : value.coverage)
  }

  /// The change of one indicator's value on a class, and what a hectare of it is worth at the mean of both
  /// years.
  private func worth(
    _ indicator: Account.IndicatorTotal, _ sides: (before: Side, after: Side), _ covered: CoveredLand
  ) -> (change: Effects, hectare: Double) {
    let quantity = covered.split(sides.before, sides.after, \.physical)
    guard pair.hasSameUnit(indicator), let priced = priced(quantity, sides.before.value, sides.after.value)
    else {
      return (
        covered.split(sides.before, sides.after, \.value), meanYield(sides.before, sides.after, \.value) ?? 0
      )
    }
    let price = meanPrice(quantity, sides.before.value, sides.after.value) ?? 0
    return (priced, (meanYield(sides.before, sides.after, \.physical) ?? 0) * price)
  }

  func test(_ zone: String?, _ lines: [BalanceSheet.Line], isFit: Bool) -> AssetTest {
    func sum(_ part: (BalanceSheet.Worth) -> Double) -> Double { lines.reduce(0) { $0 + part($1.worth) } }
    var test = AssetTest(
      zone: zone, opening: sum(\.opening), closing: sum(\.closing), price: sum(\.price),
      coverage: sum(\.coverage), verdict: .undecided)
    guard isFit else { return test }
    test.verdict =
      test.change < -AssetTest.rounding * max(abs(test.opening), abs(test.closing)) ? .fallen : .kept
    return test
  }
}

// MARK: - Whether the accounts can be held against each other

extension BalanceMaker {
  /// Anything that would make a change out of another way of reckoning.
  var obstacles: [AccountComparison.Remark] {
    let grave = Set(["region", "pack", "variant", "unit", "unvalued"])
    var list = remarks(opening, closing, pair).filter { grave.contains($0.code) }
    let rules = (opening.rules, closing.rules)
    if (rules.0.zone, rules.0.area) != (rules.1.zone, rules.1.area) {
      list.append(.init(code: "rule", zh: "土地归入分区或面积量算的规则不同", en: "The rules of land or areas differ"))
    }
    let names = (Set(opening.indicators.map(\.id)), Set(closing.indicators.map(\.id)))
    let odd = names.0.symmetricDifference(names.1).sorted()
    if !odd.isEmpty {
      list.append(
        .init(
          code: "indicator", zh: "只有一本账算了：\(odd.joined(separator: "、"))",
          en: "Only one account has: \(odd.joined(separator: ", "))"))
    }
    return list
  }
}
