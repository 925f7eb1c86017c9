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
    leaves = entries.map { hash.digest([0] + $0) }
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

  private func root(of range: Range<Int>) -> Digest {
    guard range.count > 1 else { return leaves[range.lowerBound] }
    let middle = range.lowerBound + Self.split(range.count)
    let left = root(of: range.lowerBound..<middle)
    return Self.node(left, root(of: middle..<range.upperBound), hash)
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
