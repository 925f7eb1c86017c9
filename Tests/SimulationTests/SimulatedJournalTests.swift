import Journal
import Simulation
import Testing

private let hash = QuickHash.function

/// A journal of some synced blocks, and what it wrote.
private func journal(of count: Int) throws -> (journal: SimulatedJournal, blocks: [Block], chain: Chain) {
  var journal = try SimulatedJournal(capacity: 1 << 20, hash: hash)
  var chain = Chain(hash: hash)
  var blocks: [Block] = []
  for number in 0..<count {
    let entries = (0...number % 3).map { [UInt8](repeating: UInt8(number), count: 40 + $0 * 90) }
    let block = chain.seal(entries, at: .first)
    try journal.append(block)
    journal.disk.sync()
    blocks.append(block)
  }
  return (journal, blocks, chain)
}

@Suite struct SimulatedJournalTests {
  @Test func `Every crash leaves all synced blocks, and the last one whole or not at all`() throws {
    var seen: Set<Int> = []
    for seed in UInt64(1)...300 {
      var chance = Chance(seed: seed)
      var (journal, blocks, chain) = try journal(of: 5)
      let last = chain.seal([[1, 2, 3], [UInt8](repeating: 4, count: chance.below(300))], at: .first)
      try journal.append(last)
      journal.disk.crash(&chance)
      let found = try journal.recover()
      #expect(found == blocks || found == blocks + [last])
      seen.insert(found.count)
      #expect(try journal.recover() == found)
    }
    #expect(seen == [5, 6])
  }

  @Test func `A turned bit before the last frame is called rot, with its place`() throws {
    for seed in UInt64(1)...300 {
      var chance = Chance(seed: seed)
      var (journal, blocks, _) = try journal(of: 6)
      let last = BlockStream.Writer.lengthOfFrame(of: blocks[5])
      let place = journal.disk.rot(&chance) ?? 0
      if place < journal.disk.durable.count - last {
        #expect(throws: BlockStream.Fault.self) { try journal.recover() }
      } else {
        // The last frame cannot be told from a torn one: only who remembers the head notices.
        #expect(try journal.recover() == Array(blocks.dropLast()))
      }
    }
  }

  @Test func `A full disk leaves what was there before`() throws {
    var (journal, blocks, chain) = try journal(of: 2)
    journal.disk.capacity = journal.disk.visible.count + 50
    let last = chain.seal([[UInt8](repeating: 4, count: 300)], at: .first)
    #expect(throws: DiskFault.full) { try journal.append(last) }
    #expect(try journal.recover() == blocks)
    journal.disk.capacity = 1 << 20
    try journal.append(last)
    journal.disk.sync()
    #expect(try journal.recover() == blocks + [last])
  }
}

extension BlockStream.Writer {
  /// The bytes that a block takes in a stream.
  fileprivate static func lengthOfFrame(of block: Block) -> Int {
    var writer = BlockStream.Writer(hash: hash)
    return writer.block(block).count
  }
}
