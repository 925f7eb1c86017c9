/// Turns the covered parts of one zone after the other into whole and divided cells.
struct AreaClaims {
  /// Parts nearer than this to 0 or 1 are 0 or 1: rounding leaves about 1e-13.
  private static let grain = 1e-10
  /// A cell may be overdrawn by this much before it is called an overlap.
  private static let slack = 1e-9

  private var coverage: TileCoverage
  private var shares: [TileCoverage.Share] = []
  /// The part of each cell that earlier zones have.
  private var taken: [Double]

  init(_ tile: Tile) {
    coverage = TileCoverage(tile: tile, zones: [UInt32](repeating: 0, count: tile.count))
    taken = [Double](repeating: 0, count: tile.count)
  }

  mutating func claim(_ number: UInt32, _ cells: CellWindow, _ rule: FillRule, _ ledger: AreaLedger) {
    var (lost, strayed) = (0.0, 0)
    for row in cells.rows {
      let start = row * coverage.tile.width
      ledger.takeRow(row, cells.columns) { column, winding in
        if abs(winding) < Self.grain { return }
        if winding < -Self.slack || winding > 1 + Self.slack { strayed += 1 }
        lost += claim(number, start + column, Self.part(winding, rule))
      }
    }
    if lost > 0 { coverage.overlaps.append(ZoneAmount(zone: number, cells: lost)) }
    if strayed > 0 { coverage.crossings.append(ZoneAmount(zone: number, cells: Double(strayed))) }
  }

  /// The part inside, where the outline winds several times or backwards.
  private static func part(_ winding: Double, _ rule: FillRule) -> Double {
    var part = abs(winding)
    if rule == .evenOdd && part > 1 {
      part = part.truncatingRemainder(dividingBy: 2)
      if part > 1 { part = 2 - part }
    }
    return part > 1 - grain ? 1 : part
  }

  /// Gives a zone its part of a cell, as far as earlier zones left it; answers what it lost.
  private mutating func claim(_ number: UInt32, _ cell: Int, _ part: Double) -> Double {
    if part < Self.grain { return 0 }
    let before = taken[cell]
    if before == 0 && part == 1 {
      coverage.zones[cell] = number
      taken[cell] = 1
      return 0
    }
    let got = min(part, 1 - before)
    if got >= Self.grain {
      coverage.zones[cell] = TileCoverage.divided
      shares.append(.init(cell: UInt32(cell), zone: number, fraction: got))
      taken[cell] = before + got
    }
    return part - got > Self.slack ? part - got : 0
  }

  /// Adds the outside's shares of divided cells.
  consuming func finished() -> TileCoverage {
    var outside: [TileCoverage.Share] = []
    for (cell, zone) in coverage.zones.enumerated() where zone == TileCoverage.divided {
      let left = 1 - taken[cell]
      if left > Self.slack { outside.append(.init(cell: UInt32(cell), zone: 0, fraction: left)) }
    }
    coverage.shares = outside + shares
    return coverage
  }
}
