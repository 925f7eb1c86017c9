import Accounts
import Law
import Reports
import Testing

/// Goal: a change is split so that its parts make it up, and nothing that was done otherwise is passed over.
/// Method: one case by hand, seeded accounts, and accounts that differ in one point each.
@Suite struct ComparisonTests {
  /// Forest of town B from 50 to 60 hm2, from 60 000 to 90 000 m3, so from 1 200 to 1 500 m3/hm2: area effect
  /// 10 × 1 350 = 13 500, quality effect 300 × 55 = 16 500; in yuan five times that.
  @Test func `A change by hand is split by the symmetrical rule`() throws {
    let new = smallAccount(forestOfB: 60, waterOfB: 90_000)
    let comparison = compareAccounts(smallAccount(), new)
    // Ten hectares more are known.
    #expect(comparison.remarks.map(\.code) == ["coverage"])
    let town = try #require(comparison.zones.first { $0.zone.code == "1B" })
    let water = try #require(town.changes.first { $0.indicator == "water" })
    #expect(water.physical?.change == 30_000)
    #expect(water.physical?.area == 13_500)
    #expect(water.physical?.quality == 16_500)
    #expect(water.value?.area == 67_500)
    #expect(water.value?.quality == 82_500)
    #expect(water.value?.unsplit == 0)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `Area, quality, price and the rest make up the change`(seed: UInt64) {
    let old = seededAccount(seed: seed, towns: 6, year: 2019)
    let new = seededAccount(seed: seed + 1000, towns: 7, year: 2020)
    let comparison = compareAccounts(old, new)
    #expect(comparison.newZones.map(\.code) == ["107"])
    for change in comparison.region + comparison.zones.flatMap(\.changes) {
      for effects in [change.value, change.physical].compactMap({ $0 }) {
        let parts = effects.area + effects.quality + effects.price + effects.unsplit
        let size = abs(effects.old) + abs(effects.new) + abs(effects.area)
        #expect(abs(parts - effects.change) <= 1e-12 * size)
      }
    }
    let total = comparison.region.reduce(0) { $0 + ($1.value?.new ?? .nan) }
    #expect(abs(total - new.totals.all) <= 1e-9 * new.totals.all)
  }

  @Test func `An account compared with itself has not changed at all`() {
    let account = seededAccount(seed: 5, towns: 4, year: 2020)
    let comparison = compareAccounts(account, account)
    #expect(comparison.remarks.isEmpty)
    for change in comparison.region + comparison.zones.flatMap(\.changes) {
      #expect(change.value?.change == 0 && change.value?.area == 0 && change.value?.quality == 0)
    }
  }

  @Test func `Figures without an area are not called an effect of area or quality`() throws {
    var new = smallAccount()
    new.sums[new.sums.count - 1].value *= 1.5
    new.sums[new.sums.count - 1].physical *= 1.5
    let tourism = try #require(
      compareAccounts(smallAccount(), new).region.first { $0.indicator == "tourism" })
    #expect(tourism.value?.unsplit == 2_100_000)
    #expect(tourism.value?.area == 0 && tourism.value?.quality == 0)
  }

  /// Water conserved is worth 5 元/m3; at 6 元/m3 the 90 000 m3 of town B are 540 000 元. Reckoned by hand:
  /// price effect (6 − 5) × (60 000 + 90 000) / 2 = 75 000, area effect 13 500 m3 × 5.5 = 74 250, quality
  /// 90 750.
  @Test func `A change of price is told apart from those of area and quality`() throws {
    var new = smallAccount(forestOfB: 60, waterOfB: 90_000)
    for row in new.sums.indices where new.sums[row].indicator == "water" { new.sums[row].value *= 1.2 }
    let town = try #require(compareAccounts(smallAccount(), new).zones.first { $0.zone.code == "1B" })
    let water = try #require(town.changes.first { $0.indicator == "water" }?.value)
    #expect(abs(water.price - 75_000) < 1e-6)
    #expect(abs(water.area - 74_250) < 1e-6)
    #expect(abs(water.quality - 90_750) < 1e-6)
  }

  /// Half of town B is not known any more, the composition of what is known unchanged: all of the area effect
  /// is coverage.
  @Test func `A map that covers less is told apart from land that changed`() throws {
    var new = smallAccount()
    for row in new.areas.indices where new.areas[row].zone == "1B" { new.areas[row].area /= 2 }
    for row in new.sums.indices where new.sums[row].zone == "1B" {
      new.sums[row].physical /= 2
      new.sums[row].value /= 2
    }
    let town = try #require(compareAccounts(smallAccount(), new).zones.first { $0.zone.code == "1B" })
    let value = try #require(town.value)
    #expect(value.area < 0)
    #expect(abs(value.coverage - value.area) <= 1e-9 * abs(value.area))
    #expect(abs(value.quality) <= 1e-9 * abs(value.area))
  }

  @Test(arguments: ["region", "pack", "variant", "rule", "price", "demonstration", "unit"])
  func `What was done otherwise is said first`(code: String) {
    var new = smallAccount()
    switch code {
    case "region": new.region.id = "other"
    case "pack": new.pack.digest = "00"
    case "variant": new.variants[0].choice = "annualised"
    case "rule": new.rules.zone = "area"
    case "price": new.region.priceYear = 2021
    case "demonstration": new.region.demonstration = false
    default: new.indicators[1].unit = "kg/a"
    }
    let comparison = compareAccounts(smallAccount(), new)
    #expect(Set(comparison.remarks.map(\.code)) == [code])
    #expect(comparisonLines(comparison)[1].hasPrefix("注意"))
    if code == "unit" { #expect(comparison.region[1].physical == nil) }
  }

  /// Water of 60 000 m3 more has no price in the newer account: the total of what both value is that of the
  /// other two, 5 000 000 元 in both.
  @Test func `What one account has no value for has not changed, and is no nought`() throws {
    var new = smallAccount(waterOfB: 120_000)
    new.indicators[1].valueTotal = .nan
    for row in new.sums.indices where new.sums[row].indicator == "water" { new.sums[row].value = .nan }
    let comparison = compareAccounts(smallAccount(), new)
    #expect(comparison.remarks.map(\.code) == ["unvalued"])
    #expect(comparison.region[1].value == nil && comparison.region[1].physical?.change == 60_000)
    #expect(comparison.value?.old == 5_000_000 && comparison.value?.change == 0)
    let changes = comparison.zones.flatMap(\.changes)
    #expect(changes.allSatisfy { ($0.value == nil) == ($0.indicator == "water") })
    let lines = comparisonLines(comparison)
    #expect(lines.contains { $0.hasPrefix("水源涵养") && $0.filter { $0 == "—" }.count == 8 })
    let series = try accountSeries([smallAccount(), ofNextYear(new)], baseYear: nil)
    #expect(series.current == [6_000_000, 5_000_000] && series.whole("water") == nil)
    #expect(series.change?.change == 0)
  }

  /// Ratios and prices of a project have quantities alone.
  @Test func `Accounts without any value have no total to compare`() throws {
    func unpriced(_ account: Account) -> Account {
      var account = account
      for row in account.indicators.indices { account.indicators[row].valueTotal = .nan }
      for row in account.sums.indices { account.sums[row].value = .nan }
      return account
    }
    let (old, new) = (unpriced(smallAccount()), unpriced(ofNextYear(smallAccount(waterOfB: 90_000))))
    let comparison = compareAccounts(old, new)
    #expect(comparison.value == nil && comparison.region.allSatisfy { $0.value == nil })
    #expect(comparisonLines(comparison).contains { $0.hasPrefix("合计") && !$0.contains("0") })
    let series = try accountSeries([old, new], baseYear: nil)
    #expect(series.current == [nil, nil] && series.constant == [nil, nil] && series.change == nil)
    #expect(!seriesLines(series).joined().lowercased().contains("nan"))
    #expect(!seriesDrawing(series).lowercased().contains("nan"))
  }

  private func ofNextYear(_ account: Account) -> Account {
    var account = account
    account.region.year += 1
    return account
  }

  @Test func `Zones and indicators that came or went are named`() {
    var new = smallAccount()
    new.zones[2] = Account.Zone(code: "1C", name: "丙镇", level: "town", parent: "1")
    new.indicators[2].id = "leisure"
    let comparison = compareAccounts(smallAccount(), new)
    #expect(comparison.newZones.map(\.code) == ["1C"])
    #expect(comparison.vanishedZones.map(\.code) == ["1B"])
    #expect(comparison.newIndicators.map(\.id) == ["leisure"])
    #expect(comparison.vanishedIndicators.map(\.id) == ["tourism"])
    let text = comparisonLines(comparison).joined(separator: "\n")
    #expect(text.contains("新增分区 1 个：丙镇") && text.contains("消失分区 1 个：乙镇"))
  }

  @Test func `The lines give changes that add up as they are printed`() {
    let lines = comparisonLines(
      compareAccounts(smallAccount(), smallAccount(forestOfB: 60, waterOfB: 90_000)))
    let golden = """
      价值（万元），两年共有的指标
      指标          旧      新   变化  变化率  面积效应  单产效应  价格效应  未分解
      ─────────────────────────────────────────────────────────────────────────────
      粮食       80.00   80.00   0.00    0.0%      0.00      0.00      0.00    0.00
      水源涵养  100.00  115.00  15.00   15.0%      5.64      9.36      0.00    0.00
      旅游康养  420.00  420.00   0.00    0.0%      0.00      0.00      0.00    0.00
      ─────────────────────────────────────────────────────────────────────────────
      合计      600.00  615.00  15.00    2.5%      5.64      9.36      0.00    0.00
      """
    // County forest from 150 to 160 hm2 and from 800 000 to 950 000 元: 10 × (5 333.33 + 5 937.5) / 2 = 56
    // 354.17.
    #expect(lines.joined(separator: "\n").contains(golden), "\(lines.joined(separator: "\n"))")
  }

  @Test func `The JSON has the parts of every change`() {
    let json = compareAccounts(smallAccount(), smallAccount(forestOfB: 60, waterOfB: 90_000)).json()
    guard case .array(let rows)? = json["region"] else {
      Issue.record("no region")
      return
    }
    #expect(rows.count == 3)
    #expect(rows[1]["value"]?["change"] == .number(150_000))
  }
}

/// Goal: what a new norm did and what happened are told apart and add up.
/// Method: three accounts whose differences are known: 100 m3 more water at 5 元 by the norm, 200 m3 by the
/// year.
@Suite struct MethodChangeTests {
  private func account(year: Int, pack: String, water: Double) -> Account {
    var account = smallAccount(waterOfB: water)
    account.region.year = year
    account.pack.id = pack
    return account
  }

  @Test func `Norm and fact add up to the change`() throws {
    let change = try MethodChange(
      account(year: 2020, pack: "old", water: 60_000),
      recomputed: account(year: 2020, pack: "new", water: 60_100),
      account(year: 2021, pack: "new", water: 60_300))
    let water = try #require(change.indicators.first { $0.en == "Water conservation" })
    #expect(water.byMethod == 500 && water.inFact == 1000)
    #expect(change.total.byMethod == 500 && change.total.inFact == 1000)
    #expect(change.total.new - change.total.old == 1500)
    #expect(methodChangeLines(change).joined().contains("规范所致"))
  }

  @Test func `Accounts that do not fit are refused`() {
    let old = account(year: 2020, pack: "old", water: 1)
    let new = account(year: 2021, pack: "new", water: 1)
    #expect(throws: MethodChangeRefusal.otherYear(2021, wanted: 2020)) {
      try MethodChange(old, recomputed: new, new)
    }
    #expect(throws: MethodChangeRefusal.self) { try MethodChange(old, recomputed: old, new) }
  }
}
