public import Journal

/// What can be read from a registry at one point of its journal.
public protocol RegistryView {
  /// The tables of the rooms.
  var shape: StoreShape { get }
  /// The header of the last block; `nil` before the first. The view's stamp: everything up to its last
  /// sequence is seen, and nothing behind it.
  func head() throws -> BlockHeader?
  /// The header of a block by its number; `nil` when there is none.
  func header(of number: UInt64) throws -> BlockHeader?
  /// A block by its number; `nil` when there is none.
  func block(_ number: UInt64) throws -> Block?
  /// Reads blocks in their order, until there are no more or `body` answers no.
  func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws
  /// What is known of keys; a key that never came is absent.
  func fates(of keys: [CommandKey]) throws -> [CommandKey: CommandFate]
  /// The greatest key of a command below one; `nil` when there is none. What is greater than all never came.
  func greatestKey(below limit: CommandKey) throws -> CommandKey?
  /// The row of a key.
  func row(of table: String, key: [Cell]) throws -> [Cell]?
  /// Rows in order, as many as a page holds.
  func page(_ query: TableQuery) throws -> TablePage
  /// What the database's own examination finds, each with its place; empty when all is well.
  func examine() throws -> [String]
  /// Reads all rows of a table in the order of their keys.
  func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws
}

extension RegistryView {
  /// The block that has an entry, by the entry's sequence; `nil` when there is none.
  ///
  /// Headers are looked at by halves, so that a journal of ten million blocks takes two dozen looks.
  ///
  /// - Parameter floor: A block that is known not to lie behind it, for whoever asks in ascending order.
  public func block(holding sequence: UInt64, from floor: UInt64 = 1) throws -> Block? {
    guard sequence > 0, let last = try head() else { return nil }
    var (low, high) = (max(floor, 1), min(last.number, sequence))
    // A block is near the one asked for before: the step doubles until it is passed.
    var step: UInt64 = 1
    while low + step < high, let header = try header(of: low + step), header.firstSequence <= sequence {
      low += step
      step *= 2
    }
    high = min(high, low + step)
    while low < high {
      let middle = low + (high - low + 1) / 2
      guard let header = try header(of: middle) else { return nil }
      if header.firstSequence <= sequence { low = middle } else { high = middle - 1 }
    }
    let found = try block(low)
    return found.flatMap { $0.header.contains(sequence) ? $0 : nil }
  }

  /// The journal's line in which a command was decided.
  public func entry(of fate: CommandFate) throws -> Entry {
    guard let block = try block(fate.block), Int(fate.place) < block.entries.count,
      let entry = try? Entry(block.entries[Int(fate.place)][...]), entry.key == fate.key
    else { throw StoreFault(.damaged, "commands \(fate.key): block \(fate.block) place \(fate.place)") }
    return entry
  }

  /// The number of the last entry; 0 before the first.
  public func sequence() throws -> UInt64 {
    try head().map { $0.firstSequence + UInt64($0.count) - 1 } ?? 0
  }

  /// The digest of all rows of all tables of the rooms.
  public func stateDigest(by hash: HashFunction) throws -> Digest {
    var digest = StateDigest(hash: hash)
    for table in shape.sorted {
      digest.table(table)
      try eachRow(of: table.name) { digest.row($0) }
    }
    return digest.finished()
  }
}

extension BlockHeader {
  /// Whether an entry of a sequence stands in the block.
  fileprivate func contains(_ sequence: UInt64) -> Bool {
    sequence >= firstSequence && sequence - firstSequence < UInt64(count)
  }
}
