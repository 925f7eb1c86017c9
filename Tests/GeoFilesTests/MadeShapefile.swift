import Foundation

/// Writes point shapefiles byte by byte, after the ESRI shapefile technical description (1998) and the
/// dBASE III header, so that attributes can be in any encoding and no `.cpg` need exist.
extension TemporaryFolder {
  func shapefile(_ name: String, field: [UInt8], texts: [[UInt8]]) -> String {
    let count = texts.count
    var shapes = shapeHeader(words: 50 + count * 14)
    var index = shapeHeader(words: 50 + count * 4)
    for place in 0..<count {
      shapes += big(place + 1) + big(10) + little(1) + real(Double(place)) + real(Double(place))
      index += big(50 + place * 14) + big(10)
    }
    _ = write(name + ".shx", index)
    _ = write(name + ".dbf", dbase(field: field, texts: texts))
    return write(name + ".shp", shapes)
  }

  /// A dBASE table of one text column of 20 bytes.
  func dbase(field: [UInt8], texts: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = [3, 121, 1, 1] + little(texts.count) + [65, 0, 21, 0]
    bytes += [UInt8](repeating: 0, count: 20)
    bytes += field + [UInt8](repeating: 0, count: 11 - field.count) + [UInt8(ascii: "C"), 0, 0, 0, 0, 20]
    bytes += [UInt8](repeating: 0, count: 15) + [0x0D]
    for text in texts {
      bytes += [0x20] + text.prefix(20) + [UInt8](repeating: 0x20, count: max(0, 20 - text.count))
    }
    return bytes + [0x1A]
  }

  private func shapeHeader(words: Int) -> [UInt8] {
    let box = [0.0, 0, 9, 9, 0, 0, 0, 0].flatMap(real)
    return big(9994) + [UInt8](repeating: 0, count: 20) + big(words) + little(1000) + little(1) + box
  }

  private func big(_ number: Int) -> [UInt8] { little(number).reversed() }

  private func little(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) } }

  private func real(_ number: Double) -> [UInt8] {
    (0..<8).map { UInt8(number.bitPattern >> (8 * UInt64($0)) & 0xFF) }
  }
}
