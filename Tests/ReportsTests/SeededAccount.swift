import Accounts
import Quantities

/// A generator of numbers that gives the same ones for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// An account of a county with towns of random areas and figures, whose county figures are the sums of its
/// towns'. Some ecosystems are absent from some towns, and some figures belong to no ecosystem.
func seededAccount(seed: UInt64, towns: Int, year: Int) -> Account {
  var chance = SeededGenerator(seed: seed)
  var account = smallAccount()
  account.region.year = year
  account.region.priceYear = year
  account.ecosystems = seededEcosystems
  account.zones = [Account.Zone(code: "1", name: "青溪县", level: "county", parent: "")]
  account.areas = []
  account.sums = []
  for town in 1...towns {
    let code = "1" + (town < 10 ? "0" : "") + "\(town)"
    account.zones.append(
      Account.Zone(code: code, name: townNames[town % townNames.count], level: "town", parent: "1"))
    addTown(code, to: &account, &chance)
  }
  addCounty(to: &account)
  addTotals(to: &account)
  return account
}

private let townNames = ["青山镇", "白水镇", "柳林乡", "石桥镇", "高坪乡", "大湾街道办事处", "龙潭镇", "双河乡"]

private let seededEcosystems = [
  ("forest", "森林"), ("shrub", "灌丛"), ("grass", "草地"), ("wetland", "湿地"), ("cropland", "农田"),
  ("urban", "城镇"), ("bare", "裸地"),
].map { Account.EcosystemTitle(id: $0.0, zh: $0.1, en: $0.0) }

private let seededIndicators: [(id: String, zh: String, kind: String, unit: String, price: Double)] = [
  ("grain", "农业产品", "supply", "t/a", 2600), ("water", "水源涵养", "regulating", "m3/a", 7.2),
  ("soil", "土壤保持（减淤）", "regulating", "t/a", 14), ("nitrogen", "减少面源污染（氮）", "regulating", "t/a", 1750),
  ("flood", "洪水调蓄", "regulating", "m3/a", 7.2), ("so2", "净化二氧化硫", "regulating", "t/a", 1200),
  ("carbon", "固碳", "regulating", "t/a", 50), ("climate", "局部气候调节", "regulating", "kW.h/a", 0.53),
  ("tourism", "旅游康养", "cultural", "人次/a", 210),
]

private func addTown(_ code: String, to account: inout Account, _ chance: inout SeededGenerator) {
  for ecosystem in account.ecosystems where Double.random(in: 0...1, using: &chance) < 0.85 {
    let area = Double.random(in: 5...2500, using: &chance)
    account.areas.append(Account.AreaSum(zone: code, ecosystem: ecosystem.id, area: area))
    for indicator in seededIndicators.dropLast() {
      let physical = area * Double.random(in: 0.1...90, using: &chance) / indicator.price.squareRoot()
      account.sums.append(
        Account.Sum(
          zone: code, ecosystem: ecosystem.id, indicator: indicator.id, physical: physical,
          value: physical * indicator.price * 12))
    }
  }
  let visitors = Double.random(in: 1000...90_000, using: &chance)
  account.sums.append(
    Account.Sum(
      zone: code, ecosystem: "", indicator: "tourism", physical: visitors, value: visitors * 210))
}

private func addCounty(to account: inout Account) {
  let (areas, sums) = (account.areas, account.sums)
  for ecosystem in account.ecosystems.map(\.id) + [""] {
    let area = areas.filter { $0.ecosystem == ecosystem }.reduce(0) { $0 + $1.area }
    if area > 0 { account.areas.append(Account.AreaSum(zone: "1", ecosystem: ecosystem, area: area)) }
    for indicator in seededIndicators {
      let rows = sums.filter { $0.ecosystem == ecosystem && $0.indicator == indicator.id }
      guard !rows.isEmpty else { continue }
      account.sums.append(
        Account.Sum(
          zone: "1", ecosystem: ecosystem, indicator: indicator.id,
          physical: rows.reduce(0) { $0 + $1.physical }, value: rows.reduce(0) { $0 + $1.value }))
    }
  }
}

private func addTotals(to account: inout Account) {
  let county = account.sums.filter { $0.zone == "1" }
  account.indicators = seededIndicators.map { indicator in
    let rows = county.filter { $0.indicator == indicator.id }
    return Account.IndicatorTotal(
      id: indicator.id, group: indicator.id, kind: indicator.kind, zh: indicator.zh, en: indicator.id,
      unit: indicator.unit, physicalTotal: rows.reduce(0) { $0 + $1.physical },
      valueTotal: rows.reduce(0) { $0 + $1.value }, missingArea: 0, decidedAt: "", seea: "")
  }
  func total(_ kind: String) -> Double {
    account.indicators.filter { $0.kind == kind }.reduce(0) { $0 + $1.valueTotal }
  }
  account.totals = Account.Totals(
    supply: total("supply"), regulating: total("regulating"), cultural: total("cultural"),
    all: total("supply") + total("regulating") + total("cultural"))
  account.reconciliation = account.indicators.map {
    Account.ReconciliationLine(
      indicator: $0.id, zones: $0.physicalTotal, outside: 0, raster: $0.physicalTotal)
  }
}
