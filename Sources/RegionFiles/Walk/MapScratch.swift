import Foundation
import Geo
import GeoFiles

/// What maps are made of, on disk while the tiles are computed: for each quantity a plain file of Float32
/// cells, row after row. A tile's cells are in place before the tile is logged as finished, so a killed run
/// loses no map either.
final class MapScratch: Sendable {
  let folder: URL
  let quantities: [String]
  private let handles: [Int32]
  private let columns: Int

  /// Opens the files, making those that are not there.
  init(folder: URL, plan: String, quantities: [String], frame: GridFrame) throws {
    self.folder = folder
    self.quantities = quantities
    columns = frame.columns
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    handles = try quantities.indices.map { index in
      let path = folder.appendingPathComponent("map-\(plan.prefix(16))-\(index).raw").path
      let handle = open(path, O_RDWR | O_CREAT, 0o644)
      guard handle >= 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
      guard ftruncate(handle, off_t(frame.columns * frame.rows * 4)) == 0 else {
        throw CocoaError(.fileWriteOutOfSpace, userInfo: [NSFilePathErrorKey: path])
      }
      return handle
    }
  }

  deinit { for handle in handles { close(handle) } }

  /// Writes a tile's cells of one quantity.
  func write(_ cells: [Float], quantity: Int, tile: Tile) throws {
    for row in 0..<tile.height {
      let offset = off_t(((tile.row + row) * columns + tile.column) * 4)
      let written = cells.withUnsafeBytes { bytes in
        pwrite(handles[quantity], bytes.baseAddress.map { $0 + row * tile.width * 4 }, tile.width * 4, offset)
      }
      guard written == tile.width * 4 else {
        throw CocoaError(.fileWriteOutOfSpace, userInfo: [NSFilePathErrorKey: folder.path])
      }
    }
  }

  /// Reads the cells of a window of one quantity.
  func read(_ window: CellWindow, quantity: Int) throws -> [Float] {
    var cells = [Float](repeating: .nan, count: window.count)
    for row in 0..<window.rows {
      let offset = off_t(((window.row + row) * columns + window.column) * 4)
      let got = cells.withUnsafeMutableBytes { bytes in
        pread(
          handles[quantity], bytes.baseAddress.map { $0 + row * window.columns * 4 }, window.columns * 4,
          offset)
      }
      guard got == window.columns * 4 else { throw CocoaError(.fileReadCorruptFile) }
    }
    return cells
  }
}
