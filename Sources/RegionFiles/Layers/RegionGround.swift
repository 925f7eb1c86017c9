public import Accounts
public import Foundation
public import Geo
public import GeoFiles
import Law

/// The grid of a region and its tiles.
public struct RegionGround: Sendable {
  public let frame: GridFrame
  public let system: CoordinateSystem
  public let grid: Grid
  public let tiling: Tiling

  /// Side of a tile: that of the stored blocks of large rasters; small grids get smaller tiles, so that
  /// several threads and shards have work. It follows from the grid alone, since sums are kept per tile.
  static func tileSide(columns: Int, rows: Int) -> Int { max(columns, rows) <= 1024 ? 128 : 512 }

  /// Reads the frame that the region names.
  ///
  /// - Throws: ``GeoFileError``; ``RegionGroundError`` when the description does not make a grid.
  public static func open(_ description: GridDescription, folder: URL) throws -> RegionGround {
    let written = try description.crs.map { try CoordinateSystem($0) }
    let frame: GridFrame
    let system: CoordinateSystem
    switch description.frame {
    case .like(let file):
      let facts = try RasterFile(folder.appendingPathComponent(file).path).facts
      frame = facts.frame
      guard let own = written ?? facts.coordinateSystem else { throw RegionGroundError.noSystem(file: file) }
      try agree(own, with: facts, file: file)
      system = own
    case .extent(let cell, let bounds):
      guard let own = written else { throw RegionGroundError.noSystem(file: "region.json5") }
      frame = try Self.frame(cell: cell, bounds: bounds)
      system = own
    }
    let grid = try frame.grid(in: system)
    let side = tileSide(columns: frame.columns, rows: frame.rows)
    return RegionGround(frame: frame, system: system, grid: grid, tiling: Tiling(grid, size: side))
  }

  /// A file may name its system in other words, or a datum a few hundred metres off; coordinates that mean a
  /// place ten kilometres away are those of another system.
  private static func agree(_ system: CoordinateSystem, with facts: RasterFacts, file: String) throws {
    guard let own = facts.coordinateSystem, !own.isSame(as: system) else { return }
    let corner = Point(x: facts.frame.west, y: facts.frame.north)
    guard own.distance(to: system, at: corner) < 0.1 else {
      throw RegionGroundError.otherSystem(file: file, own: own.name, written: system.name)
    }
  }

  private static func frame(cell: [Double], bounds: [Double]) throws(RegionGroundError) -> GridFrame {
    let (width, height) = (bounds[2] - bounds[0], bounds[3] - bounds[1])
    guard cell[0] > 0, cell[1] > 0, width > 0, height > 0 else { throw .emptyExtent }
    let columns = (width / cell[0]).rounded()
    let rows = (height / cell[1]).rounded()
    guard columns >= 1, rows >= 1, columns < 1e9, rows < 1e9 else { throw .emptyExtent }
    // A part of a cell at the edge would be land that is lost without a word.
    guard abs(width / cell[0] - columns) <= 1e-6, abs(height / cell[1] - rows) <= 1e-6 else {
      throw .brokenCells
    }
    return GridFrame(
      west: bounds[0], north: bounds[3], cellWidth: cell[0], cellHeight: cell[1], columns: Int(columns),
      rows: Int(rows))
  }
}

/// Why a description makes no grid.
public enum RegionGroundError: Error, Hashable, Sendable, CustomStringConvertible {
  case noSystem(file: String)
  /// The file names a system in which its coordinates mean another place than in the written one.
  case otherSystem(file: String, own: String, written: String)
  case emptyExtent
  case brokenCells

  public var description: String {
    switch self {
    case .noSystem(let file):
      "\(file)：不知道网格的坐标系，请在 grid 中写 crs · the grid's reference system is not known; add crs to grid"
    case .brokenCells:
      "grid：extent 不是整数个 cell，改成 cell 的整数倍 · extent is no whole number of cells; make it one"
    case .otherSystem(let file, let own, let written):
      "grid：\(file) 的坐标系是 \(own)，grid 却写了 \(written)，两者所指不是一处；请改正 crs · "
        + "grid: \(file) is in \(own), but crs says \(written), which is another place; correct crs"
    case .emptyExtent:
      "grid：cell 与 extent 不成网格，extent 应为 [xmin, ymin, xmax, ymax] · cell and extent make no grid"
    }
  }
}
