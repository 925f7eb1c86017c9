import Accounts
import Formula
import GeoFiles
import RegionFiles
import Testing

/// Chance that can be repeated (a linear congruence, Knuth's MMIX constants).
private struct Dice {
  var state: UInt64

  mutating func roll() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53)
  }
}

@Suite struct RegionStatisticsTests {
  private let region: TemporaryRegion
  private let rain: [Double]
  private let people: [Double]
  private static let (columns, rows) = (150, 40)

  init() throws {
    region = try TemporaryRegion()
    var dice = Dice(state: 5)
    // Small binary fractions, so that Float32 keeps them.
    rain = (0..<Self.columns * Self.rows).map { _ in
      let value = (dice.roll() * 4096).rounded() / 4
      return dice.roll() < 0.05 ? .nan : value
    }
    people = rain.map { _ in (dice.roll() * 9).rounded() }
  }

  private func value(_ formula: String, _ prepared: PreparedRegion) throws -> Double {
    let reduction = try #require(prepared.study.checked.cellReductions.first { $0.formula == formula })
    return try #require(prepared.maker.data.numbers[reduction.id])
  }

  /// Linear between neighbours by rank.
  private func percentile(_ percent: Double, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    let rank = percent / 100 * Double(sorted.count - 1)
    let low = Int(rank)
    return sorted[low] + (sorted[min(low + 1, sorted.count - 1)] - sorted[low]) * (rank - Double(low))
  }

  private func check(
    _ prepared: PreparedRegion, rain: [Double], people: [Double], areas: [Double], bin: Double
  ) throws {
    let known = rain.indices.filter { !rain[$0].isNaN }
    let values = known.map { rain[$0] }
    #expect(abs(try value("low", prepared) - percentile(5, values)) <= bin)
    #expect(abs(try value("high", prepared) - percentile(95, values)) <= bin)
    #expect(try value("least", prepared) == values.min())
    #expect(try value("most", prepared) == values.max())
    let area = known.reduce(0) { $0 + areas[$1] }
    let water = known.reduce(0) { $0 + rain[$1] / 1000 * areas[$1] }
    #expect(isNear(try value("middle", prepared), water * 1000 / area))
    #expect(isNear(try value("water", prepared), water))
    #expect(isNear(try value("crowd", prepared), people.reduce(0, +)))
  }

  @Test func `Statistics on the grid are those of the cells inside the zones`() throws {
    let frame = LabRegion.frame(Self.columns, Self.rows)
    try region.raster("ecosystem.tif", frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", frame) { rain[$1 * Self.columns + $0] }
    try region.raster("people.tif", frame) { people[$1 * Self.columns + $0] }
    // The eastern 30 columns lie outside.
    try region.zones("zones.geojson", [("z", [500_000, 3_000_000, 512_000, 3_004_000])])
    let inputs = LabRegion.rain + #"people: { layer: "people.tif", unit: "1", source: { ref: "R" } },"#
    let (_, prepared) = try region.prepare(
      LabRegion.text(inputs, excluded: LabRegion.without("water", "ground")))
    let inside = rain.indices.filter { $0 % Self.columns < 120 }
    let seen = inside.map { rain[$0] }.filter { !$0.isNaN }
    let bin = ((seen.max() ?? 0) - (seen.min() ?? 0)) / 65_536
    try check(
      prepared, rain: inside.map { rain[$0] }, people: inside.map { people[$0] },
      areas: inside.map { _ in 10_000 }, bin: bin)
    // A second opening reads what was kept.
    let again = try region.prepare(LabRegion.text(inputs, excluded: LabRegion.without("water", "ground"))).1
    #expect(try value("low", again) == value("low", prepared))
  }

  @Test func `Other data make other statistics, though the region file is the same`() throws {
    let frame = LabRegion.frame(10, 10)
    let text = LabRegion.text(
      LabRegion.rain + #"people: { value: "1 1", source: { ref: "R" } },"#,
      excluded: LabRegion.without("water", "ground"))
    try region.raster("ecosystem.tif", frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", frame) { column, _ in Double(column) }
    try region.zones("zones.geojson", [("z", [500_000, 3_000_000, 501_000, 3_001_000])])
    #expect(try value("most", try region.prepare(text).1) == 9)
    try region.zones("zones.geojson", [("z", [500_000, 3_000_000, 500_500, 3_001_000])])
    #expect(try value("most", try region.prepare(text).1) == 4)
  }

  @Test func `Statistics over the rows of a table weigh means by area`() throws {
    let count = 200
    let areas = (0..<count).map { Double($0 % 7 + 1) * 10_000 }
    let lines = (0..<count).map { row in
      let depth = rain[row].isNaN ? "" : "\(rain[row])"
      return "z,forest,\(areas[row]),\(depth),\(people[row])"
    }
    try region.write("land.csv", (["zone,type,area,rain,people"] + lines).joined(separator: "\n") + "\n")
    let text = """
      { region: "lab", name: { zh: "小区", en: "Lab" }, year: 2020, pack: "lab", \
      \(LabRegion.without("water", "ground"))
        sources: { R: { title: "资料", clause: "1", standing: "report" } },
        rows: { file: "land.csv", zone: "zone", ecosystem: "type", area: { column: "area", unit: "m2" },
          source: { ref: "R" } },
        inputs: { rain: { column: "rain", unit: "mm/a", source: { ref: "R" } },
          people: { column: "people", unit: "1", source: { ref: "R" } } } }
      """
    let (_, prepared) = try region.prepare(text)
    try check(
      prepared, rain: Array(rain[..<count]), people: Array(people[..<count]), areas: areas, bin: 1e-9)
  }
}
