/// The region file of the bench region.
struct BenchRegionText {
  let name: String
  /// Whether LS is made from the elevation of neighbouring cells.
  let terrain: Bool

  var text: String {
    """
    {
      region: "\(name)", name: { zh: "测速用的假想地区", en: "Made-up region for measuring speed" },
      year: 2020, priceYear: 2020, demonstration: true, pack: "cn-2022",
      sources: { made: { title: "测速程序按种子生成", standing: "assumption", by: "bench", on: "2026-11-21",
        why: "不是任何地方的数据，只用来测速" } },
      variants: {
        reservoirPrice: "full", carbonMethod: "photosynthesis", carbonPricing: "replacement", oxygen: \
        "counted",
        evaporationEfficiency: "divided", floodVegetation: "counted", agricultureBy: "residual",
        forestryBy: "residual", livestockBy: "residual", fisheryBy: "residual", tourismBy: "travel-cost" },
      grid: { crs: "EPSG:32650", like: "\(data)ecosystem.tif" },
      zones: { file: "\(data)towns.gpkg", code: "code", name: "name", level: "town", rule: "centre",
        parents: [ { level: "county", code: "county", name: "countyName" },
          { level: "city", code: "CITY", name: "假想市", one: true } ], source: { ref: "made" } },
      inputs: {
    \((layers + emissions + given).map { "    " + $0 }.joined(separator: "\n"))
      },
    }

    """
  }

  private var data: String { terrain ? "../plain/" : "" }

  private var layers: [String] {
    BenchLayer.all.filter { !terrain || $0.name != "LS" }.map { layer in
      let meaning =
        layer.name == "ecosystem"
        ? "classes: { \(BenchLayer.classes.map { "\"\($0)\": \"\($1)\"" }.joined(separator: ", ")) }"
        : "unit: \"\(layer.unit)\""
      return
        "\(layer.name): { layer: \"\(data)\(layer.file)\", \(meaning), "
        + "year: 2020, source: { ref: \"made\" } },"
    }
  }

  private var emissions: [String] {
    let tonnes = [
      ("SO2", 12_000), ("NOx", 9_000), ("Dust", 20_000), ("COD", 15_000), ("NH3N", 1_500), ("TP", 200),
    ]
    return tonnes.map { substance, tonnes in
      let values = BenchZones.counties.enumerated().map { "\"\($1)\": \"\(tonnes + 100 * $0) t/a\"" }
      return "emission\(substance): { values: { \(values.joined(separator: ", ")) }, level: \"county\", "
        + "source: { ref: \"made\" } },"
    }
  }

  private var given: [String] {
    let derived = [
      ("P", "practiceByGroup"), ("stormRunoffCoefficient", "runoffCoefficient"),
    ]
    let open = [
      "lakeArea", "reservoirCapacity", "agricultureOutput", "forestryOutput", "livestockOutput",
      "fisheryOutput",
      "visitors",
    ]
    return derived.map { "\($0): { derive: \"\($1)\" }," } + open.map { "\($0): { open: \"测速不用\" }," }
      + (terrain ? neighbourhood : [])
  }

  private var neighbourhood: [String] {
    [
      "elevation: { layer: \"\(data)elevation.tif\", unit: \"m\", source: { ref: \"made\" } },",
      "slope: { terrain: \"slope\", from: \"elevation\" },",
      "upslopeArea: { terrain: \"upslopeArea\", from: \"elevation\" },",
      "aspectLength: { terrain: \"aspectLength\", from: \"elevation\" },",
      "LS: { derive: \"lengthSteepnessGrid\" },",
    ]
  }
}
