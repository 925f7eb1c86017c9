public import Journal

/// What can be read from a registry at one point of its journal.
public protocol RegistryView {
  /// The tables of the rooms.
  var shape: StoreShape { get }
  /// The header of the last block; `nil` before the first. The view's stamp: everything up to its last
  /// sequence is seen, and nothing behind it.
  func head() throws -> BlockHeader?
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
  /// A block by its number.
  public func block(_ number: UInt64) throws -> Block? {
    var found: Block?
    try eachBlock(from: number) { block in
      if block.header.number == number { found = block }
      return false
    }
    return found
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
      digest.table(table.name)
      try eachRow(of: table.name) { digest.row($0) }
    }
    return digest.finished()
  }
}
