import Foundation
import Geo
import Testing

@Suite struct GridTests {
  @Test func `A point belongs to the cell that holds it, and edges go east and south`() throws {
    let grid = try planeGrid(columns: 4, rows: 3, cell: 30, west: 500_000, north: 3_500_000)
    #expect(grid.cell(at: Point(x: 500_000, y: 3_500_000))! == (0, 0))
    #expect(grid.cell(at: Point(x: 500_030, y: 3_499_970))! == (1, 1))
    #expect(grid.cell(at: grid.centre(column: 3, row: 2))! == (3, 2))
    #expect(grid.cell(at: Point(x: grid.east, y: 3_499_999)) == nil)
    #expect(grid.cell(at: Point(x: 500_001, y: grid.south)) == nil)
    #expect(grid.cell(at: Point(x: .nan, y: .infinity)) == nil)
  }

  @Test func `A grid that cannot be is refused`() {
    let system = ReferenceSystem(text: "x", measure: .plane(metresPerUnit: 1))
    func fault(_ west: Double, _ cell: Double, _ columns: Int) -> GridFault? {
      #expect(throws: GridFault.self) {
        try Grid(
          west: west, north: 0, cellWidth: cell, cellHeight: 1, columns: columns, rows: 1, reference: system)
      }
    }
    #expect(fault(.nan, 1, 1) == .origin)
    #expect(fault(0, -1, 1) == .cellSize)
    #expect(fault(0, 1, 0) == .size)
    #expect(fault(0, 1, .max) == .size)
    #expect(fault(1e300, 1, 1) == .precision)
    #expect(fault(0, 1e308, 10) == .precision)
    #expect(throws: GridFault.ellipsoid) { try Ellipsoid(semiMajor: -1, flattening: 0) }
  }

  @Test func `Tiles cover every cell once, in rows`() throws {
    let tiling = Tiling(try planeGrid(columns: 1000, rows: 700), size: 512)
    #expect(tiling.map(\.count) == [512 * 512, 488 * 512, 512 * 188, 488 * 188])
    #expect(tiling.map(\.index) == [0, 1, 2, 3])
    #expect(tiling[3].columns == 512..<1000 && tiling[3].rows == 512..<700)
  }

  @Test func `Grids are compared by system, cell size and shift`() throws {
    let grid = try planeGrid(columns: 100, rows: 100, cell: 30, west: 0, north: 3000)
    func moved(_ west: Double, _ north: Double, _ cell: Double = 30, _ columns: Int = 100) throws
      -> GridAlignment
    {
      grid.alignment(
        of: try planeGrid(columns: columns, rows: 100, cell: cell, west: west, north: north), tolerance: 0.01)
    }
    #expect(try moved(0, 3000) == .same)
    #expect(try moved(0, 3000, 30, 50) == .wholeCells(columns: 0, rows: 0))
    #expect(try moved(-60, 2970) == .wholeCells(columns: -2, rows: 1))
    #expect(try moved(15, 2970) == .fraction(columns: 0.5, rows: 1))
    #expect(try moved(0, 3000, 60) == .cellSize(width: 2, height: 2))
    var other = grid.reference
    other.text = "EPSG:4550"
    let foreign = try Grid(
      west: 0, north: 3000, cellWidth: 30, cellHeight: 30, columns: 100, rows: 100, reference: other)
    #expect(grid.alignment(of: foreign, tolerance: 0.01) == .reference)
  }

  /// The authalic radius of WGS 84, 6 371 007.1809 m (radius of the sphere of equal area, NIMA TR8350.2),
  /// gives the whole surface.
  @Test func `The cells of the whole Earth add to the area of the ellipsoid`() throws {
    let grid = try Grid(
      west: -180, north: 90, cellWidth: 1, cellHeight: 1, columns: 360, rows: 180,
      reference: ReferenceSystem(text: "EPSG:4326", measure: .degrees(.wgs84)))
    let total = grid.cellAreas(rows: 0..<180).reduce(0) { $0 + $1 * 360 }
    let authalic = 4 * Double.pi * 6_371_007.1809 * 6_371_007.1809
    #expect(abs(total / authalic - 1) < 1e-10)
  }

  @Test func `On a sphere the area is that of Archimedes`() throws {
    let sphere = try Ellipsoid(semiMajor: 1000, flattening: 0)
    let expected = 1_000_000 * (Double.pi / 180) * 2 * (sin(30 * Double.pi / 180) - sin(29 * Double.pi / 180))
    #expect(abs(sphere.area(south: 29, north: 30, width: 2) / expected - 1) < 1e-12)
  }

  /// Independent: Simpson's rule over M·N·cos φ, radii of curvature as in any textbook of geodesy.
  @Test(arguments: [-45.0, 0, 31.5, 89.9])
  func `A small cell has the area of the integral over the ellipsoid`(south: Double) {
    let (cell, f) = (0.00025, 1 / 298.257222101)
    let e2 = f * (2 - f)
    func density(_ latitude: Double) -> Double {
      let phi = latitude * Double.pi / 180
      let w = 1 - e2 * sin(phi) * sin(phi)
      return 6_378_137.0 * 6_378_137.0 * (1 - e2) / (w * w) * cos(phi)
    }
    let mean = (density(south) + 4 * density(south + cell / 2) + density(south + cell)) / 6
    let expected = mean * pow(cell * Double.pi / 180, 2)
    #expect(
      abs(Ellipsoid.cgcs2000.area(south: south, north: south + cell, width: cell) / expected - 1) < 1e-10)
  }

  /// Published lengths of a degree on WGS 84 (any table of geodesy): 111 319.49 m on the equator eastwards,
  /// 110 574.3 m northwards there, 111 131.7 m at 45° northwards (rounded).
  @Test func `A degree has its published length`() {
    let equator = Ellipsoid.wgs84.metresPerDegree(latitude: 0)
    #expect(abs(equator.east - 111_319.49) < 0.01)
    #expect(abs(equator.north - 110_574.3) < 0.1)
    #expect(abs(Ellipsoid.wgs84.metresPerDegree(latitude: 45).north - 111_131.7) < 0.1)
  }
}
