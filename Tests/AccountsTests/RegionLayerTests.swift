import Accounts
import Law
import Testing

/// Goal: a region that is laid over another says only what differs, and says it where it stands.
/// Method: the region of the tests as base, and layers that change one thing each.
@Suite struct RegionLayerTests {
  private func read(_ layer: String, base: String = Toy.region) throws -> (RegionDescription?, [Problem]) {
    RegionReader.read(
      [RegionText(file: "region.json5", text: layer), RegionText(file: "../region.json5", text: base)],
      units: try projectUnits())
  }

  @Test func `What a layer does not write is that of its base`() throws {
    let (found, problems) = try read("{ base: \"..\", year: 2021 }")
    let region = try #require(found, "\(problems)")
    let base = try #require(
      RegionReader.read(Toy.region, file: "region.json5", units: try projectUnits()).region)
    #expect(region.year == 2021)
    #expect(region.pack == base.pack && region.packFolder == "../")
    #expect(region.inputs.map(\.name) == base.inputs.map(\.name))
    #expect(region.texts.map(\.file) == ["region.json5", "../region.json5"])
  }

  /// A pack beside the toy: land alone, without its variants, fish and indicators.
  @Test func `By another pack what the base says to its own is left out, and what the layer says is not`()
    throws
  {
    let base = Toy.region.replacing(
      "inputs: {",
      with: """
          variants: { nowhere: "a" }, excluded: [ { indicator: "fihs", why: "-" } ],
          overrides: [ { name: "cpa", value: "1 mm/a", source: { ref: "R" } } ],
          inputs: { foreign: { derive: "nothing" }, strange: { code: "x", source: { ref: "R" } },
        """)
    let method = try Bench().method
    let units = try projectUnits()
    func problems(_ layer: String) throws -> [ProblemCode] {
      let (region, told) = try read(layer, base: base)
      return Study.open(try #require(region, "\(told)"), method: method, units: units).problems.map(\.code)
    }
    #expect(try problems(#"{ base: "..", pack: "toy" }"#).isEmpty)
    #expect(try problems(#"{ base: "..", year: 2021 }"#).count >= 4)
    let own =
      #"{ base: "..", pack: "toy", variants: { nowhere: "b" }, inputs: { foreign: { derive: "x" } } }"#
    #expect(try problems(own).count == 2)
  }

  @Test func `A path belongs to the file in which it is written`() throws {
    let layer = """
      { base: "..", inputs: { rain: { layer: "wet/r.tif", unit: "mm/a", source: { ref: "R" } } } }
      """
    let region = try #require(try read(layer).0)
    guard case .layer(let rain)? = region.binding(of: "rain")?.binding,
      case .layer(let types)? = region.binding(of: "ecosystem")?.binding,
      case .grid(_, let zones) = region.land
    else {
      Issue.record("both are layers on a grid")
      return
    }
    #expect(rain.file == "wet/r.tif")
    #expect(types.file == "../e.tif")
    #expect(zones.file == "../zones.gpkg")
  }

  @Test func `Another map keeps the classes of its base, and says its own source`() throws {
    let layer = #"{ base: "..", inputs: { ecosystem: { layer: "new.tif", source: { ref: "R" } } } }"#
    let region = try #require(try read(layer).0)
    guard case .layer(let types)? = region.binding(of: "ecosystem")?.binding else {
      Issue.record("the ecosystem is a layer")
      return
    }
    #expect(types.file == "new.tif")
    #expect(types.classes.map(\.code) == ["forest", "marsh", "town"])
    let (refused, problems) = try read(#"{ base: "..", inputs: { ecosystem: { layer: "new.tif" } } }"#)
    #expect(refused == nil)
    #expect(problems.map(\.code) == [.source])
  }

  @Test func `A table of land drives out the grid of the base`() throws {
    let layer = """
      { base: "..", land: [ { zone: "1", ecosystem: "forest", area: "3 km2", source: { ref: "R" } } ] }
      """
    let region = try #require(try read(layer).0)
    guard case .written(let land, let units) = region.land else {
      Issue.record("the land is written out")
      return
    }
    #expect(land.count == 1 && units.isEmpty)
  }

  @Test func `A slip in the base is told with the base's file`() throws {
    let base = Toy.region.replacing("\"mm/a\"", with: "\"mmm/a\"")
    let (region, problems) = try read("{ base: \"..\" }", base: base)
    #expect(region == nil)
    #expect(problems.contains { $0.code == .unit && $0.file == "../region.json5" }, "\(problems)")
  }
}
