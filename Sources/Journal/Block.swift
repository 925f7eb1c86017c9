/// The entries that were decided together and became durable together, under one header.
public struct Block: Hashable, Sendable {
  public let header: BlockHeader
  /// The canonical bytes of each entry.
  public let entries: [[UInt8]]

  /// A block of its parts; ``Chain`` says whether they belong together.
  public init(header: BlockHeader, entries: [[UInt8]]) {
    self.header = header
    self.entries = entries
  }
}

/// The head of a block: its place in the chain, and the root over its entries.
public struct BlockHeader: Hashable, Sendable {
  /// The version of the form of a header.
  static let version: UInt8 = 1

  /// The place in the chain, from 1, without gaps.
  public let number: UInt64
  /// The sequence of the first entry.
  public let firstSequence: UInt64
  /// How many entries there are; at least one.
  public let count: UInt32
  /// When the block was closed.
  public let moment: Moment
  /// The digest of the header before; ``Digest/none`` in the first block.
  public let previous: Digest
  /// The root of the tree of digests over the entries.
  public let root: Digest

  /// The canonical bytes.
  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: 96)
    writer.integer(Self.version)
    writer.integer(number)
    writer.integer(firstSequence)
    writer.integer(count)
    writer.integer(moment.milliseconds)
    writer.digest(previous)
    writer.digest(root)
    return writer.bytes
  }

  /// The digest that the next block and signatures name.
  public func digest(by hash: HashFunction) -> Digest { hash.digest([2] + bytes) }

  /// A header of its parts.
  public init(
    number: UInt64, firstSequence: UInt64, count: UInt32, moment: Moment, previous: Digest, root: Digest
  ) {
    self.number = number
    self.firstSequence = firstSequence
    self.count = count
    self.moment = moment
    self.previous = previous
    self.root = root
  }

  /// Reads a header from all of its bytes.
  public init(_ bytes: ArraySlice<UInt8>) throws(MalformedBytes) {
    var reader = ByteReader(bytes)
    let version = try reader.integer(UInt8.self)
    guard version == Self.version else { throw MalformedBytes(offset: 0, fault: .unknown(Int(version))) }
    number = try reader.integer()
    firstSequence = try reader.integer()
    count = try reader.integer()
    let milliseconds = try reader.integer(Int64.self)
    moment = Moment(milliseconds: milliseconds)
    guard moment.milliseconds == milliseconds else {
      throw MalformedBytes(offset: reader.offset - 8, fault: .contradictory)
    }
    previous = try reader.digest()
    root = try reader.digest()
    try reader.finish()
  }
}
