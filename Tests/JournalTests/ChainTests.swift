import Journal
import Testing

/// Goal: a chain of blocks shows any change to what was closed.
/// Method: a small chain under a hash of the test's own; every byte of it is flipped once.
@Suite struct ChainTests {
  /// FNV-1a in four lanes: enough to see a changed bit, and independent of the libraries.
  static let hash = HashFunction(name: "fnv") { bytes in
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    for byte in bytes {
      lanes.0 = (lanes.0 ^ UInt64(byte)) &* 0x100_0000_01b3
      lanes.1 = (lanes.1 ^ UInt64(byte) ^ lanes.0) &* 0x100_0000_01b3
      lanes.2 = (lanes.2 ^ UInt64(byte) ^ lanes.1) &* 0x100_0000_01b3
      lanes.3 = (lanes.3 ^ UInt64(byte) ^ lanes.2) &* 0x100_0000_01b3
    }
    return withUnsafeBytes(of: lanes) { Digest(bytes: Array($0)[...]) }
  }

  static func entry(_ sequence: UInt64) -> Entry {
    Entry(
      sequence: sequence, key: CommandKey(high: 7, low: sequence), body: .none, person: 1,
      organisation: 2,
      moment: Moment(milliseconds: Int64(sequence) * 1000), action: "ledger.transfer",
      outcome: sequence % 3 == 0
        ? .refused(Refusal(number: 2001, step: 0, figures: [1, -2], names: ["户"]))
        : .done([RecordedFact(kind: 2000, version: 1, content: [1, 2, 3])]))
  }

  static func blocks() -> [Block] {
    var chain = Chain(hash: hash)
    return [[1, 2, 3], [4], [5, 6, 7, 8, 9]].map { (sequences: [UInt64]) in
      chain.seal(
        sequences.map { entry($0).bytes }, at: Moment(milliseconds: Int64(sequences[0]) * 1000))
    }
  }

  @Test func `A chain that is followed gives back its entries`() throws {
    var chain = Chain(hash: Self.hash)
    let entries = try Self.blocks().flatMap { block in try chain.follow(block) }
    #expect(entries == (1...9).map { Self.entry($0) })
    #expect(chain.nextSequence == 10 && chain.number == 3)
  }

  @Test func `Any flipped bit of an entry breaks the chain at its block`() throws {
    var before = Chain(hash: Self.hash)
    for block in Self.blocks() {
      for index in block.entries.indices {
        var entries = block.entries
        for bit in 0..<entries[index].count * 8 {
          entries[index][bit / 8] ^= 1 << (bit % 8)
          var chain = before
          let found = #expect(throws: ChainFault.self) {
            try chain.follow(Block(header: block.header, entries: entries))
          }
          #expect(found == .root(block: block.header.number))
          entries[index][bit / 8] ^= 1 << (bit % 8)
        }
      }
      _ = try before.follow(block)
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
