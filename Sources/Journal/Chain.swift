/// The end of a journal: what the next block must follow.
public struct Chain: Sendable {
  /// How digests are made.
  public let hash: HashFunction
  /// The number of the last block; 0 before the first.
  public private(set) var number: UInt64
  /// The digest of the last block's header.
  public private(set) var head: Digest
  /// The sequence that the next entry gets.
  public private(set) var nextSequence: UInt64
  /// When the last block was closed.
  public private(set) var moment: Moment

  /// An empty chain.
  public init(hash: HashFunction) {
    self.hash = hash
    number = 0
    head = .none
    nextSequence = 1
    moment = .first
  }

  /// The chain behind a block that is known to be its last: where a writer goes on after a start.
  public init(hash: HashFunction, behind header: BlockHeader) {
    self.init(hash: hash)
    advance(over: header)
  }

  /// Closes a block over entries that were decided since the last one, and goes on behind it.
  ///
  /// - Parameter entries: The bytes of at least one entry, numbered on from ``nextSequence``.
  public mutating func seal(_ entries: [[UInt8]], at moment: Moment) -> Block {
    precondition(!entries.isEmpty, "A block has an entry.")
    let header = BlockHeader(
      number: number + 1, firstSequence: nextSequence, count: UInt32(entries.count),
      moment: max(moment, self.moment), previous: head, root: EntryTree(entries, hash: hash).root)
    advance(over: header)
    return Block(header: header, entries: entries)
  }

  /// Goes on behind a block that was read back, and answers its entries.
  ///
  /// - Throws: ``ChainFault``: the block is not the next one, or not what it was when it was closed.
  public mutating func follow(_ block: Block) throws(ChainFault) -> [Entry] {
    try follow(ReadBlock(block, by: hash))
  }

  /// Goes on behind a block of which all was made already that it tells alone, and answers its entries.
  ///
  /// - Throws: ``ChainFault``: the block is not the next one, or not what it was when it was closed.
  public mutating func follow(_ block: ReadBlock) throws(ChainFault) -> [Entry] {
    let header = block.header
    guard header.number == number + 1 else { throw .number(expected: number + 1, found: header.number) }
    guard header.previous == head else { throw .previous(block: header.number) }
    guard header.firstSequence == nextSequence else { throw .sequence(block: header.number) }
    guard block.count > 0, Int(header.count) == block.count else { throw .count(block: header.number) }
    guard header.moment >= moment else { throw .moment(block: header.number) }
    guard block.root == header.root else { throw .root(block: header.number) }
    let entries = try block.entries.get()
    advance(over: header, digest: block.digest)
    return entries
  }

  private mutating func advance(over header: BlockHeader, digest: Digest? = nil) {
    number = header.number
    head = digest ?? header.digest(by: hash)
    nextSequence = header.firstSequence + UInt64(header.count)
    moment = header.moment
  }
}

/// Where a chain of blocks breaks, in the order of the checks.
public enum ChainFault: Error, Hashable, Sendable {
  /// A block is missing, or one is there twice.
  case number(expected: UInt64, found: UInt64)
  /// The block does not follow the header before it: that one or this one was changed.
  case previous(block: UInt64)
  /// The entries are not numbered on.
  case sequence(block: UInt64)
  /// The header tells another number of entries.
  case count(block: UInt64)
  /// The block is older than the one before it.
  case moment(block: UInt64)
  /// An entry was changed.
  case root(block: UInt64)
  /// An entry cannot be read by this program.
  case entry(block: UInt64, index: Int)
}
