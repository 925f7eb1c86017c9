internal import Geo

/// How a layer comes onto the region's grid.
public enum LayerAlignment: Hashable, Sendable {
  /// Its cells are the grid's cells.
  case same
  /// Its cells coincide with the grid's, but its first cell is the grid's cell (columns, rows), which may
  /// lie outside. Nothing is resampled.
  case shifted(columns: Int, rows: Int)
  /// It was resampled into a file of its own.
  case warped(Warp)

  /// What a warp did.
  public struct Warp: Hashable, Sendable {
    public var resampling: Resampling
    public var reason: Reason
    /// Name of the layer's own reference system.
    public var source: String
    /// What is known of the shift between the two datums.
    public var datumShift: DatumShift
    /// False when places may be off by 100 m or more, because no shift between the datums is known.
    public var knowsDatumShift: Bool { datumShift != .unknown }
  }

  /// Why a layer cannot be read as it lies.
  public enum Reason: Hashable, Sendable {
    /// It is in another reference system.
    case system
    /// Its cells are so many times as wide and high as the grid's.
    case cellSize(width: Double, height: Double)
    /// Its cells lie between the grid's: so many cells east and south.
    case fraction(columns: Double, rows: Double)
  }

  /// Cells may drift apart by this part of a cell over the whole layer and still count as the same.
  ///
  /// Files round their origin and cell size in the last digits; a hundredth of a cell moves no centre out
  /// of its cell.
  public static let tolerance = 0.01
}

/// What must be done to read a layer on the grid, before it is done.
enum AlignmentNeed {
  case none(LayerAlignment)
  case warp(LayerAlignment.Reason)
}

extension GridFrame {
  /// Compares a layer's cells with the grid's.
  func need(
    of layer: GridFrame, in layerSystem: CoordinateSystem, onto system: CoordinateSystem
  ) throws(GeoFileError) -> AlignmentNeed {
    guard layerSystem.isSame(as: system) else { return .warp(.system) }
    let mine = try grid(in: system)
    switch mine.alignment(of: try layer.grid(in: system), tolerance: LayerAlignment.tolerance) {
    case .same: return .none(.same)
    case .wholeCells(let columns, let rows): return .none(.shifted(columns: columns, rows: rows))
    case .fraction(let columns, let rows): return .warp(.fraction(columns: columns, rows: rows))
    case .cellSize(let width, let height): return .warp(.cellSize(width: width, height: height))
    case .reference: return .warp(.system)
    }
  }
}

extension LayerAlignment: CustomStringConvertible {
  /// For the report and the log: `中文 · English`.
  public var description: String {
    switch self {
    case .same: return "网格相同 · same grid"
    case .shifted(let columns, let rows):
      return "整格平移 \(columns) 列 \(rows) 行 · shifted by \(columns) columns and \(rows) rows"
    case .warped(let warp):
      let doubt = warp.datumShift.caution.map { (zh: "；\($0.zh)", en: "; \($0.en)") } ?? (zh: "", en: "")
      let (way, source) = (warp.resampling.rawValue, warp.source)
      return "重采样（\(way)，源 \(source)）\(doubt.zh) · resampled (\(way), from \(source))\(doubt.en)"
    }
  }
}
