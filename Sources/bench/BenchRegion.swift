import Dispatch
import Foundation
import GeoFiles
import Seals
import Synchronization

/// A made-up region on a grid of 30 m cells, with all that the method pack asks for 16 indicators.
struct BenchRegion {
  let folder: URL
  let side: Int

  /// The region whose layers are all given; its data serve both.
  var plain: URL { folder.appendingPathComponent("plain") }
  /// The same region with LS made from the elevation of neighbouring cells.
  var terrain: URL { folder.appendingPathComponent("terrain") }

  var layerPaths: [String] { BenchLayer.all.map { plain.appendingPathComponent($0.file).path } }

  private var files: [String] { (BenchLayer.all + [.elevation]).map(\.file) + ["towns.gpkg"] }
  private var digests: URL { folder.appendingPathComponent("digests.txt") }

  private var frame: GridFrame {
    GridFrame(west: 400_000, north: 3_400_000, cellWidth: 30, cellHeight: 30, columns: side, rows: side)
  }

  /// Makes the data unless they are there, whole and unchanged; the region files are written each time.
  func make() throws {
    for place in [plain, terrain] {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }
    if !isMade {
      try checkSpace()
      try? FileManager.default.removeItem(at: digests)
      try makeData()
      try digestLines().joined(separator: "\n").write(to: digests, atomically: true, encoding: .utf8)
    }
    try BenchRegionText(name: "bench-\(side)", terrain: false).text
      .write(to: plain.appendingPathComponent("region.json5"), atomically: true, encoding: .utf8)
    try BenchRegionText(name: "bench-\(side)-terrain", terrain: true).text
      .write(to: terrain.appendingPathComponent("region.json5"), atomically: true, encoding: .utf8)
  }

  private var isMade: Bool {
    guard let kept = try? String(contentsOf: digests, encoding: .utf8) else { return false }
    return (try? digestLines().joined(separator: "\n")) == kept
  }

  private func digestLines() throws -> [String] {
    try Self.each(files) {
      "\(try ContentDigest(ofFile: plain.appendingPathComponent($0).path, by: .sha256))  \($0)"
    }
  }

  private func makeData() throws {
    let system = try CoordinateSystem("EPSG:32650")
    try BenchZones(frame: frame).write(to: plain.appendingPathComponent("towns.gpkg").path, in: system)
    _ = try Self.each(BenchLayer.all + [.elevation]) { layer in
      try layer.write(to: plain.appendingPathComponent(layer.file).path, frame: frame, in: system)
      return layer.name
    }
  }

  /// The layers take up to four bytes a cell, should nothing be compressed.
  private func checkSpace() throws {
    let needed = (BenchLayer.all.count + 1) * side * side * 4
    let values = try folder.resourceValues(forKeys: [.volumeAvailableCapacityKey])
    guard let free = values.volumeAvailableCapacity, free < needed else { return }
    throw BenchError(
      "\(folder.path)：磁盘只剩 \(free >> 20) MB，需要 \(needed >> 20) MB"
        + " · \(free >> 20) MB are free, \(needed >> 20) MB are needed; choose another folder")
  }

  /// Does something for each of several things side by side, and keeps their order.
  private static func each<Thing: Sendable>(
    _ things: [Thing], _ make: @Sendable (Thing) throws -> String
  ) throws -> [String] {
    let made = Mutex<[Int: Result<String, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: things.count) { index in
      let result = Result { try make(things[index]) }
      made.withLock { $0[index] = result }
    }
    return try made.withLock { made in try made.sorted { $0.key < $1.key }.map { try $0.value.get() } }
  }
}

/// Why nothing can be measured.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
