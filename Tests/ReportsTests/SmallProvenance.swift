import Accounts

/// From which the small account comes; the source of each figure says that it is a sample.
func smallProvenance() -> Provenance {
  let source = Provenance.Source(zh: "《样本规范》样字〔2022〕1号 式(3)", en: "Sample norm, eq. 3", standing: "standard")
  return Provenance(
    program: "shanshui 0.1.0", regionFolder: "Samples/sample",
    packFiles: [
      Provenance.PackFile(pack: "cn-2022", name: "water.json5", sha256: String(repeating: "cd", count: 32))
    ],
    formulas: [
      Provenance.FormulaNote(
        name: "waterRetained", zh: "水源涵养量", en: "Water retained",
        text: "waterRetained [m3/(hm2.a)] = rain * (1 - lookup(runoff.coefficient, ecosystem))",
        unit: "m3/(hm2.a)", source: source, indicators: ["water"], empirical: false,
        reads: ["rain", "runoff.coefficient", "ecosystem"], constant: nil),
      Provenance.FormulaNote(
        name: "waterValue", zh: "水源涵养价值", en: "Value of water retained",
        text: "waterValue [元/(hm2.a)] = waterRetained * storagePrice", unit: "元/(hm2.a)", source: source,
        indicators: ["water"], empirical: false, reads: ["waterRetained", "storagePrice"], constant: nil),
    ],
    parameters: [
      Provenance.ParameterNote(
        name: "storagePrice", zh: "单位库容造价", en: "Storage price", value: 5, unit: "元/m3", source: source,
        priceYear: 2020)
    ],
    tables: [
      Provenance.TableNote(
        name: "runoff", zh: "地表径流系数", en: "Runoff", heads: ["生态系统", "系数"],
        rows: [["森林", "0.0267"], ["水体", "0"]], source: source)
    ],
    inputs: [
      Provenance.InputNote(
        name: "rain", zh: "年降水量", en: "Annual rain", unit: "mm/a", binding: "图层第 1 波段", file: "rain.tif",
        sha256: String(repeating: "ef", count: 32), year: 2020, alignment: "双线性重采样 · resampled, bilinear",
        source: source)
    ],
    workings: [Provenance.Working(indicator: "water", physical: "waterRetained", value: "waterValue")])
}
