/// The region file of a made region.
extension MadeRegion {
  mutating func addHead() {
    head = [
      "region": "\"made\"", "name": "{ zh: \"试验县\", en: \"Made county\" }", "year": "2021",
      "priceYear": "2021",
      "demonstration": "true", "pack": "\"cn-2022\"",
      "sources":
        "{ ours: { title: \"made data\", standing: \"assumption\", by: \"tests\", on: \"2026-11-21\", why: "
        + "\"invented\" } }",
      "grid": "{ crs: \"\(Self.crs)\", like: \"landuse.tif\" }",
      "zones": """
      { file: "zones.gpkg", code: "code", name: "name", level: "village", rule: "centre", parents: [
          { level: "town", code: "town", name: "town" }, { level: "county", code: "999901", name: "试验县", \
          one: true } ] }
      """,
    ]
    variants = [
      "reservoirPrice": "full", "carbonMethod": "nep", "carbonPricing": "replacement", "oxygen": "left-out",
      "evaporationEfficiency": "divided", "floodVegetation": "counted", "agricultureBy": "residual",
      "forestryBy": "residual", "livestockBy": "residual", "fisheryBy": "residual",
      "tourismBy": "travel-cost", "soilNitrogenBy": "left-out", "soilPhosphorusBy": "left-out",
    ]
  }

  mutating func addInputs() {
    inputs["ecosystem"] = """
      { layer: "landuse.tif", year: 2021, \(Self.ours), classes: { "1": "evergreenBroadleaf", "2": "shrub",
        "3": "grassland", "4": "dryland", "5": "paddy", "6": "water", "7": "urban", "8": "wetland" } }
      """
    addMaps()
    for (name, column) in [
      ("emissionSO2", "so2"), ("emissionNOx", "nox"), ("emissionDust", "dust"), ("emissionCOD", "cod"),
      ("emissionNH3N", "nh3n"), ("emissionTP", "tp"),
    ] { inputs[name] = Self.county(column, "t/a") }
    inputs["visitors"] = Self.county("visitors", "人次/a")
    inputs["travelExpense"] = Self.county("expense", "元/人次")
    inputs["travelTime"] = Self.county("hours", "h/人次")
    inputs["wage"] = Self.county("wage", "元/h")
    inputs["consumerSurplus"] = Self.county("surplus", "元/人次")
    inputs["agricultureYield"] = Self.town("yield", "t/a")
    inputs["agricultureOutput"] = Self.town("output", "元/a")
    inputs["agricultureCost"] = Self.town("cost", "元/a")
    inputs["temperature"] = """
      { series: "temperature.csv", day: "day", columns: { maximum: { column: "maximum", unit: "degC" } }, \
      year: 2021, \(Self.ours) }
      """
    inputs["seasonality"] = "{ value: \"12 1/a\", \(Self.ours) }"
    inputs["kc"] = """
      { byEcosystem: { evergreenBroadleaf: "1 1", shrub: "0.85 1", grassland: "0.7 1", dryland: "0.75 1", \
      paddy: "1.05 1",
        water: "1.05 1", urban: "0.3 1", wetland: "1.1 1" }, \(Self.ours) }
      """
    addDerived()
  }

  private mutating func addMaps() {
    for (name, file, unit) in [
      ("precipitation", "rain.tif", "mm/a"), ("referenceEvapotranspiration", "demand.tif", "mm/a"),
      ("R", "erosivity.tif", "MJ.mm/(hm2.h.a)"), ("sand", "sand.tif", "%"), ("silt", "silt.tif", "%"),
      ("clay", "clay.tif", "%"), ("carbon", "carbon.tif", "%"),
      ("plantAvailableWater", "plant-water.tif", "1"),
      ("rootRestrictingDepth", "soil-depth.tif", "mm"), ("nep", "kept.tif", "g/(m2.a)"),
      ("stormRain", "storms.tif", "mm/a"), ("coolingEvaporation", "cooling.tif", "mm/a"),
      ("elevation", "dem.tif", "m"),
    ] { inputs[name] = Self.map(file, unit) }
    inputs["red"] = Self.map("image.tif", "1", band: 1)
    inputs["nearInfrared"] = Self.map("image.tif", "1", band: 2)
  }

  private mutating func addDerived() {
    for (name, formula) in [
      ("ndvi", "ndviFromBands"), ("cover", "coverFromNDVI"), ("coolingDays", "coolingDaysFromDaily"),
      ("rootDepth", "rootDepthByEcosystem"), ("availableWater", "availableWaterFromRoots"),
      ("evapotranspiration", "evapotranspirationByCover"), ("stormRunoffCoefficient", "runoffCoefficient"),
      ("K", "erodibilityChina"), ("LS", "lengthSteepnessGrid"), ("C", "coverManagementByClass"),
      ("P", "practiceByGroup"), ("travelTimeValue", "travelTimeValueFromWage"),
    ] { inputs[name] = "{ derive: \"\(formula)\" }" }
    for layer in ["slope", "upslopeArea", "aspectLength"] {
      inputs[layer] = "{ terrain: \"\(layer)\", from: \"elevation\" }"
    }
  }

  /// Sources under which nothing is an assumption.
  static let reported = "{ ours: { title: \"made data\", standing: \"report\", number: \"1\" } }"
  static let ours = "source: { ref: \"ours\", clause: \"made\" }"

  static func map(_ file: String, _ unit: String, band: Int = 1, more: String = "year: 2021") -> String {
    "{ layer: \"\(file)\", band: \(band), unit: \"\(unit)\", \(more), \(ours) }"
  }

  static func county(_ column: String, _ unit: String) -> String {
    "{ table: \"county.csv\", zone: \"code\", column: \"\(column)\", unit: \"\(unit)\", level: \"county\", "
      + "year: 2021, \(ours) }"
  }

  static func town(_ column: String, _ unit: String) -> String {
    "{ table: \"towns.csv\", zone: \"town\", column: \"\(column)\", unit: \"\(unit)\", level: \"town\", "
      + "year: 2021, \(ours) }"
  }

  /// The whole file.
  var text: String {
    var lines = ["{"]
    for key in head.keys.sorted() { lines.append("  \(key): \(head[key] ?? "null"),") }
    lines.append("  variants: { " + pairs(variants.mapValues { "\"\($0)\"" }).joined(separator: ", ") + " },")
    if !overrides.isEmpty { lines.append("  overrides: [ " + overrides.joined(separator: ", ") + " ],") }
    lines.append("  inputs: {")
    lines += pairs(inputs).map { "    \($0)," }
    return (lines + ["  },", "}", ""]).joined(separator: "\n")
  }

  private func pairs(_ texts: [String: String]) -> [String] {
    texts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
  }
}
