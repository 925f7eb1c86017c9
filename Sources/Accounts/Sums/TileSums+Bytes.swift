/// Tiles are kept on disk as they are finished, so that a killed run goes on where it stopped and shards can
/// be merged.
extension TileSums {
  /// Little-endian bytes: tile, rows, columns, keys, values, raster, then the counts by formula.
  public func bytes() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(64 + keys.count * 8 + (values.count + raster.count) * 8)
    append(UInt64(tile), to: &out)
    append(UInt64(keys.count), to: &out)
    append(UInt64(raster.count), to: &out)
    for key in keys { append(key, to: &out) }
    for value in values { append(value.bitPattern, to: &out) }
    for value in raster { append(value.bitPattern, to: &out) }
    append(UInt64(missingByFormula.count), to: &out)
    for (name, count) in missingByFormula.sorted(by: { $0.key < $1.key }) {
      append(UInt64(name.utf8.count), to: &out)
      out.append(contentsOf: name.utf8)
      append(UInt64(count), to: &out)
    }
    return out
  }

  private func append(_ word: UInt64, to out: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { out.append(contentsOf: $0) }
  }

  /// Reads what ``bytes()`` wrote; nil when the bytes are not whole.
  public init?(bytes: [UInt8]) {
    var words = WordReader(bytes: bytes)
    guard let tile = words.int(), let rows = words.int(), let width = words.int(),
      rows <= bytes.count, width <= bytes.count, let keys = words.words(rows),
      let values = words.words(rows * width), let raster = words.words(width), let formulas = words.int()
    else { return nil }
    var missing: [String: Int] = [:]
    for _ in 0..<formulas {
      guard let name = words.text(), let count = words.int() else { return nil }
      missing[name] = count
    }
    guard words.isAtEnd else { return nil }
    self.init(
      tile: tile, keys: keys, values: values.map(Double.init(bitPattern:)),
      raster: raster.map(Double.init(bitPattern:)), missingByFormula: missing)
  }
}

/// Reads little-endian words and never beyond the end.
struct WordReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func word() -> UInt64? {
    guard bytes.count - position >= 8 else { return nil }
    var word: UInt64 = 0
    for offset in (0..<8).reversed() { word = word << 8 | UInt64(bytes[position + offset]) }
    position += 8
    return word
  }

  mutating func int() -> Int? { word().flatMap { Int(exactly: $0) } }

  mutating func words(_ count: Int) -> [UInt64]? {
    guard count >= 0, count <= (bytes.count - position) / 8 else { return nil }
    var list: [UInt64] = []
    list.reserveCapacity(count)
    for _ in 0..<count {
      guard let next = word() else { return nil }
      list.append(next)
    }
    return list
  }

  mutating func text() -> String? {
    guard let length = int(), length <= bytes.count - position else { return nil }
    defer { position += length }
    return String(decoding: bytes[position..<position + length], as: UTF8.self)
  }
}
