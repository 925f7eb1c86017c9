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
    // At the western edge the cell itself stands for its neighbour: half the rise, over two cells.
    let edge = plane.slope(in: .ratio, rows: 4..<5)[0]
    #expect(abs(edge - Float((0.15 * 0.15 + 0.16).squareRoot())) < 1e-6)
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

  @Test func `A neighbour without height counts as high as the cell itself`() throws {
    let relief = try Self.relief(3, 3) { x, _ in x > 20 ? .nan : x }
    #expect(relief.slope(in: .ratio, rows: 1..<2)[1] == 0.5, "Ten metres over two cells.")
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

  @Test func `On a plane falling west each cell gathers its row`() throws {
    let drainage = try Self.relief(5, 4) { x, _ in x }.drainage()
    #expect(drainage.ways[5..<10] == [Drainage.outlet, 4, 4, 4, 4])
    #expect(drainage.upstreamCells()[5..<10] == [4, 3, 2, 1, 0])
    #expect(drainage.upslopeArea()[5..<10] == [400, 300, 200, 100, 0])
    #expect(drainage.slopeLength(cutoff: 0)[5..<10] == [45, 35, 25, 15, 5])
    #expect(drainage.raised == 0)
  }

  @Test func `Slope length begins anew where the fall breaks off`() throws {
    // From the east: falls of 10, 10, 1, 1 metres.
    let heights: [Float] = [0, 1, 2, 12, 22]
    let drainage = try Relief(try planeGrid(columns: 5, rows: 1, cell: 10), heights: heights).drainage()
    #expect(drainage.slopeLength(cutoff: 0.5) == [25, 15, 5, 15, 5])
    #expect(drainage.slopeLength(cutoff: 0) == [45, 35, 25, 15, 5])
  }

  @Test func `A pit is filled to its spill and drains there`() throws {
    // A bowl of 5 × 5 with its rim at 10, notched to 6 in the middle of the east side.
    var heights: [Float] = [
      10, 10, 10, 10, 10, 10, 3, 3, 3, 10, 10, 3, 1, 3, 6, 10, 3, 3, 3, 10, 10, 10, 10, 10, 10,
    ]
    let grid = try planeGrid(columns: 5, rows: 5, cell: 30)
    let drainage = try Relief(grid, heights: heights).drainage()
    #expect(drainage.raised == 9)
    for cell in [6, 7, 8, 11, 12, 13, 16, 17, 18] { #expect(drainage.filled[cell] == 6) }
    #expect(drainage.ways[14] == Drainage.outlet)
    #expect(drainage.ways[12] == 0 && drainage.ways[13] == 0 && drainage.ways[8] == 1)
    #expect(drainage.upstreamCells()[14] >= 9)
    // Sea in the middle of it: nothing is raised, and water leaves there.
    heights[12] = .nan
    let sea = try Relief(grid, heights: heights).drainage()
    #expect(sea.raised == 0 && sea.ways[12] == Drainage.none && sea.ways[11] == Drainage.outlet)
    #expect(sea.upslopeArea()[12].isNaN && sea.slopeLength(cutoff: 0)[12].isNaN)
  }

  @Test func `A flat drains to its nearest edge`() throws {
    let drainage = try Self.relief(7, 7) { _, _ in 5 }.drainage()
    #expect(drainage.ways.filter { $0 == Drainage.outlet }.count == 24)
    let lengths = drainage.slopeLength(cutoff: 0)
    // The middle is three steps from the edge, at most 14.2 m each; it begins with half a step.
    #expect(lengths.allSatisfy { $0 <= 3.5 * 14.2 })
  }

  /// Independent: Planchon and Darboux's filling, lowering a flood until nothing changes.
  static func filled(_ heights: [Float], _ columns: Int) -> [Float] {
    let rows = heights.count / columns
    var water = heights.enumerated().map { place, height -> Float in
      let (x, y) = (place % columns, place / columns)
      return x == 0 || y == 0 || x == columns - 1 || y == rows - 1 ? height : .infinity
    }
    var changed = true
    while changed {
      changed = false
      for y in 1..<rows - 1 {
        for x in 1..<columns - 1 {
          let around = (-1...1).flatMap { dy in (-1...1).map { dx in water[(y + dy) * columns + x + dx] } }
          let lowered = max(heights[y * columns + x], around.min() ?? .infinity)
          if lowered < water[y * columns + x] {
            water[y * columns + x] = lowered
            changed = true
          }
        }
      }
    }
    return water
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `Any relief is filled as by another method and drains without circles`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let steps = seed % 2 == 0 ? 6.0 : 1e6
    let relief = try Self.relief(40, 30) { x, _ in
      x / 50 + (Double.random(in: 0...steps, using: &chance)).rounded() * 6 / steps
    }
    let drainage = relief.drainage()
    #expect(drainage.filled == Self.filled(relief.heights, 40))
    let upstream = drainage.upstreamCells()
    var arrived = 0
    for (cell, way) in drainage.ways.enumerated() where way == Drainage.outlet {
      arrived += Int(upstream[cell]) + 1
    }
    #expect(arrived == 1200, "All water leaves the land.")
    #expect(drainage.upslopeArea().enumerated().allSatisfy { $1 == Float(upstream[$0]) * 100 })
  }

  @Test func `On a geographic grid upslope areas are those of the ellipsoid`() throws {
    let grid = try Grid(
      west: 0, north: 30, cellWidth: 0.01, cellHeight: 0.01, columns: 1, rows: 3,
      reference: ReferenceSystem(text: "EPSG:4490", measure: .degrees(.cgcs2000)))
    let area = try Relief(grid, heights: [3, 2, 1]).drainage().upslopeArea()
    #expect(area == [0, Float(grid.cellArea(row: 0)), Float(grid.cellArea(row: 0) + grid.cellArea(row: 1))])
  }

  @Test func `Heights that do not fit the grid are refused`() throws {
    let grid = try planeGrid(columns: 2, rows: 2)
    #expect(throws: ReliefFault.count(expected: 4, given: 3)) { try Relief(grid, heights: [1, 2, 3]) }
  }
}
