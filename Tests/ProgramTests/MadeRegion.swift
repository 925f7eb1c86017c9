import Foundation
import Geo
import GeoFiles

/// A good region, made of seeded data: layers, zones, tables and `region.json5`, all kept as values until
/// they are written, so that a test can spoil any one of them first.
struct MadeRegion {
  static let crs = "EPSG:32650"

  let land: MadeLand
  var frame: GridFrame { land.frame }
  /// Rasters by file name.
  var layers: [String: MadeLayer] = [:]
  /// Text files by name.
  var tables: [String: String] = [:]
  var zones: MadeZones
  /// Texts of the region file, by key.
  var head: [String: String] = [:]
  var variants: [String: String] = [:]
  /// Texts of the inputs, by name.
  var inputs: [String: String] = [:]
  var overrides: [String] = []

  /// - Parameter seed: Decides the noise in the data.
  init(columns: Int = 160, rows: Int = 120, seed: UInt64 = 2) {
    let frame = GridFrame(
      west: 690_000, north: 3_480_000, cellWidth: 100, cellHeight: 100, columns: columns, rows: rows)
    land = MadeLand(frame: frame, seed: seed)
    zones = MadeZones(frame: frame)
    addLayers()
    addTables()
    addHead()
    addInputs()
  }

  private mutating func addLayers() {
    let land = land
    let layer = land.layer
    layers = [
      "rain.tif": layer(land.rain), "demand.tif": layer(land.demand), "erosivity.tif": layer(land.erosivity),
      "sand.tif": layer(land.sand), "silt.tif": layer(land.silt), "clay.tif": layer(land.clay),
      "carbon.tif": layer(land.carbon), "plant-water.tif": layer(land.plantWater),
      "soil-depth.tif": layer(land.soilDepth), "kept.tif": layer(land.carbonKept),
      "storms.tif": layer(land.storms), "cooling.tif": layer(land.coolEvaporation),
    ]
    layers["dem.tif"] = MadeLayer(bands: [land.cells(land.elevation)], frame: frame)
    layers["landuse.tif"] = MadeLayer(
      bands: [land.cells { Double(land.use($0, $1).rawValue) }], type: .uint8, nodata: 255, frame: frame)
    let red = land.cells { (2000 * (1 - land.ndvi($0, $1))).rounded() }
    let infrared = land.cells { (2000 * (1 + land.ndvi($0, $1))).rounded() }
    layers["image.tif"] = MadeLayer(bands: [red, infrared], type: .uint16, nodata: 0, frame: frame)
  }

  private mutating func addTables() {
    tables["county.csv"] = """
      code,so2,nox,dust,cod,nh3n,tp,visitors,expense,hours,wage,surplus
      999901,620,900,1400,4100,420,52,860000,310,3.5,32,140

      """
    tables["towns.csv"] = """
      town,yield,output,cost
      99990101,21000,61000000,30000000
      99990102,34000,98000000,52000000
      99990103,27000,79000000,41000000
      99990104,30000,83000000,45000000

      """
    var days = ["day,maximum"]
    for day in 0..<365 {
      let warm = 20.5 - 13 * cos(2 * Double.pi * (Double(day) - 15) / 365)
      let noise = 6 * (SeededChance.share(land.seed, day, 7) - 0.5)
      days.append("\(Self.date(day)),\((10 * (warm + noise)).rounded() / 10)")
    }
    tables["temperature.csv"] = days.joined(separator: "\n") + "\n"
  }

  /// The day of 2021 with this number, from 0.
  static func date(_ day: Int) -> String {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var (rest, month) = (day, 0)
    while rest >= lengths[month] {
      rest -= lengths[month]
      month += 1
    }
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "2021-\(two(month + 1))-\(two(rest + 1))"
  }

  /// Writes everything into a folder, which is made.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, layer) in layers { try layer.write(to: folder.appendingPathComponent(name)) }
    for (name, text) in tables { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try zones.write(to: folder.appendingPathComponent("zones.gpkg"))
    try Data(text.utf8).write(to: folder.appendingPathComponent("region.json5"))
  }
}
