public import Journal

/// A journal as a stream of blocks on a disk that fails.
///
/// Each block is synced before the next one is written, and a failed write or sync ends the writing: only
/// reading everything back tells what is there.
public struct SimulatedJournal: Sendable {
  /// The disk; whoever simulates lets it fail.
  public var disk: SimulatedDisk
  private let hash: HashFunction
  private var writer: BlockStream.Writer

  /// A journal without blocks on an empty disk that has room for a number of bytes.
  public init(capacity: Int, hash: HashFunction) throws(DiskFault) {
    self.hash = hash
    disk = SimulatedDisk(capacity: capacity)
    writer = BlockStream.Writer(hash: hash)
    try disk.append(writer.opening())
    disk.sync()
  }

  /// Writes a block; it lasts only after ``SimulatedDisk/sync()``.
  public mutating func append(_ block: Block) throws(DiskFault) { try disk.append(writer.block(block)) }

  /// Reads all blocks back, cuts what was torn, and goes on behind the last one.
  ///
  /// - Throws: ``BlockStream/Fault``: the disk spoilt what had been synced.
  public mutating func recover() throws(BlockStream.Fault) -> [Block] {
    var reader = BlockStream.Reader(hash: hash)
    var blocks: [Block] = []
    reader.feed(disk.visible)
    do {
      while let block = try reader.next() { blocks.append(block) }
      try reader.finish(mustBeClosed: false)
    } catch .torn(let offset) { disk.truncate(to: Int(offset)) }
    writer = BlockStream.Writer(behind: reader)
    return blocks
  }
}
