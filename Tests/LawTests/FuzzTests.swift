import Formula
import Law
import Testing

/// Goal: no text traps or hangs the reader, and each refusal has a place inside its file.
/// Method: seeded changes of a right pack; the seed of a failure is printed with it.
@Suite struct FuzzTests {
  /// SplitMix64, so that a round can be repeated from its seed.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let scraps = [
    "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "/*", "*/", "//", "\n", "null", "true", "-", "+", ".",
    "0x", "1e999",
    "{ open: \"?\" }", "source", "ref", "always", "\\u", "\\ud800", "，", "：", "\u{3000}", "\u{0}", "\u{202E}",
    "é",
    "😀", "9007199254740993", "NaN", "[[[[[[", "\"元/m3\"", "unit: ", "name: \"x\",", "0.5.5", "\r\n",
  ]

  /// One to four changes: scraps put in, runs taken out, doubled or moved.
  private func changed(_ text: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...4, using: &chance) {
      if bytes.isEmpty { bytes = text }
      let start = Int.random(in: 0..<bytes.count, using: &chance)
      let end = min(bytes.count, start + Int.random(in: 0...24, using: &chance))
      switch Int.random(in: 0..<5, using: &chance) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 2: bytes[start] = UInt8.random(in: 0...255, using: &chance)
      case 3: bytes = Array(bytes[..<start])
      default:
        bytes.insert(
          contentsOf: Self.scraps.randomElement(using: &chance).map { Array($0.utf8) } ?? [], at: start)
      }
    }
    return bytes
  }

  private static let seeds = 0..<25

  @Test(arguments: seeds)
  func `Two thousand changed packs are read or refused with a place`(seed: Int) throws {
    let units = try projectUnits()
    var chance = Chance(state: UInt64(seed))
    let source = Array([SamplePack.index, SamplePack.head, SamplePack.index][seed % 3].utf8)
    for round in 0..<2_000 {
      let bytes = changed(source, &chance)
      let text = String(decoding: bytes, as: UTF8.self)
      let lines = text.split(separator: /\r\n|\r|\n/, omittingEmptySubsequences: false).count
      let read = PackReader.read(files: [(name: "pack.json5", text: text)], units: units)
      #expect(read.pack != nil || !read.problems.isEmpty)
      let isPlaced = read.problems.allSatisfy { (1...lines).contains($0.line) && $0.column >= 1 }
      #expect(isPlaced, "seed \(seed), round \(round)")
      _ = try? parseJSON5(bytes: bytes, file: "t")
      _ = try? JSONValue.parse(text, file: "t")
    }
  }

  @Test(arguments: 0..<4)
  func `Changed rules are joined or refused`(seed: Int) throws {
    let units = try projectUnits()
    var chance = Chance(state: 1_000 + UInt64(seed))
    for _ in 0..<100 {
      let which = Int.random(in: 0..<SamplePack.files.count, using: &chance)
      var files = SamplePack.files
      files[which].1 = String(decoding: changed(Array(files[which].1.utf8), &chance), as: UTF8.self)
      let loaded = load(files, units: units)
      #expect(loaded.method != nil || !loaded.errors.isEmpty)
    }
  }
}
