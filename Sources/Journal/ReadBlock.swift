/// A block with all that can be made out of it alone, whatever stands before it: on any thread, ahead of the
/// chain that it belongs to. ``Chain/follow(_:)-(ReadBlock)`` says whether it does.
public struct ReadBlock: Sendable {
  public let header: BlockHeader
  /// How many entries there are.
  let count: Int
  /// The digest of the header.
  let digest: Digest
  /// The root of the tree over the entries as they are.
  let root: Digest
  /// The entries, or which of them cannot be read.
  public let entries: Result<[Entry], ChainFault>

  /// Reads all entries of a block and makes its digests.
  public init(_ block: Block, by hash: HashFunction) {
    header = block.header
    count = block.entries.count
    digest = block.header.digest(by: hash)
    root = EntryTree(block.entries, hash: hash).root
    entries = Result { () throws(ChainFault) in try Self.entries(of: block) }
  }

  private static func entries(of block: Block) throws(ChainFault) -> [Entry] {
    let header = block.header
    var entries: [Entry] = []
    entries.reserveCapacity(block.entries.count)
    for (index, bytes) in block.entries.enumerated() {
      guard let entry = try? Entry(bytes[...]) else { throw .entry(block: header.number, index: index) }
      // A block whose numbers run over is not behind any chain.
      guard entry.sequence == header.firstSequence &+ UInt64(index) else {
        throw .sequence(block: header.number)
      }
      entries.append(entry)
    }
    return entries
  }
}
