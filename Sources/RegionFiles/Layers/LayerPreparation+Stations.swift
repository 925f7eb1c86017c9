import Accounts
import Foundation
import Geo
import GeoFiles

/// Layers interpolated from stations of a table.
extension LayerPreparation {
  func interpolated(_ name: String, _ binding: StationBinding) throws -> PreparedLayer {
    let path = folder.appendingPathComponent(binding.file).path
    let digest = try digests.digest(of: binding.file)
    let columns = "\(binding.x) \(binding.y) \(binding.column)"
    let method = "\(binding.method) \(binding.power) \(binding.neighbours) \(columns)"
    let target = scratch.appendingPathComponent(key("stations", digest, method, binding.crs))
    if !FileManager.default.fileExists(atPath: target.path) {
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
      let field = try StationField(
        try stations(path, binding), on: ground.grid, by: try interpolation(name, binding))
      try write(field, to: target)
    }
    let request = LayerRequest(target.path, band: 1, given: .nothing, resampling: .nearest)
    let aligned = try request.align(
      onto: ground.frame, in: ground.system, scratch: target.path + ".none", workers: 1)
    return PreparedLayer(
      name: name, aligned: aligned, meaning: number(name, unit: binding.unit), digest: digest,
      file: "\(binding.method)(\(binding.file))")
  }

  private func interpolation(_ name: String, _ binding: StationBinding) throws -> Interpolation {
    switch binding.method {
    case "nearest": return .nearest
    case "idw": return try .inverseDistance(power: binding.power, neighbours: binding.neighbours)
    default: throw LayerPreparationError.badMethod(name: name, method: binding.method)
    }
  }

  private func stations(_ path: String, _ binding: StationBinding) throws -> [Station] {
    let table = try TableFile(path)
    let (xs, ys) = (try table.numbers(column: binding.x), try table.numbers(column: binding.y))
    let values = try table.numbers(column: binding.column)
    let own = try CoordinateSystem(binding.crs)
    var places = zip(xs, ys).map { Point(x: $0, y: $1) }
    if !own.isSame(as: ground.system) {
      var box = Extent()
      for place in places { box.include(place) }
      let way = try CoordinateTransformation(from: own, to: ground.system, around: box)
      guard let moved = way.apply(to: places) else { throw LayerPreparationError.noPlace(file: binding.file) }
      places = moved
    }
    return zip(places, values).map { Station(place: $0, value: $1) }
  }

  /// Tiles of the writer's own size: the file's, not the account's.
  private func write(_ field: StationField, to target: URL) throws {
    let writer = try RasterWriter(
      target.path, frame: ground.frame, in: ground.system, bands: [BandPlan(type: .float32, nodata: .nan)])
    for tile in Tiling(ground.grid, size: RasterWriter.tileSide) {
      try field.values(in: tile).withUnsafeBufferPointer {
        try writer.write(band: 1, CellWindow(tile), from: $0)
      }
    }
    try writer.finish()
  }
}
