/// The tree of digests over the entries of a block, by which one entry is proved without showing the others.
///
/// The shape is that of RFC 6962 §2.1: the left half is the greatest power of two below the count. A leaf is
/// hashed behind a 0, a node behind a 1, so that none can pass for the other.
public struct EntryTree: Sendable {
  private let hash: HashFunction
  private let leaves: [Digest]

  /// The tree over the bytes of entries.
  public init(_ entries: [[UInt8]], hash: HashFunction) {
    self.hash = hash
    var (bytes, ends): ([UInt8], [Int]) = ([], [])
    bytes.reserveCapacity(entries.reduce(0) { $0 + $1.count + 1 })
    ends.reserveCapacity(entries.count)
    for entry in entries {
      bytes.append(0)
      bytes.append(contentsOf: entry)
      ends.append(bytes.count)
    }
    leaves = hash.digests(bytes, ends: ends)
  }

  /// The digest that stands for all entries; ``Digest/none`` when there are none.
  public var root: Digest { leaves.isEmpty ? .none : root(of: 0..<leaves.count) }

  /// The digests beside the way from an entry up to the root, from below.
  public func path(to index: Int) -> [Digest] { path(to: index, in: 0..<leaves.count) }

  /// The root that an entry and its path lead to.
  public static func root(
    of entry: [UInt8], at index: Int, count: Int, path: [Digest], hash: HashFunction
  ) -> Digest? {
    guard index >= 0, index < count else { return nil }
    var sides: [Bool] = []
    var range = 0..<count
    while range.count > 1 {
      let middle = range.lowerBound + split(range.count)
      sides.append(index < middle)
      range = index < middle ? range.lowerBound..<middle : middle..<range.upperBound
    }
    guard sides.count == path.count else { return nil }
    var digest = hash.digest([0] + entry)
    for (isLeft, beside) in zip(sides.reversed(), path) {
      digest = isLeft ? node(digest, beside, hash) : node(beside, digest, hash)
    }
    return digest
  }

  /// Pairs from the left on each level, and what is left over goes up as it is: that makes the same shape,
  /// with all nodes of a level hashed together.
  private func root(of range: Range<Int>) -> Digest {
    var level = leaves[range]
    while level.count > 1 {
      var (pairs, ends) = (ByteWriter(capacity: 65 * level.count / 2), [Int]())
      for place in stride(from: level.startIndex, to: level.endIndex - 1, by: 2) {
        pairs.integer(UInt8(1))
        pairs.digest(level[place])
        pairs.digest(level[place + 1])
        ends.append(pairs.bytes.count)
      }
      let rest = level.count % 2 == 0 ? [] : level.suffix(1)
      level = (hash.digests(pairs.bytes, ends: ends) + rest)[...]
    }
    return level.first ?? .none
  }

  private func path(to index: Int, in range: Range<Int>) -> [Digest] {
    guard range.count > 1 else { return [] }
    let middle = range.lowerBound + Self.split(range.count)
    return index < middle
      ? path(to: index, in: range.lowerBound..<middle) + [root(of: middle..<range.upperBound)]
      : path(to: index, in: middle..<range.upperBound) + [root(of: range.lowerBound..<middle)]
  }

  private static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }

  private static func node(_ left: Digest, _ right: Digest, _ hash: HashFunction) -> Digest {
    var writer = ByteWriter(capacity: 65)
    writer.integer(UInt8(1))
    writer.digest(left)
    writer.digest(right)
    return hash.digest(writer.bytes)
  }
}
