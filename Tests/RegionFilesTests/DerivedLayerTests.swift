import Accounts
import GeoFiles
import RegionFiles
import Testing

@Suite struct DerivedLayerTests {
  private static let frame = LabRegion.frame(12, 9)
  private let region: TemporaryRegion
  init() throws {
    region = try TemporaryRegion()
    try region.raster("ecosystem.tif", Self.frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", Self.frame) { _, _ in 1000 }
    try region.zones("zones.geojson", [("z", [500_000, 3_000_000, 501_200, 3_000_900])])
  }

  /// Two stations with 600 and 1200 mm; the weight is one over the square of the distance to the cell's
  /// centre.
  @Test func `Stations are weighted by distance as reckoned by hand`() throws {
    try region.write("stations.csv", "name,x,y,p\nwest,500050,3000450,600\neast,501150,3000450,1200\n")
    let (_, prepared) = try region.prepare(
      LabRegion.text(stations("idw"), excluded: LabRegion.without("ground", "spread")))
    let cells = try prepared.cells("rain")
    for (column, row) in [(0, 4), (3, 4), (7, 1), (11, 8)] {
      let (x, y) = (Double(column) * 100 + 50, Double(8 - row) * 100 + 50)
      let (a, b) = (
        (x - 50) * (x - 50) + (y - 450) * (y - 450), (x - 1150) * (x - 1150) + (y - 450) * (y - 450)
      )
      let wanted = a == 0 ? 600 : (600 / a + 1200 / b) / (1 / a + 1 / b)
      // The derived layer is kept as Float32.
      #expect(isNear(cells[row * 12 + column], wanted, within: 1e-6), "\(column) \(row)")
    }
  }

  @Test func `The nearest station has a cell wholly, in the unit of the name`() throws {
    try region.write("stations.csv", "name,x,y,p\nwest,500050,3000450,0.6\neast,501150,3000450,1.2\n")
    let (_, prepared) = try region.prepare(
      LabRegion.text(
        stations("nearest").replacing("mm/a", with: "m/a"), excluded: LabRegion.without("ground", "spread")))
    let cells = try prepared.cells("rain")
    #expect(
      cells[0..<12].map { $0.rounded() } == [
        600, 600, 600, 600, 600, 600, 1200, 1200, 1200, 1200, 1200, 1200,
      ])
  }

  @Test func `Stations in degrees are brought to the grid's system`() throws {
    // 500 000 m east in EPSG:4549 is its central meridian, 120° E; 27.1116° N is near 3 000 000 m.
    try region.write("stations.csv", "name,x,y,p\na,120.0,27.0,5\nb,121,28.5,9\n")
    let (_, prepared) = try region.prepare(
      LabRegion.text(
        stations("nearest").replacing("EPSG:4549", with: "EPSG:4490"),
        excluded: LabRegion.without("ground", "spread")))
    #expect(try prepared.cells("rain").allSatisfy { $0 == 5 })
  }

  private func stations(_ method: String) -> String {
    #"rain: { stations: "stations.csv", x: "x", y: "y", crs: "EPSG:4549", column: "p", unit: "mm/a","#
      + "interpolate: \"\(method)\", source: { ref: \"R\" } },"
  }

  private static let terrain =
    LabRegion.rain + """
      elevation: { layer: "elevation.tif", unit: "m", source: { ref: "R" } },
      slope: { terrain: "slope", from: "elevation" },
      upslopeArea: { terrain: "upslopeArea", from: "elevation" },
      aspectLength: { terrain: "aspectLength", from: "elevation" },
      """

  /// A plane that falls 5 m on 100 m towards the east: water of all cells to the west comes through a cell.
  @Test func `A plane has its slope, its aspect and its catchments`() throws {
    try region.raster("elevation.tif", Self.frame) { column, _ in 200 - 5 * Double(column) }
    let (_, prepared) = try region.prepare(
      LabRegion.text(Self.terrain, excluded: LabRegion.without("water", "spread")))
    // atan 0.05 = 2.862405°.
    let (slope, length) = (try prepared.cells("slope"), try prepared.cells("aspectLength"))
    let area = try prepared.cells("upslopeArea")
    for row in 1..<8 {
      for column in 1..<11 {
        #expect(isNear(slope[row * 12 + column], 2.862405, within: 1e-6))
        #expect(isNear(length[row * 12 + column], 1, within: 1e-6))
        #expect(isNear(area[row * 12 + column], Double(column) * 10_000, within: 1e-6), "\(column) \(row)")
      }
    }
  }

  /// The plane again, and figures that grow by 10 from column to column: what drains through a cell by D8 are
  /// its row's cells to the west and itself.
  private func routed(_ rain: String) throws -> PreparedRegion {
    try region.raster("elevation.tif", Self.frame) { column, _ in 200 - 5 * Double(column) }
    try region.raster("wet.tif", Self.frame) { column, _ in 10 * Double(column) }
    let inputs = """
      elevation: { layer: "elevation.tif", unit: "m", source: { ref: "R" } },
      wet: { layer: "wet.tif", unit: "mm/a", source: { ref: "R" } },
      rain: { \(rain) },
      slope: { terrain: "slope", from: "elevation" },
      upslopeArea: { terrain: "contributingArea", from: "elevation", flow: "mfd" },
      aspectLength: { terrain: "stream", from: "elevation", streams: 6 },
      """
    return try region.prepare(LabRegion.text(inputs, excluded: LabRegion.without("water", "spread"))).1
  }

  @Test func `Sums and means along the flow, and streams, are bound by a region`() throws {
    let prepared = try routed(#"terrain: "upslopeMean", from: "elevation", of: "wet", unit: "mm/a""#)
    let (mean, area) = (try prepared.cells("rain"), try prepared.cells("upslopeArea"))
    let stream = try prepared.cells("aspectLength")
    for column in 0..<12 {
      let cell = 4 * 12 + column
      #expect(isNear(mean[cell], 5 * Double(column), within: 1e-6), "mean of 0, 10 … \(10 * column)")
      #expect(stream[cell] == (column >= 5 ? 1 : 0))
    }
    // Divided flow: through each column as a whole goes the water of all columns to the west and its own.
    for column in 0..<12 {
      let through = (0..<9).reduce(0) { $0 + area[$1 * 12 + column] }
      #expect(isNear(through, Double(9 * (column + 1)) * 10_000, within: 1e-6))
    }
  }

  @Test func `A mean around each cell is bound by a region`() throws {
    let mean = try routed(#"focal: "disc", of: "wet", distance: 100, unit: "mm/a""#).cells("rain")
    for column in 1..<11 { #expect(isNear(mean[4 * 12 + column], 10 * Double(column), within: 1e-5)) }
    // At the western edge: the cell, the two above and below with 0, the eastern one with 10.
    #expect(isNear(mean[4 * 12], 2.5, within: 1e-5))
  }

  @Test func `Terrain follows the elevation's unit`() throws {
    // The same plane in decimetres.
    try region.raster("elevation.tif", Self.frame) { column, _ in 2000 - 50 * Double(column) }
    let (_, prepared) = try region.prepare(
      LabRegion.text(
        Self.terrain.replacing("unit: \"m\"", with: "unit: \"dm\""),
        excluded: LabRegion.without("water", "spread")))
    #expect(isNear(try prepared.cells("slope")[4 * 12 + 5], 2.862405, within: 1e-6))
  }

  /// What is derived is kept by what it was made from, not by its name.
  @Test func `A new nodata value makes a new derived layer`() throws {
    try region.raster("elevation.tif", Self.frame) { column, _ in 200 - 5 * Double(column) }
    let text = LabRegion.text(Self.terrain, excluded: LabRegion.without("water", "spread"))
    #expect(try region.prepare(text).1.cells("slope")[4 * 12 + 5].isNaN == false)
    let spoiled = text.replacing("unit: \"m\"", with: "unit: \"m\", nodata: 175")
    #expect(try region.prepare(spoiled).1.cells("slope")[4 * 12 + 5].isNaN)
  }

  @Test func `Terrain of what is no layer is refused`() throws {
    let text = LabRegion.text(
      Self.terrain.replacing(#"layer: "elevation.tif", unit: "m""#, with: #"value: "5 m""#),
      excluded: LabRegion.without("water", "spread"))
    #expect(throws: (any Error).self) { try region.prepare(text) }
  }
}
