/// Fifty spoilings in five families of what goes wrong in offices; the seed only picks the numbers within
/// each.
enum SpoilingCatalogue {
  static var all: [Spoiling] { slips + constants + places + maps + writing }

  /// Slips of the unit and the decimal point in layers, up and down.
  private static var slips: [Spoiling] {
    [
      .times(10, "rain", "precipitation"), .times(0.001, "rain", "precipitation"),
      .times(0.1, "demand", "referenceEvapotranspiration"),
      .times(100, "demand", "referenceEvapotranspiration"),
      .times(10, "erosivity", "R", also: ["侵蚀力"]), .times(0.01, "erosivity", "R", also: ["侵蚀力"]),
      .times(0.01, "sand", "sand", also: ["砂、粉、黏粒"]), .times(10, "carbon", "carbon"),
      .times(100, "plant-water", "plantAvailableWater"), .times(0.001, "soil-depth", "rootRestrictingDepth"),
      .times(100, "dem", "elevation", also: ["dem.tif"]), .times(0.01, "kept", "nep"),
      .times(10, "kept", "nep"),
      .times(10, "storms", "stormRain", also: ["暴雨"]), .times(0.01, "storms", "stormRain", also: ["暴雨"]),
      .times(10, "cooling", "coolingEvaporation"),
    ]
  }

  /// Constants, overrides and columns of tables.
  private static var constants: [Spoiling] {
    [
      .input("seasonality", "{ value: \"120 1/a\", \(MadeRegion.ours) }", says: "× 10"),
      .input("kc", kc(forest: "-1"), says: "negative"),
      .input("kc", kc(forest: "10"), says: "× 10 in one class"),
      .table("county.csv", column: 1, times: 1000, "emissionSO2"),
      .table("county.csv", column: 4, times: 0.001, "emissionCOD"),
      .table("county.csv", column: 5, times: 10, "emissionNH3N", also: ["氨氮"]),
      .table("county.csv", column: 7, times: 10000, "visitors"),
      .table("county.csv", column: 8, times: 100, "travelExpense"),
      .table("towns.csv", column: 2, times: 0.0001, "agricultureOutput"),
      .table("towns.csv", column: 3, times: 1000, "agricultureCost"),
      .table("temperature.csv", column: 1, times: 0.1, "temperature", also: ["气温"]),
      Spoiling("temperature in kelvin", marks: ["temperature", "气温"]) {
        $0.tables["temperature.csv"] = $0.tables["temperature.csv"].map {
          Spoiling.spoiled($0, column: 1) { $0 + 273.15 }
        }
      },
      Spoiling("override of the bulk density × 1000", marks: ["bulkDensity"]) {
        $0.overrides = ["{ name: \"bulkDensity\", value: \"1350 t/m3\", \(MadeRegion.ours) }"]
      },
    ]
  }

  static func kc(forest: String) -> String {
    "{ byEcosystem: { evergreenBroadleaf: \"\(forest) 1\", shrub: \"0.85 1\", grassland: \"0.7 1\", "
      + "dryland: \"0.75 1\", "
      + "paddy: \"1.05 1\", water: \"1.05 1\", urban: \"0.3 1\", wetland: \"1.1 1\" }, \(MadeRegion.ours) }"
  }

  /// Things in the wrong place: shifted, turned, of another reference system, of another year.
  private static var places: [Spoiling] {
    [
      Spoiling("land use shifted by 7 and 4 cells", marks: ["ecosystem"]) {
        // The grid is like another file: a grid like the shifted one would shift everything else.
        $0.head["grid"] = "{ crs: \"\(MadeRegion.crs)\", like: \"dem.tif\" }"
        $0.layers["landuse.tif"]?.shift(columns: 7, rows: 4)
      },
      Spoiling("rain shifted by 2.5 cells", marks: ["precipitation"]) {
        $0.layers["rain.tif"]?.shift(columns: 2.5, rows: 2.5)
      },
      Spoiling("elevation turned upside down", marks: ["elevation", "dem.tif"]) {
        $0.layers["dem.tif"]?.flip()
      },
      Spoiling("rain of the neighbouring zone", marks: ["rain.tif"]) {
        $0.layers["rain.tif"]?.crs = "EPSG:32651"
      },
      Spoiling("demand without a reference system", marks: ["demand.tif"]) {
        $0.layers["demand.tif"]?.crs = nil
      },
      .input(
        "R", MadeRegion.map("erosivity.tif", "MJ.mm/(hm2.h.a)", more: "crs: \"EPSG:4326\""),
        says: "declared in degrees", also: ["erosivity.tif"]),
      Spoiling("the grid's own system is another one", marks: ["landuse.tif", "grid"]) {
        $0.head["grid"] = "{ crs: \"EPSG:32651\", like: \"landuse.tif\" }"
      },
      Spoiling("zones 12 km to the east", marks: ["zones"]) { $0.zones.move(x: 12_000, y: 0) },
      Spoiling("zones in the neighbouring zone", marks: ["zones"]) { $0.zones.crs = "EPSG:32651" },
      .input("stormRain", MadeRegion.map("storms.tif", "mm/a", more: "year: 2012"), says: "of another year"),
    ]
  }

  /// Classes, bands and nodata.
  private static var maps: [Spoiling] {
    [
      Spoiling("red and near infrared swapped", marks: ["nearInfrared", "red", "ndvi", "波段"]) {
        let red = $0.inputs["red"]
        $0.inputs["red"] = $0.inputs["nearInfrared"]
        $0.inputs["nearInfrared"] = red
      },
      Spoiling("a class is missing in the map of classes", marks: ["ecosystem"]) {
        $0.inputs["ecosystem"] = $0.inputs["ecosystem"]?.replacing("\"5\": \"paddy\", ", with: "")
      },
      Spoiling("an ecosystem that is not in the list", marks: ["wetlands"]) {
        $0.inputs["ecosystem"] = $0.inputs["ecosystem"]?.replacing("\"wetland\"", with: "\"wetlands\"")
      },
      Spoiling("nodata of the rain not tagged", marks: ["precipitation"]) {
        $0.layers["rain.tif"]?.loseNodata()
      },
      Spoiling("the band of sand is empty", marks: ["sand"]) { $0.layers["sand.tif"]?.change { _ in .nan } },
      Spoiling("the carbon kept is 0 everywhere", marks: ["nep"]) {
        $0.layers["kept.tif"]?.change { _ in 0 }
      },
    ]
  }

  /// Things written wrongly.
  private static var writing: [Spoiling] {
    [
      Spoiling("a zone code twice", marks: ["zones.gpkg"]) {
        $0.zones.villages[4].code = $0.zones.villages[3].code
      },
      .input("cover", MadeRegion.map("sand.tif", "procent"), says: "unit misspelt", also: ["procent"]),
      Spoiling(
        "columns of the towns' table in another order than their heads",
        marks: ["agricultureOutput", "agricultureCost"]
      ) {
        $0.tables["towns.csv"] = $0.tables["towns.csv"]?.replacing("output,cost", with: "cost,output")
      },
      Spoiling("the head of a table with another separator", marks: ["county.csv"]) {
        $0.tables["county.csv"] = $0.tables["county.csv"]?.replacing("code,so2,nox", with: "code;so2;nox")
      },
      Spoiling("a town's code mistyped", marks: ["99990103"]) {
        $0.tables["towns.csv"] = $0.tables["towns.csv"]?.replacing("99990103", with: "99990130")
      },
    ]
  }
}
