import Journal
import Seals
import Testing

/// Goal: the journal's digests are SM3, on every thread, whatever was digested before.
/// Method: the example values of GB/T 32905-2016, annex A; and the other way into the same library.
@Suite struct JournalHashTests {
  @Test func `SM3 of the standard's examples is the printed one`() {
    let hash = HashFunction.sm3
    #expect(
      hash.digest(Array("abc".utf8)).description
        == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    #expect(
      hash.digest(Array(String(repeating: "abcd", count: 16).utf8)).description
        == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
    #expect(hash.name == "sm3")
  }

  @Test func `Every length gives the digest that the stream gives, on many threads at once`() async {
    await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<600).count { length in
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ task) }
            let wanted = ContentDigest(of: bytes, by: .sm3).bytes
            return HashFunction.sm3.digest(bytes).bytes != wanted
          }
        }
      }
      for await wrong in group { #expect(wrong == 0) }
    }
  }

  @Test func `Pieces hashed together have the digests that each has alone`() {
    let hash = HashFunction.sm3
    let abc = Array("abc".utf8)
    let printed = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    #expect(hash.digests(abc + abc, ends: [3, 6]).map(\.description) == [printed, printed])
    // Every length up to three blocks and every number of lanes, also of pieces of different lengths.
    for count in 0...40 {
      for length in stride(from: count % 5, through: 200, by: 5) {
        let pieces = (0..<count).map { index in
          (0..<(length * (index % 4)) / 2).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ index) }
        }
        var (bytes, ends): ([UInt8], [Int]) = ([], [])
        for piece in pieces {
          bytes += piece
          ends.append(bytes.count)
        }
        let wanted = pieces.map { ContentDigest(of: $0, by: .sm3).bytes }
        #expect(hash.digests(bytes, ends: ends).map(\.bytes) == wanted)
      }
    }
  }
}
