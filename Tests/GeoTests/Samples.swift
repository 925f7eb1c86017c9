import Geo

/// A seeded source of chance (SplitMix64).
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A plane grid with its upper left corner given; metres.
func planeGrid(
  columns: Int, rows: Int, cell: Double = 1, west: Double = 0, north: Double? = nil
) throws -> Grid {
  try Grid(
    west: west, north: north ?? Double(rows) * cell, cellWidth: cell, cellHeight: cell, columns: columns,
    rows: rows, reference: ReferenceSystem(text: "EPSG:4549", measure: .plane(metresPerUnit: 1)))
}

func ring(_ corners: (Double, Double)...) -> Ring { Ring(corners.map { Point(x: $0.0, y: $0.1) }) }

func polygon(_ outer: Ring, holes: [Ring] = [], rule: FillRule = .nonZero) -> ZonePolygon {
  ZonePolygon(parts: [.init(outer: outer, holes: holes)], rule: rule)
}

func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> ZonePolygon {
  polygon(ring((west, south), (east, south), (east, north), (west, north)))
}

/// The covered part of each cell of the whole grid for each zone: place = zone × cells + cell.
func fractions(_ coverage: ZoneCoverage, by rule: CoverageRule) -> [Double] {
  let grid = coverage.tiling.grid
  var parts = [Double](repeating: 0, count: (coverage.zoneCount + 1) * grid.count)
  for tile in coverage.tiling {
    let cover = coverage.cover(tile, by: rule)
    func place(_ cell: Int) -> Int {
      (tile.row + cell / tile.width) * grid.columns + tile.column + cell % tile.width
    }
    for (cell, zone) in cover.zones.enumerated() where zone != TileCoverage.divided {
      parts[Int(zone) * grid.count + place(cell)] += 1
    }
    for share in cover.shares {
      parts[Int(share.zone) * grid.count + place(Int(share.cell))] += share.fraction
    }
  }
  return parts
}

/// A lattice of squares with shaken inner corners, each cut into two triangles: a partition of the box.
func triangles(across: Int, side: Double, west: Double, south: Double, seed: UInt64) -> [ZonePolygon] {
  var chance = Chance(seed: seed)
  var corners: [Point] = []
  for row in 0...across {
    for column in 0...across {
      let inner = row > 0 && row < across && column > 0 && column < across
      // A fifth of the side: no square is shaken so much that its triangles overlap.
      let shake = inner ? 0.2 * side : 0
      corners.append(
        Point(
          x: west + Double(column) * side + Double.random(in: -1...1, using: &chance) * shake,
          y: south + Double(row) * side + Double.random(in: -1...1, using: &chance) * shake))
    }
  }
  return (0..<across * across).flatMap { square -> [ZonePolygon] in
    let first = square / across * (across + 1) + square % across
    let (a, b) = (corners[first], corners[first + 1])
    let (c, d) = (corners[first + across + 2], corners[first + across + 1])
    // One runs clockwise, one not: direction must not matter.
    return [polygon(Ring([a, b, c])), polygon(Ring([a, d, c, a]))]
  }
}
