/// An amount of cells that belongs to a zone.
public struct ZoneAmount: Hashable, Sendable {
  /// Zone number: place in the list of polygons, from 1.
  public let zone: UInt32
  /// In cells; whole under the centre rule.
  public let cells: Double

  /// An amount of cells of a zone.
  public init(zone: UInt32, cells: Double) {
    self.zone = zone
    self.cells = cells
  }
}

/// By which rule a cell belongs to a zone; to be named wherever a figure by zone is printed.
public enum CoverageRule: String, Hashable, Sendable, CaseIterable {
  /// A cell belongs to the zone that holds its centre.
  case centre
  /// A cell is shared among zones by the area each covers.
  case area
}

/// Polygons laid on the tiles of a grid.
///
/// Zones are numbered from 1 in the order of the polygons; 0 is outside. There may be as many as memory
/// holds. A faulty polygon keeps its number and covers nothing. Where zones overlap, the first keeps the
/// cell or its share, and the overlap is counted: nothing is counted twice.
public struct ZoneCoverage: Sendable {
  /// The tiles that may be asked for.
  public let tiling: Tiling
  /// What is wrong with features, in their order.
  public var faults: [FeatureFault] { outlines.faults }
  /// Number of polygons, faulty ones included.
  public var zoneCount: Int { outlines.zones.count }

  let outlines: Outlines
  let index: ZoneIndex

  /// - Parameter polygons: In the units of the grid's reference system; at most 2³² − 2.
  public init(_ polygons: [ZonePolygon], on tiling: Tiling) {
    precondition(polygons.count < Int(UInt32.max) - 1, "More zones than numbers.")
    self.tiling = tiling
    outlines = Outlines(polygons)
    index = ZoneIndex(outlines, tiling)
  }

  /// The cells of a tile by a rule.
  ///
  /// - Parameter tile: Any window of the grid; one of the tiling's own tiles is found fastest.
  public func cover(_ tile: Tile, by rule: CoverageRule) -> TileCoverage {
    switch rule {
    case .centre: byCentre(tile)
    case .area: byArea(tile)
    }
  }

  /// Numbers, from 0 and ascending, of the zones that may touch a window.
  func candidates(_ window: Tile) -> ArraySlice<UInt32> {
    if tiling.indices.contains(window.index), tiling[window.index] == window { return index[window.index] }
    // A single cell, or a tile of another size, bears a number that means nothing here.
    guard window.count > 0 else { return [] }
    let side = tiling.size
    var found: Set<UInt32> = []
    for row in window.row / side...(window.row + window.height - 1) / side {
      for column in window.column / side...(window.column + window.width - 1) / side {
        found.formUnion(index[row * tiling.across + column])
      }
    }
    return found.sorted()[...]
  }
}

/// The zones of a tile's cells.
public struct TileCoverage: Hashable, Sendable {
  /// A part of a cell that belongs to a zone, or to the outside when `zone` is 0.
  public struct Share: Hashable, Sendable {
    /// Place of the cell in the tile, row by row.
    public let cell: UInt32
    /// Zone number, from 1; 0 is outside.
    public let zone: UInt32
    /// Between 0 and 1. The shares of a cell add to 1 within 1e-9.
    public let fraction: Double

    /// A part of a cell.
    public init(cell: UInt32, zone: UInt32, fraction: Double) {
      self.cell = cell
      self.zone = zone
      self.fraction = fraction
    }
  }

  /// Marks a cell in ``zones`` that is divided; see ``shares``.
  public static let divided = UInt32.max

  /// The tile whose cells are told.
  public let tile: Tile
  /// For each cell the number of the zone that has it wholly, 0 outside, or ``divided``.
  public internal(set) var zones: [UInt32]
  /// The parts of divided cells, in order of zone and cell; the outside's come first.
  public internal(set) var shares: [Share] = []
  /// What zones lost to zones before them.
  public internal(set) var overlaps: [ZoneAmount] = []
  /// Cells in which a zone's outline winds wrongly: it crosses itself, or its rings overlap.
  public internal(set) var crossings: [ZoneAmount] = []

  /// A tile in which every cell is outside, or belongs to the zones given.
  ///
  /// - Parameter zones: Zone numbers row by row, such as a raster of zones read from a file.
  public init(tile: Tile, zones: [UInt32]) {
    precondition(zones.count == tile.count, "One zone number for each cell.")
    self.tile = tile
    self.zones = zones
  }
}

extension TileCoverage {
  /// One zone for each cell: of a divided cell the one that has most of it, even where more of it lies
  /// outside, for outside there are no figures of zones.
  public var foremost: [UInt32] {
    var foremost = zones
    var best: [UInt32: Double] = [:]
    for share in shares where share.zone != 0 && share.fraction > best[share.cell] ?? 0 {
      best[share.cell] = share.fraction
      foremost[Int(share.cell)] = share.zone
    }
    return foremost.map { $0 == Self.divided ? 0 : $0 }
  }
}
