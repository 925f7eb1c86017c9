import Accounts
import Geo
import GeoFiles

/// Reads tiles of a grid: the file handles of one thread.
struct TileReading {
  private let readers: [LayerReader]
  /// Values of the tile that was read last, made as they are asked for.
  let layers: [TileLayer]
  private let classes: [(name: String, reader: LayerReader)]

  init(_ layers: [PreparedLayer]) throws {
    let readers = try layers.map { try LayerReader($0) }
    self.readers = readers
    self.layers = readers.map { reader in .made { reader.values($0, into: $1) } }
    classes = zip(layers, readers).filter { $0.0.isClasses }.map { ($0.0.name, $0.1) }
  }

  func read(_ tile: Tile) throws {
    for reader in readers { try reader.read(CellWindow(tile)) }
  }

  /// Raster values without a class, by layer name, among the values that were made since this was last asked:
  /// classes are translated as the cells are evaluated.
  func takeUnknownClasses() -> [String: [Int: Int]] {
    var found: [String: [Int: Int]] = [:]
    for (name, reader) in classes {
      let cells = reader.takeUnknownClasses()
      if !cells.isEmpty { found[name] = cells }
    }
    return found
  }

  /// The values of some cells of the tile that was read last, one column for each layer.
  func values(ofCells cells: [Int]) -> [[Double]] {
    readers.map { reader in
      cells.map { cell in
        var value = Double.nan
        reader.values(cell..<cell + 1, into: &value)
        return value
      }
    }
  }
}

extension Grid {
  /// What a cell measures in each row of a tile: m², and m.
  func measures(of tile: Tile) -> (areas: [Double], sizes: [Double]) {
    (cellAreas(rows: tile.rows), tile.rows.map { cellSize(row: $0).width })
  }
}
