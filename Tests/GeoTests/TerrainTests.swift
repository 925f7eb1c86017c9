import Foundation
import Geo
import Testing

/// Goal: slope and flow are those of surfaces whose answer is known beforehand.
@Suite struct TerrainTests {
  static func relief(
    _ columns: Int, _ rows: Int, cell: Double = 10, _ height: (Double, Double) -> Double
  ) throws -> Relief {
    let grid = try planeGrid(columns: columns, rows: rows, cell: cell)
    let heights = (0..<grid.count).map { place -> Float in
      let centre = grid.centre(column: place % columns, row: place / columns)
      return Float(height(centre.x, centre.y))
    }
    return try Relief(grid, heights: heights)
  }

  /// z = 0.3 x + 0.4 y rises by 0.5 per metre towards the azimuth atan2(0.3, 0.4); it falls the other way.
  @Test func `A tilted plane has one slope and one aspect`() throws {
    let plane = try Self.relief(9, 9) { 0.3 * $0 + 0.4 * $1 }
    let middle = 4 * 9 + 4
    #expect(abs(plane.slope(in: .ratio, rows: 0..<9)[middle] - 0.5) < 1e-6)
    #expect(abs(plane.slope(in: .percent, rows: 0..<9)[middle] - 50) < 1e-4)
    #expect(abs(plane.slope(in: .radians, rows: 4..<5)[4] - 0.4636476) < 1e-6)
    #expect(abs(plane.slope(in: .degrees, rows: 4..<5)[4] - 26.565051) < 1e-4)
    #expect(abs(plane.aspect(rows: 4..<5)[4] - 216.869898) < 1e-4)
    #expect(abs(plane.aspectLength(rows: 4..<5)[4] - 1.4) < 1e-6, "0.6 + 0.8")
    // The plane is as steep at its edges and corners: differences are over what is known.
    #expect(plane.slope(in: .ratio, rows: 0..<9).allSatisfy { abs($0 - 0.5) < 1e-6 })
  }

  @Test func `A cone is equally steep all around and falls outwards`() throws {
    let cone = try Self.relief(41, 41) { 1000 - 0.25 * hypot($0 - 205, $1 - 205) }
    let (slopes, aspects) = (cone.slope(in: .ratio, rows: 0..<41), cone.aspect(rows: 0..<41))
    for (column, row, azimuth) in [(35, 20, 90.0), (20, 35, 180), (5, 20, 270), (20, 5, 0), (32, 8, 45)] {
      #expect(abs(slopes[row * 41 + column] - 0.25) < 0.002)
      #expect(abs(Double(aspects[row * 41 + column]) - azimuth) < 0.01)
    }
    #expect(slopes[20 * 41 + 20] == 0 && aspects[20 * 41 + 20].isNaN)
    #expect(cone.aspectLength(rows: 20..<21)[20] == 1)
  }

  @Test func `Beside a cell without height the difference is over one step`() throws {
    let relief = try Self.relief(3, 3) { x, _ in x > 20 ? .nan : x }
    #expect(relief.slope(in: .ratio, rows: 1..<2)[1] == 1, "Ten metres over one cell.")
    #expect(relief.slope(in: .ratio, rows: 1..<2)[2].isNaN)
  }

  /// Degrees shrink eastwards with latitude: a rise of 1 m per cell eastwards at 60°.
  @Test func `On a geographic grid the slope is per metre on the ground`() throws {
    let grid = try Grid(
      west: 0, north: 60.0005, cellWidth: 0.001, cellHeight: 0.001, columns: 3, rows: 1,
      reference: ReferenceSystem(text: "EPSG:4490", measure: .degrees(.cgcs2000)))
    let slope = try Relief(grid, heights: [0, 1, 2]).slope(in: .ratio, rows: 0..<1)[1]
    // 55 800.7 m to a degree of longitude at 60° on GRS 80: N cos φ with N = 6 394 209.2 m.
    #expect(abs(1 / slope - 55.8008) < 0.001)
  }

  @Test func `Heights that do not fit the grid are refused`() throws {
    let grid = try planeGrid(columns: 2, rows: 2)
    #expect(throws: ReliefFault.count(expected: 4, given: 3)) { try Relief(grid, heights: [1, 2, 3]) }
  }
}
