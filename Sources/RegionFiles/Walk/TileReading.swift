import Accounts
import Geo
import GeoFiles

/// Reads tiles of a grid: the file handles of one thread.
struct TileReading {
  /// Nil for a layer that nobody needs.
  private let readers: [LayerReader?]
  /// Values of the tile that was read last, made as they are asked for.
  let layers: [TileLayer]
  private let classes: [(name: String, reader: LayerReader)]

  /// - Parameter needed: Numbers of the layers that are read; nil for all.
  init(_ layers: [PreparedLayer], needed: Set<Int>? = nil) throws {
    let readers = try layers.enumerated().map { number, layer in
      needed?.contains(number) == false ? nil : try LayerReader(layer)
    }
    self.readers = readers
    self.layers = readers.map { reader in
      .made { part, target in
        if let reader { return reader.values(part, into: target) }
        target.update(repeating: .nan, count: part.count)
      }
    }
    classes = zip(layers, readers).compactMap { layer, reader in
      layer.isClasses ? reader.map { (layer.name, $0) } : nil
    }
  }

  func read(_ tile: Tile) throws {
    for reader in readers { try reader?.read(CellWindow(tile)) }
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
        reader?.values(cell..<cell + 1, into: &value)
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
