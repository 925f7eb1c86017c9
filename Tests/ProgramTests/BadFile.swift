import Foundation
import GeoFiles

/// A file of a good region made unreadable, and the word by which the message must name it.
struct BadFile: CustomStringConvertible, Sendable {
  let description: String
  let names: String
  let apply: @Sendable (URL) throws -> Void

  init(_ description: String, names: String, _ apply: @escaping @Sendable (URL) throws -> Void) {
    self.description = description
    self.names = names
    self.apply = apply
  }
}

extension BadFile {
  /// A file replaced by bytes.
  static func bytes(_ description: String, _ file: String, _ bytes: [UInt8]) -> BadFile {
    BadFile(description, names: file) { try Data(bytes).write(to: $0.appendingPathComponent(file)) }
  }

  static func text(_ description: String, _ file: String, _ text: String) -> BadFile {
    bytes(description, file, Array(text.utf8))
  }

  /// The text of a file changed.
  static func edit(
    _ description: String, _ file: String, names: String? = nil, _ old: String, _ new: String
  ) -> BadFile {
    BadFile(description, names: names ?? file) { folder in
      let url = folder.appendingPathComponent(file)
      let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      try Data(text.replacing(old, with: new).utf8).write(to: url)
    }
  }

  static func gone(_ file: String) -> BadFile {
    BadFile("\(file) is not there", names: file) {
      try FileManager.default.removeItem(at: $0.appendingPathComponent(file))
    }
  }

  /// The zones replaced by other files.
  static func zones(
    _ description: String, _ file: String, _ write: @escaping @Sendable (URL) throws -> Void
  ) -> BadFile {
    BadFile(description, names: file) { folder in
      try write(folder.appendingPathComponent(file))
      let region = folder.appendingPathComponent("region.json5")
      let text = String(decoding: try Data(contentsOf: region), as: UTF8.self)
      try Data(text.replacing("zones.gpkg", with: file).utf8).write(to: region)
    }
  }

  /// A raster of another shape in place of the rain.
  static func rain(_ description: String, _ layer: @escaping @Sendable () -> MadeLayer) -> BadFile {
    BadFile(description, names: "rain.tif") { try layer().write(to: $0.appendingPathComponent("rain.tif")) }
  }
}

/// Files written byte by byte, after the TIFF 6.0 and the ESRI shapefile (1998) descriptions.
enum RawBytes {
  /// A grey TIFF of one strip whose header promises `side`² cells, with no place in the world.
  static func tiff(side: Int, cells: [UInt8]) -> [UInt8] {
    let entries: [(tag: Int, value: Int)] = [
      (256, side), (257, side), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, side),
      (279, cells.count),
    ]
    let start = 8 + cells.count + cells.count % 2
    var bytes: [UInt8] = [0x49, 0x49, 42, 0] + little(start) + cells
    if cells.count % 2 == 1 { bytes.append(0) }
    bytes += little(entries.count).prefix(2)
    for entry in entries {
      bytes += little(entry.tag).prefix(2) + little(4).prefix(2) + little(1) + little(entry.value)
    }
    return bytes + little(0)
  }

  /// The `.shp` of one square.
  static var squareShape: [UInt8] {
    let corners = [
      (690_500.0, 3_479_500.0), (694_000, 3_479_500), (694_000, 3_476_000), (690_500, 3_476_000),
      (690_500, 3_479_500),
    ]
    let box = [690_500.0, 3_476_000, 694_000, 3_479_500].flatMap(real)
    let points = corners.flatMap { real($0.0) + real($0.1) }
    let content = little(5) + box + little(1) + little(5) + little(0) + points
    return header(words: 50 + 4 + content.count / 2) + big(1) + big(content.count / 2) + content
  }

  /// The `.shx` that belongs to it.
  static var squareIndex: [UInt8] { header(words: 54) + big(50) + big((squareShape.count - 108) / 2) }

  private static func header(words: Int) -> [UInt8] {
    let box = [690_500.0, 3_476_000, 694_000, 3_479_500, 0, 0, 0, 0].flatMap(real)
    return big(9994) + [UInt8](repeating: 0, count: 20) + big(words) + little(1000) + little(5) + box
  }

  private static func big(_ number: Int) -> [UInt8] { little(number).reversed() }

  private static func little(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) } }

  private static func real(_ number: Double) -> [UInt8] {
    (0..<8).map { UInt8(number.bitPattern >> (8 * UInt64($0)) & 0xFF) }
  }
}
