import Journal
import Testing

/// Goal: a chain of blocks shows any change to what was closed.
/// Method: a small chain under a hash of the test's own; every byte of it is flipped once.
@Suite struct ChainTests {
  /// FNV-1a in four lanes: enough to see a changed bit, and independent of the libraries.
  static let hash = HashFunction(name: "fnv") { bytes in
    var lanes = [UInt64](repeating: 0xcbf2_9ce4_8422_2325, count: 4)
    for (index, byte) in bytes.enumerated() {
      for lane in 0..<4 {
        lanes[lane] = (lanes[lane] ^ UInt64(byte) ^ UInt64(lane + index)) &* 0x100_0000_01b3
      }
    }
    return Digest(
      bytes: lanes.flatMap { lane in (0..<8).map { UInt8(truncatingIfNeeded: lane >> (8 * $0)) } }[...])
  }

  static func entry(_ sequence: UInt64) -> Entry {
    Entry(
      sequence: sequence, key: CommandKey(high: 7, low: sequence), body: .none, person: 1, organisation: 2,
      moment: Moment(milliseconds: Int64(sequence) * 1000), action: "ledger.transfer",
      outcome: sequence % 3 == 0
        ? .refused(Refusal(number: 2001, step: 0, figures: [1, -2], names: ["户"]))
        : .done([RecordedFact(kind: 2000, version: 1, content: [1, 2, 3])]))
  }

  static func blocks() -> [Block] {
    var chain = Chain(hash: hash)
    return [[1, 2, 3], [4], [5, 6, 7, 8, 9]].map { (sequences: [UInt64]) in
      chain.seal(sequences.map { entry($0).bytes }, at: Moment(milliseconds: Int64(sequences[0]) * 1000))
    }
  }

  @Test func `A chain that is followed gives back its entries`() throws {
    var chain = Chain(hash: Self.hash)
    let entries = try Self.blocks().flatMap { block in try chain.follow(block) }
    #expect(entries == (1...9).map { Self.entry($0) })
    #expect(chain.nextSequence == 10 && chain.number == 3)
  }

  @Test func `Any flipped bit of an entry breaks the chain at its block`() throws {
    let blocks = Self.blocks()
    for (at, block) in blocks.enumerated() {
      for index in block.entries.indices {
        for bit in 0..<block.entries[index].count * 8 {
          var entries = block.entries
          entries[index][bit / 8] ^= 1 << (bit % 8)
          var chain = Chain(hash: Self.hash)
          for earlier in blocks[..<at] { _ = try chain.follow(earlier) }
          #expect(throws: ChainFault.root(block: block.header.number)) {
            try chain.follow(Block(header: block.header, entries: entries))
          }
        }
      }
    }
  }

  @Test func `Each entry is proved by its path, and by no other place in the block`() {
    for count in 1...17 {
      let entries = (1...UInt64(count)).map { Self.entry($0).bytes }
      let tree = EntryTree(entries, hash: Self.hash)
      for index in 0..<count {
        let path = tree.path(to: index)
        for claimed in 0..<count {
          let root = EntryTree.root(
            of: entries[index], at: claimed, count: count, path: path, hash: Self.hash)
          #expect((root == tree.root) == (claimed == index))
        }
      }
    }
  }
}
