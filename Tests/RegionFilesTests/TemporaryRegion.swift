import Accounts
import Formula
import Foundation
import Geo
import GeoFiles
import Law
import RegionFiles
import Testing

/// A region folder that goes away with the test.
final class TemporaryRegion {
  let folder: URL
  let units: UnitSystem
  let shelf: PackShelf

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("region-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("lab"), withIntermediateDirectories: true)
    let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    units = try UnitSystem(definitions: home.appendingPathComponent("Packs/units.xml").path)
    shelf = PackShelf(folder: home.appendingPathComponent("Packs/methods"), units: units)
    try write("lab/pack.json5", LabPack.head)
    try write("lab/rules.json5", LabPack.rules)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ name: String, _ text: String) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  /// Folder for what a run keeps.
  func work(_ name: String = "work") -> URL { folder.appendingPathComponent(name) }

  /// A raster of one band in EPSG:4549 (CGCS2000, metres) whose cells follow a rule of column and row.
  func raster(
    _ name: String, _ frame: GridFrame, type: CellType = .float32, _ rule: (Int, Int) -> Double
  ) throws {
    let plan = BandPlan(type: type, nodata: type.isWhole ? 255 : .nan)
    let writer = try RasterWriter(
      folder.appendingPathComponent(name).path, frame: frame, in: CoordinateSystem("EPSG:4549"), bands: [plan]
    )
    let values = (0..<frame.rows).flatMap { row in (0..<frame.columns).map { rule($0, row) } }
    try values.withUnsafeBufferPointer { try writer.write(band: 1, frame.whole, from: $0) }
    try writer.finish()
  }

  /// Zones as boxes in metres: code, west, south, east, north.
  func zones(_ name: String, _ boxes: [(code: String, bounds: [Double])]) throws {
    let features = boxes.map { code, b in
      "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(code)\"},"
        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
        + "[\(b[0]),\(b[1])],[\(b[2]),\(b[1])],[\(b[2]),\(b[3])],[\(b[0]),\(b[3])],[\(b[0]),\(b[1])]]]}}"
    }
    try write(name, "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ",\n"))]}")
  }

  func open(_ text: String) throws -> RegionFolder {
    try write("region.json5", text)
    let (region, problems) = try RegionFolder.open(folder.path, shelf: shelf)
    return try #require(region, "\(problems)")
  }

  func prepare(_ text: String, threads: Int = 2) throws -> (RegionFolder, PreparedRegion) {
    let opened = try open(text)
    return (
      opened, try PreparedRegion.open(opened.study, folder: folder, scratch: work(), threads: threads)
    )
  }

  /// Everything from the text to the account.
  func account(_ text: String, threads: Int = 2) throws -> Account {
    let (opened, prepared) = try prepare(text, threads: threads)
    let look = try RegionSurvey(prepared, threads: threads, tileLimit: 64).look()
    let cube = try complete(prepared, work: work(), threads: threads)
    return try FinishedAccount.make(
      cube, of: prepared, opened: opened, look: look, folder: "region", program: "test",
      threads: threads
    ).account
  }

  /// The sums of all tiles.
  func complete(_ region: PreparedRegion, work: URL, threads: Int = 2) throws -> Cube {
    let options = AccountRun.Options(
      work: work, threads: threads, shard: .whole, maps: false, mergeOnly: false)
    let outcome = try AccountRun(region, options: options).run(progress: { _, _ in }, stop: { false })
    guard case .complete(let cube) = outcome else { throw Incomplete() }
    return cube
  }

  struct Incomplete: Error {}
}

extension PreparedRegion {
  /// All cells of a layer on the region's grid, row by row.
  func cells(_ name: String) throws -> [Double] {
    guard case .grid(let body) = body else { return [] }
    let layer = try #require(body.layers.first { $0.name == name })
    let frame = body.ground.frame
    var cells = [Double](repeating: .nan, count: frame.columns * frame.rows)
    try cells.withUnsafeMutableBufferPointer { try LayerReader(layer).read(frame.whole, into: $0) }
    return cells
  }
}

extension Account {
  func total(_ id: String) -> IndicatorTotal? { indicators.first { $0.id == id } }

  /// Hectares of a zone over all ecosystems.
  func area(_ zone: String) -> Double { areas.filter { $0.zone == zone }.reduce(0) { $0 + $1.area } }

  func physical(_ zone: String, _ indicator: String) -> Double {
    sums.filter { $0.zone == zone && $0.indicator == indicator }.reduce(0) { $0 + $1.physical }
  }
}

/// Whether two numbers agree to a share of their size.
func isNear(_ left: Double?, _ right: Double, within share: Double = 1e-12) -> Bool {
  guard let left else { return false }
  return abs(left - right) <= share * max(abs(left), abs(right))
}
