public import Journal

/// Everything that becomes durable together: a block, and what it changed in the tables that people read.
public struct Batch: Sendable {
  /// The block that follows the last one.
  public let block: Block
  /// Where each command of the block is found again by its key.
  public let fates: [CommandFate]
  /// Rows that were written or went away, table by table, each key once; what goes away and frees something
  /// unique stands before what takes it.
  public let changed: [any TableChanges]
  /// Rows that are added to tables of history.
  public let added: [any TableChanges]

  /// A batch of its parts.
  public init(
    block: Block, fates: [CommandFate], changed: [any TableChanges], added: [any TableChanges]
  ) {
    self.block = block
    self.fates = fates
    self.changed = changed
    self.added = added
  }

  /// A batch of its parts, the rows as they were listed.
  public init(block: Block, fates: [CommandFate], changes: [RowChange], history: [RowChange]) {
    self.init(
      block: block, fates: fates, changed: ListedChanges.byTable(changes),
      added: ListedChanges.byTable(history))
  }

  /// A batch whose commands are told by the block's entries.
  public init(block: Block, entries: [Entry], changes: [RowChange], history: [RowChange]) {
    self.init(
      block: block, fates: Self.fates(of: entries, in: block), changes: changes, history: history)
  }

  /// Where the commands of a block are found.
  public static func fates(of entries: [Entry], in block: Block) -> [CommandFate] {
    let number = block.header.number
    return entries.enumerated().map { place, entry in
      CommandFate(
        key: entry.key, body: entry.body, sequence: entry.sequence, block: number, place: UInt32(place))
    }
  }

  /// The rows that were written or went away, one by one.
  public var changes: [RowChange] { changed.flatMap { $0.changes } }
  /// The rows that are added to tables of history, one by one.
  public var history: [RowChange] { added.flatMap { $0.changes } }
}

/// What is kept for ever of a command's key: what was asked under it, and where the outcome stands.
public struct CommandFate: Hashable, Sendable {
  public let key: CommandKey
  /// The digest of what was asked.
  public let body: Digest
  /// The place in the journal.
  public let sequence: UInt64
  /// The number of the block.
  public let block: UInt64
  /// The place within the block, from 0.
  public let place: UInt32

  /// A fate of its parts.
  public init(key: CommandKey, body: Digest, sequence: UInt64, block: UInt64, place: UInt32) {
    self.key = key
    self.body = body
    self.sequence = sequence
    self.block = block
    self.place = place
  }
}
