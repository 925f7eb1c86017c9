import Formula
import Law

/// A small pack in which everything of the format stands once, and is right.
enum SamplePack {
  static let head = """
    // A sample.
    {
      pack: "sample", kind: "method", edition: "2022",
      title: { zh: "样例", en: "Sample" },
      document: { title: "样例规范", number: "样〔2022〕1号", standing: "standard" },
      clausesRead: false,
      uses: ["index"],
      priceIndex: "cpi.index",
      sources: { S: { title: "样例规范", number: "样〔2022〕1号", standing: "standard" } },
    }
    """

  static let figures = """
    {
      codes: [ { name: "ecosystem", label: { zh: "生态系统", en: "Ecosystem" },
        values: [ { id: "forest", zh: "森林", en: "Forest" }, { id: "marsh", zh: "沼泽", en: "Marsh" } ],
        source: { ref: "S", clause: "表1" } } ],
      parameters: [
        { name: "bulkDensity", label: { zh: "土壤容重", en: "Bulk density" }, unit: "t/m3",
          values: [ { from: "always", value: 1.35, range: [1.25, 1.35],
            source: { ref: "S", clause: "式(1)" } },
                    { from: "2022-01-01", value: 1.3, source: { ref: "S", clause: "式(2)" } } ] },
        { name: "storageCost", label: { zh: "库容造价", en: "Storage cost" }, unit: "元/m3", priceYear: 2010,
          values: [ { from: "always", value: 6.1107, source: { ref: "S", clause: "表2" } } ] },
        { name: "exchangeTimes", label: { zh: "换水次数", en: "Exchanges" }, unit: "1/a",
          values: [ { from: "2020-01-01", open: "each lake has its own",
            source: { ref: "S", clause: "表3" } } ] },
        { name: "deposited", label: { zh: "淤积比例", en: "Share deposited" }, unit: "1",
          values: [ { from: "always", value: 0.24,
            source: { standing: "assumption", by: "a tester", on: "2024-05-06",
            why: "to have one" } } ] },
      ],
      tables: [
        { name: "runoff", label: { zh: "径流系数", en: "Runoff" },
          keys: [ { name: "ecosystem", code: "ecosystem" } ],
          columns: [ { name: "coefficient", unit: "1" } ], source: { ref: "S", clause: "表4" },
          rows: [ ["forest", 0.0267], ["marsh", { open: "not in the norm" }] ] },
        { name: "cover", label: { zh: "覆盖", en: "Cover" }, interval: { name: "share", unit: "%" },
          keys: [ { name: "ecosystem", code: "ecosystem" } ], columns: [ { name: "factor", unit: "1" } ],
          rows: [ [{ from: 0, to: 20 }, "forest", 0.1, { ref: "S", clause: "表5" }],
                  [{ from: 20 }, "forest", 0.01, { ref: "S", clause: "表5" }] ] },
        { name: "rainYears", label: { zh: "各年雨量", en: "Rain by year" },
          by: { table: "rain", keys: ["year"], where: "rain.depth > 0 * rain.depth" },
          columns: [ { name: "depth", formula: "depth [mm] = sum(rain.depth for d in rain)" } ],
          source: { ref: "S", clause: "式(3)" } },
      ],
    }
    """

  static let rules = """
    {
      inputs: [
        { name: "precipitation", label: { zh: "降水", en: "Precipitation" }, unit: "mm/a", context: "cell",
          plausible: { min: 0, max: 8000, mean: [200, 3000] }, resample: "bilinear",
          department: { zh: "气象局", en: "Meteorology" }, derivations: ["precipitationFromDaily"] },
        { name: "ecosystem", label: { zh: "生态系统", en: "Ecosystem" }, code: "ecosystem", context: "cell",
          resample: "nearest" },
        { name: "tide", label: { zh: "潮", en: "Tide" }, unit: "m3/a", context: "zone", default: 1,
          source: { ref: "S", clause: "注" } },
        { name: "rain", label: { zh: "雨", en: "Rain" },
          table: { keys: [{ name: "day" }], columns: [{ name: "depth", unit: "mm" }] } },
      ],
      checks: [ { name: "rainIsPlausible", rule: "waterRetained <= precipitation", atLeast: 0.95,
        says: { zh: "雨少", en: "Little rain" } } ],
      formulas: [
        { text: "precipitationFromDaily [mm/a] = mean(rainYears.depth for y in rainYears) / oneYear",
          source: { ref: "S", clause: "式(4)" } },
        { text: "waterRetained [m3/(hm2.a)] = precipitation * (1 - lookup(runoff.coefficient, ecosystem))",
          label: { zh: "持水", en: "Water retained" }, source: { ref: "S", clause: "式(5)" } },
        { text: 'storagePriceFull [元/m3] = reprice(storageCost)', source: { ref: "S", clause: "式(6)" } },
        { text: "storagePriceHalf [元/m3] = storagePriceFull / 2", source: { ref: "S", clause: "式(7)" } },
        { text: "waterRetainedValue [元/(hm2.a)] = waterRetained * storagePrice",
          source: { ref: "S", clause: "式(8)" } },
        { text: "siltVolume [m3] = siltMass / bulkDensity", source: { ref: "S", clause: "式(9)" } },
        { text: "siltMass [t] = oneTonne * deposited", source: { ref: "S", clause: "式(10)" } },
        { text: "magnus [hPa] = 6.112 * exp(17.62 / 243.12)", empirical: true,
          source: { ref: "S", clause: "式(11)" } },
        { text: "tideValue [元/a] = tide * storagePrice", source: { ref: "S", clause: "式(12)" } },
      ],
      variants: [ { name: "storage", label: { zh: "造价", en: "Price" }, defines: "storagePrice",
        required: true,
        choices: [ { id: "full", formula: "storagePriceFull", label: { zh: "全价", en: "Full" } },
                   { id: "half", formula: "storagePriceHalf", label: { zh: "半价", en: "Half" } } ],
        source: { ref: "S", clause: "附录" } } ],
      indicators: [
        { id: "water", group: "water", class: "regulating", label: { zh: "水源涵养", en: "Water" },
          physical: "waterRetained", value: "waterRetainedValue", per: "area", unit: "m3/a",
          seea: "water flow regulation", source: { ref: "S", clause: "7.1" } },
        { id: "tide", group: "water", class: "regulating", label: { zh: "潮", en: "Tide" },
          physical: "tide", value: "tideValue", per: "zone", unit: "m3/a", level: "county",
            share: "precipitation",
          source: { ref: "S", clause: "7.2" } },
      ],
      cases: [
        { name: "silt of three tonnes", formula: "siltVolume",
          given: { siltMass: "3 t", bulkDensity: "1.35 t/m3" }, expect: "2.2222 m3",
          tolerance: { absolute: "0.0001 m3", why: "a cut digit" }, verdict: "recomputed",
          source: { ref: "S", clause: "例1" } },
        { name: "rain of two days", formula: "precipitationFromDaily", given: { oneYear: "1 a" },
          tables: { rain: [ ["2020-06-01", 20], ["2020-06-02", 30] ] },
          expect: "50 mm/a", tolerance: { printed: ["rain.depth"] }, verdict: "recomputed",
            source: { ref: "S", clause: "例2" } },
        { name: "half the price", formula: "tideValue", choose: { storage: "half" }, priceYear: 2020,
          year: 2020,
          given: { tide: "10 m3/a", storageCost: "8 元/m3" },
          expect: "48 元/a", tolerance: "printed", verdict: "recomputed",
            source: { ref: "S", clause: "例3" } },
        { name: "a printed total", given: { precipitation: "1200 mm/a" }, expect: "5 亿元/a",
          verdict: "recorded",
          source: { ref: "S", clause: "例4" } },
      ],
    }
    """

  static let index = """
    {
      pack: "index", kind: "method", edition: "1", title: { zh: "指数", en: "Index" },
      document: { title: "指数", standing: "report" }, clausesRead: true,
      tables: [ { name: "cpi", label: { zh: "指数", en: "Index" }, keys: [ { name: "year", number: true } ],
        columns: [ { name: "index", unit: "1" } ], source: { title: "指数", clause: "全", standing: "report" },
        rows: [ [2010, 100], [2020, 120] ] } ],
      parameters: [
        { name: "oneYear", label: { zh: "一年", en: "One year" }, unit: "a",
          values: [ { from: "always", value: 1,
            source: { title: "定义", clause: "全", standing: "report" } } ] },
        { name: "oneTonne", label: { zh: "一吨", en: "One tonne" }, unit: "t",
          values: [ { from: "always", value: 1,
            source: { title: "定义", clause: "全", standing: "report" } } ] },
      ],
    }
    """

  /// The files of the sample.
  static let files = [("pack.json5", head), ("figures.json5", figures), ("rules.json5", rules)]
  /// The files of the pack that it uses.
  static let usedFiles = [("index/pack.json5", index)]
}

/// What came of reading and joining the sample.
struct Loaded {
  var method: MethodPack?
  var problems: [Problem]

  var errors: [Problem] { problems.filter { $0.severity == .error } }
}

/// Reads and joins the files of a sample with the pack that it uses.
func load(_ files: [(String, String)], units: UnitSystem) -> Loaded {
  let read = PackReader.read(files: files.map { (name: $0.0, text: $0.1) }, units: units)
  let used = PackReader.read(files: SamplePack.usedFiles.map { (name: $0.0, text: $0.1) }, units: units)
  guard let pack = read.pack, let index = used.pack else {
    return Loaded(method: nil, problems: read.problems + used.problems)
  }
  let joined = MethodPack.join([pack, index], root: pack.id, units: units)
  return Loaded(method: joined.pack, problems: read.problems + joined.problems)
}

/// The units of the project, found from this file.
func projectUnits(_ file: String = #filePath) throws -> UnitSystem {
  let root = file.split(separator: "/").dropLast(3).joined(separator: "/")
  return try UnitSystem(definitions: "/" + root + "/Packs/units.xml")
}
