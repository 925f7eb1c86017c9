import Accounts
import Land
import Law
import Testing

@Suite struct LandRowsTests {
  private static func row(_ zone: String, _ type: String = "forest", _ area: Double = 1) -> LandRows.Raw {
    .init(zone: zone, ecosystem: type, squareMetres: area, place: "land.csv:\(zone)")
  }

  private static func unit(_ code: String, in parent: String? = nil, _ level: String = "town") throws
    -> UnitDescription
  {
    let text = Toy.region.replacing(
      "grid: { crs: \"EPSG:4549\", cell: [100, 100], extent: [0, 0, 200, 200] },\n",
      with: """
        land: [ { zone: "a", ecosystem: "forest", area: "1 hm2", source: { ref: "R" } } ],
        units: [ { code: "\(code)", name: { zh: "\(code)", en: "\(code)" }, level: "\(level)",
          parent: \(parent.map { "\"\($0)\"" } ?? "null") } ],

        """)
    let (region, problems) = RegionReader.read(text, file: "region.json5", units: try projectUnits())
    guard case .written(_, let units)? = region?.land else { throw Unread(problems: problems) }
    return try #require(units.first)
  }

  private struct Unread: Error { var problems: [Problem] }

  private func fault(_ rows: [LandRows.Raw], _ units: [UnitDescription] = []) -> LandRowsError? {
    do throws(LandRowsError) {
      _ = try LandRows(rows, units: units, ecosystems: ["forest", "marsh"])
      return nil
    } catch { return error }
  }

  @Test func `Without units each zone named is one by itself`() throws {
    let rows = try LandRows(
      [Self.row("b"), Self.row("a", "marsh", 5), Self.row("b", "marsh")], units: [],
      ecosystems: ["forest", "marsh"])
    #expect(rows.tree.members.map(\.code) == ["b", "a"])
    #expect(rows.zones == [1, 2, 1])
    #expect(rows.ecosystems == [0, 1, 1])
    #expect(rows.areas == [1, 5, 1])
  }

  @Test func `Units that hold others are no leaves`() throws {
    let units = [
      try Self.unit("c", in: nil, "county"), try Self.unit("a", in: "c"), try Self.unit("b", in: "c"),
    ]
    let rows = try LandRows([Self.row("b"), Self.row("a")], units: units, ecosystems: ["forest"])
    #expect(rows.tree.leaves.map { rows.tree.members[$0].code } == ["a", "b"])
    #expect(rows.zones == [2, 1])
    #expect(fault([Self.row("c")], units) == .unknownZone(code: "c", place: "land.csv:c"))
  }

  @Test func `Unknown codes and areas that are none are refused with their place`() throws {
    let units = [try Self.unit("a")]
    #expect(fault([Self.row("x")], units) == .unknownZone(code: "x", place: "land.csv:x"))
    #expect(
      fault([Self.row("a", "wood")])
        == .unknownEcosystem(code: "wood", place: "land.csv:a", has: ["forest", "marsh"]))
    for area in [0, -1, .nan, .infinity] {
      #expect(fault([Self.row("a", "forest", area)]) == .badArea(place: "land.csv:a"))
    }
  }

  @Test func `Units in units that are not there, in a circle or twice are refused`() throws {
    let lost = [try Self.unit("a", in: "nowhere")]
    #expect(fault([Self.row("a")], lost) == .unknownZone(code: "nowhere", place: "units: a.parent"))
    let circle = [try Self.unit("a", in: "b"), try Self.unit("b", in: "c"), try Self.unit("c", in: "b")]
    #expect(fault([Self.row("a")], circle) != nil)
    let twice = [try Self.unit("a"), try Self.unit("a")]
    #expect(fault([Self.row("a")], twice) == .tree(.repeatedLeaf(code: "a")))
  }
}
