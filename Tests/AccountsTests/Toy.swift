import Accounts
import Formula
import Land
import Law
import Testing

/// A pack with one indicator of each kind, and a region for it, so small that all figures can be reckoned by
/// hand.
enum Toy {
  /// Places in the code list.
  static let (forest, marsh, town) = (0, 1, 2)

  static let head = """
    { pack: "toy", kind: "method", edition: "1", title: { zh: "小包", en: "Toy" },
      document: { title: "小包", standing: "report" }, clausesRead: true, priceIndex: "cpi.index",
      sources: { S: { title: "小包", clause: "1", standing: "report" },
        A: { standing: "assumption", by: "a tester", on: "2026-01-01", why: "to have one" } } }
    """

  static let figures = """
    { codes: [ { name: "ecosystem", label: { zh: "类型", en: "Type" }, source: { ref: "S" },
        values: [ { id: "forest", zh: "林", en: "Forest" }, { id: "marsh", zh: "沼", en: "Marsh" },
          { id: "town", zh: "城", en: "Town" } ] } ],
      parameters: [
        { name: "waterPrice", unit: "元/m3", priceYear: 2020, label: { zh: "水价", en: "Water" },
          values: [ { from: "always", value: 2, source: { ref: "A" } } ] },
        { name: "cap", unit: "mm/a", label: { zh: "上限", en: "Cap" },
          values: [ { from: "always", value: 99999, source: { ref: "A" } } ] },
        { name: "fishPrice", unit: "元/t", priceYear: 2020, label: { zh: "鱼价", en: "Fish" },
          values: [ { from: "always", value: 10, source: { ref: "S" } } ] },
        { name: "treatmentPrice", unit: "元/t", priceYear: 2020, label: { zh: "治理", en: "Treatment" },
          values: [ { from: "always", value: 3000, source: { ref: "S" } } ] },
        { name: "tripPrice", unit: "元/人次", priceYear: 2020, label: { zh: "旅费", en: "Trip" },
          values: [ { from: "always", value: 7, source: { ref: "S" } } ] } ],
      tables: [
        { name: "cpi", label: { zh: "指数", en: "Index" }, keys: [ { name: "year", number: true } ],
          columns: [ { name: "index", unit: "1" } ], source: { ref: "S" }, rows: [ [2020, 100] ] },
        { name: "keeping", label: { zh: "留", en: "Kept" }, keys: [ { name: "ecosystem", code: "ecosystem" } ],
          columns: [ { name: "share", unit: "1" } ], source: { ref: "S" },
          rows: [ ["forest", 0.5], ["marsh", 0.2] ] },
        { name: "cleaningRate", label: { zh: "净", en: "Cleaned" }, keys: [ { name: "ecosystem", code: \
        "ecosystem" } ],
          columns: [ { name: "rate", unit: "t/(hm2.a)" } ], source: { ref: "S" },
          rows: [ ["forest", 0.02], ["marsh", 0.1], ["town", 0] ] } ] }
    """

  static let rules = """
    { inputs: [
        { name: "ecosystem", label: { zh: "类型", en: "Type" }, code: "ecosystem", context: "cell", resample: \
        "nearest" },
        { name: "rain", label: { zh: "雨", en: "Rain" }, unit: "mm/a", context: "cell", resample: "bilinear" },
        { name: "catch", label: { zh: "捕", en: "Catch" }, unit: "t/a", context: "cell", resample: "nearest" },
        { name: "quota", label: { zh: "额", en: "Quota" }, unit: "1", context: "zone" },
        { name: "load", label: { zh: "污", en: "Load" }, unit: "t/a", context: "zone" },
        { name: "trips", label: { zh: "游", en: "Trips" }, unit: "人次/a", context: "zone" } ],
      formulas: [
        { text: "kept [m3/(hm2.a)] = min(rain, cap) * lookup(keeping.share, ecosystem)", source: { ref: "S" \
        } },
        { text: "keptValue [元/(hm2.a)] = kept * reprice(waterPrice)", source: { ref: "S" } },
        { text: "caught [t/a] = catch * quota", source: { ref: "S" } },
        { text: "caughtValue [元/a] = caught * reprice(fishPrice)", source: { ref: "S" } },
        { text: "cleaning [t/(hm2.a)] = lookup(cleaningRate.rate, ecosystem)", source: { ref: "S" } },
        { text: "capacity [t/a] = sum(cleaning for c in cell)", source: { ref: "S" } },
        { text: "cleaned [t/a] = min(load, capacity)", source: { ref: "S" } },
        { text: "cleanedValue [元/a] = cleaned * reprice(treatmentPrice)", source: { ref: "S" } },
        { text: "visited [人次/a] = 1 * trips", source: { ref: "S" } },
        { text: "visitedValue [元/a] = visited * reprice(tripPrice)", source: { ref: "S" } } ],
      indicators: [
        { id: "water", group: "g", class: "regulating", label: { zh: "水", en: "Water" }, physical: "kept",
          value: "keptValue", per: "area", unit: "m3/a", seea: "w", source: { ref: "S" } },
        { id: "fish", group: "g", class: "supply", label: { zh: "鱼", en: "Fish" }, physical: "caught",
          value: "caughtValue", per: "cell", unit: "t/a", seea: "f", source: { ref: "S" } },
        { id: "clean", group: "g", class: "regulating", label: { zh: "净", en: "Clean" }, physical: "cleaned",
          value: "cleanedValue", per: "zone", level: "county", share: "cleaning", unit: "t/a", seea: "c",
          source: { ref: "S" } },
        { id: "tourism", group: "g", class: "cultural", label: { zh: "游", en: "Tourism" }, physical: \
        "visited",
          value: "visitedValue", per: "zone", level: "county", unit: "人次/a", seea: "t", source: { ref: "S" } \
          } ] }
    """

  /// A region on a grid of which no file is ever opened.
  static let region = """
    {
      region: "toy", name: { zh: "小区", en: "Toy" }, year: 2020, pack: "toy",
      sources: { R: { title: "资料", clause: "1", standing: "report" } },
      grid: { crs: "EPSG:4549", cell: [100, 100], extent: [0, 0, 200, 200] },
      zones: { file: "zones.gpkg", code: "code", level: "village" },
      inputs: {
        ecosystem: { layer: "e.tif", classes: { "1": "forest", "2": "marsh", "3": "town" }, source: { ref: \
        "R" } },
        rain: { layer: "r.tif", unit: "mm/a", source: { ref: "R" } },
        catch: { layer: "c.tif", unit: "t/a", source: { ref: "R" } },
        quota: { values: { "A": "1 1", "B": "0.5 1" }, source: { ref: "R" } },
        load: { values: { "C": "5 t/a" }, level: "county", source: { ref: "R" } },
        trips: { values: { "C": "11 人次/a" }, level: "county", source: { ref: "R" } },
      },
    }
    """
}

/// The units of the project, found from this file.
func projectUnits(_ file: String = #filePath) throws -> UnitSystem {
  let root = file.split(separator: "/").dropLast(3).joined(separator: "/")
  return try UnitSystem(definitions: "/" + root + "/Packs/units.xml")
}

/// The pack read, and what can be made of it.
struct Bench {
  let units: UnitSystem
  let method: MethodPack

  init(figures: String = Toy.figures) throws {
    units = try projectUnits()
    let files = [("pack.json5", Toy.head), ("figures.json5", figures), ("rules.json5", Toy.rules)]
    let read = PackReader.read(files: files.map { (name: $0.0, text: $0.1) }, units: units)
    let pack = try #require(read.pack, "\(read.problems)")
    let joined = MethodPack.join([pack], root: "toy", units: units)
    method = try #require(joined.pack, "\(joined.problems)")
  }

  /// A region as text, opened.
  func open(_ text: String = Toy.region) throws -> (study: Study?, problems: [Problem]) {
    let (region, problems) = RegionReader.read(text, file: "region.json5", units: units)
    let found = try #require(region, "\(problems)")
    return Study.open(found, method: method, units: units)
  }

  func study(_ text: String = Toy.region) throws -> Study {
    let (study, problems) = try open(text)
    return try #require(study, "\(problems)")
  }

  /// Villages A and B in county C, with the figures of the region's text.
  func maker(_ text: String = Toy.region, change: (inout StudyData) -> Void = { _ in }) throws -> PlanMaker {
    let study = try study(text)
    let county = LeafRow.Place(code: "C", name: "C", level: "county")
    let tree = try ZoneTree(
      leaves: ["A", "B"].map { .init(place: .init(code: $0, name: $0, level: "village"), above: [county]) })
    let (numbers, tables) = study.packFigures()
    var data = StudyData(
      tree: tree, numbers: numbers, tables: tables, layers: ["catch", "ecosystem", "rain"],
      zoneValues: ["quota": [.nan, 1, 0.5], "load": [5, .nan, .nan], "trips": [11, .nan, .nan]],
      zoneLevels: ["quota": "village", "load": "county", "trips": "county"])
    change(&data)
    return PlanMaker(study: study, data: data)
  }
}

/// Whether two numbers agree to about the last digits of a double.
func isNear(_ left: Double?, _ right: Double, within share: Double = 1e-12) -> Bool {
  guard let left else { return false }
  return abs(left - right) <= share * max(abs(left), abs(right))
}
