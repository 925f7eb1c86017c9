import Accounts

/// A county of two towns, small enough to add up by hand:
///
/// Water at 5 元/m3: town A 100 hm2 forest × 1 000 m3 + 20 hm2 water × 2 000 m3 = 140 000 m3, 700 000 元;
/// town B 50 hm2 forest × 1 200 m3 = 60 000 m3, 300 000 元; county 200 000 m3, 1 000 000 元.
/// Grain at 2 000 元/t: A 300 t, B 100 t; county 400 t, 800 000 元. Visitors at 210 元 each, known for the
/// county only: 20 000, 4 200 000 元. Together 6 000 000 元.
func smallAccount(nameOfB: String = "乙镇", forestOfB: Double = 50, waterOfB: Double = 60_000) -> Account {
  Account(
    region: Account.RegionTitle(
      id: "sample", zh: "样县", en: "Sample", year: 2020, priceYear: 2020, demonstration: true),
    pack: Account.PackTitle(
      id: "cn-2022", edition: "2022", zh: "核算规范", en: "Accounting norm", number: "样字〔2022〕1号", basis: "参照",
      digest: String(repeating: "ab", count: 32)),
    rules: Account.Rules(
      zone: "centre", area: "grid", alignment: [Account.Alignment(layer: "rain", rule: "bilinear")]),
    variants: [
      Account.VariantChoice(name: "reservoirPrice", choice: "full", zh: "全额库容造价", en: "Full price")
    ],
    overrides: [Account.Override(name: "bulkDensity", value: 1.17, unit: "t/m3", source: "县土壤志")],
    assumptions: smallAssumptions,
    warnings: [Account.Warning(code: "plausible.mean", zh: "降水均值偏高", en: "Rain is high")],
    ecosystems: [
      Account.EcosystemTitle(id: "forest", zh: "森林", en: "Forest"),
      Account.EcosystemTitle(id: "water", zh: "水体", en: "Water"),
    ],
    zones: [
      Account.Zone(code: "1", name: "样县", level: "county", parent: ""),
      Account.Zone(code: "1A", name: "甲镇", level: "town", parent: "1"),
      Account.Zone(code: "1B", name: nameOfB, level: "town", parent: "1"),
    ],
    indicators: smallIndicators(waterOfB: waterOfB), areas: smallAreas(forestOfB: forestOfB),
    sums: smallSums(waterOfB: waterOfB),
    totals: Account.Totals(
      supply: 800_000, regulating: 700_000 + waterOfB * 5, cultural: 4_200_000,
      all: 5_700_000 + waterOfB * 5),
    notComputed: [
      Account.NotComputed(
        indicator: "noise", zh: "噪声消减", en: "Noise", why: "缺少资料 leafArea", whyEn: "leafArea is missing")
    ],
    reconciliation: [
      Account.ReconciliationLine(
        indicator: "water", zones: 140_000 + waterOfB, outside: 1000, raster: 141_000 + waterOfB)
    ],
    shares: [Account.Share(zone: "1", indicator: "air", key: "capacity", total: 2.5)])
}

private var smallAssumptions: [Account.Assumption] {
  [
    Account.Assumption(
      name: "visitors", zh: "游客人次", en: "Visitors", value: "20000 人次/a", by: "测试", on: "2026-01-02",
      why: "年鉴缺 2020 年", share: 0.7),
    Account.Assumption(
      name: "idle", zh: "不起作用的数", en: "Idle", value: "1", by: "测试", on: "2026-01-02", why: "占位",
      share: 0),
  ]
}

private func smallIndicators(waterOfB: Double) -> [Account.IndicatorTotal] {
  [
    Account.IndicatorTotal(
      id: "grain", group: "crops", kind: "supply", zh: "粮食", en: "Grain", unit: "t/a", physicalTotal: 400,
      valueTotal: 800_000, missingArea: 0, decidedAt: "", seea: "crop provisioning services"),
    Account.IndicatorTotal(
      id: "water", group: "water", kind: "regulating", zh: "水源涵养", en: "Water conservation", unit: "m3/a",
      physicalTotal: 140_000 + waterOfB, valueTotal: 700_000 + waterOfB * 5, missingArea: 3, decidedAt: "",
      seea: "baseline flow maintenance services"),
    Account.IndicatorTotal(
      id: "tourism", group: "culture", kind: "cultural", zh: "旅游康养", en: "Tourism", unit: "人次/a",
      physicalTotal: 20_000, valueTotal: 4_200_000, missingArea: 0, decidedAt: "county", seea: ""),
  ]
}

private func smallAreas(forestOfB: Double) -> [Account.AreaSum] {
  [
    Account.AreaSum(zone: "1", ecosystem: "forest", area: 100 + forestOfB),
    Account.AreaSum(zone: "1", ecosystem: "water", area: 20),
    Account.AreaSum(zone: "1A", ecosystem: "forest", area: 100),
    Account.AreaSum(zone: "1A", ecosystem: "water", area: 20),
    Account.AreaSum(zone: "1B", ecosystem: "forest", area: forestOfB),
  ]
}

private func smallSums(waterOfB: Double) -> [Account.Sum] {
  func sum(_ zone: String, _ ecosystem: String, _ indicator: String, _ physical: Double, _ value: Double)
    -> Account.Sum
  {
    Account.Sum(zone: zone, ecosystem: ecosystem, indicator: indicator, physical: physical, value: value)
  }
  return [
    sum("1", "", "grain", 400, 800_000),
    sum("1A", "", "grain", 300, 600_000),
    sum("1B", "", "grain", 100, 200_000),
    sum("1", "forest", "water", 100_000 + waterOfB, 500_000 + waterOfB * 5),
    sum("1", "water", "water", 40_000, 200_000),
    sum("1A", "forest", "water", 100_000, 500_000),
    sum("1A", "water", "water", 40_000, 200_000),
    sum("1B", "forest", "water", waterOfB, waterOfB * 5),
    sum("1", "", "tourism", 20_000, 4_200_000),
  ]
}
