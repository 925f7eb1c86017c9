import Accounts
import Testing

@Suite struct TileSumsTests {
  static let sample = TileSums(
    tile: 7, keys: [TileSums.key(zone: 0, ecosystem: 2), TileSums.key(zone: 70_000, ecosystem: 65_535)],
    values: [1, -0.0, .greatestFiniteMagnitude, 4, .leastNonzeroMagnitude, 6],
    raster: [5, .infinity, 1.0 / 3],
    missingByFormula: ["雨": 3, "kept": 1 << 40])

  @Test func `Sums come back from their bytes bit for bit`() throws {
    let back = try #require(TileSums(bytes: Self.sample.bytes()))
    #expect(back == Self.sample)
    #expect(back.values.map(\.bitPattern) == Self.sample.values.map(\.bitPattern))
  }

  @Test func `Missing sums come back as missing`() throws {
    let sums = TileSums(tile: 0, keys: [], values: [], raster: [.nan], missingByFormula: [:])
    #expect(try #require(TileSums(bytes: sums.bytes())).raster[0].isNaN)
  }

  @Test func `Bytes cut anywhere are refused`() {
    let bytes = Self.sample.bytes()
    for count in bytes.indices { #expect(TileSums(bytes: Array(bytes[..<count])) == nil, "\(count) bytes") }
    #expect(TileSums(bytes: bytes + [0]) == nil)
  }

  /// Lengths that promise more than there is must not be believed.
  @Test func `Spoiled bytes never trap`() {
    var chance = SeededChance(seed: 11)
    let bytes = Self.sample.bytes()
    for _ in 0..<2000 {
      var spoiled = bytes
      for _ in 0..<Int.random(in: 1...6, using: &chance) {
        spoiled[Int.random(in: spoiled.indices, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
      }
      _ = TileSums(bytes: spoiled)
    }
  }

  @Test func `A layout keeps sum and missing area of a quantity side by side behind the area`() {
    let layout = SumLayout(quantities: ["a", "b"])
    #expect(layout.width == 5)
    #expect(
      [SumLayout.area, layout.sum(0), layout.missing(0), layout.sum(1), layout.missing(1)] == [0, 1, 2, 3, 4])
  }
}
