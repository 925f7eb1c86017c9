/// Zones and the levels above them: village → town → county → city → province.
///
/// Members stand parents first; leaves are those that hold land themselves. A leaf's number in a tile is its
/// place in ``leaves`` plus one, so that 0 is the land outside.
public struct ZoneTree: Hashable, Sendable {
  /// A zone of any level.
  public struct Member: Hashable, Sendable {
    public var code: String
    public var name: String
    public var level: String
    /// Index of the parent among the members; `nil` at the top.
    public var parent: Int?

    public init(code: String, name: String, level: String, parent: Int?) {
      self.code = code
      self.name = name
      self.level = level
      self.parent = parent
    }
  }

  public let members: [Member]
  /// Indices of the leaves among the members.
  public let leaves: [Int]
  /// Names of the levels, top first.
  public let levels: [String]
  private let byCode: [String: Int]

  /// Builds the tree from leaves that each name their ancestors, the nearest first.
  ///
  /// - Parameter rows: One for each leaf, in the order of its number.
  /// - Throws: ``ZoneTreeError`` when a code stands twice or a zone has two parents.
  public init(leaves rows: [LeafRow]) throws(ZoneTreeError) {
    var builder = Builder()
    for row in rows { try builder.add(row) }
    (members, leaves) = builder.ordered()
    levels = Self.levels(of: members)
    byCode = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.code, $0) })
  }

  /// Levels by the deepest of their members: a leaf that lacks a level in between stands higher than its
  /// like.
  private static func levels(of members: [Member]) -> [String] {
    var depths: [Int] = []
    var deepest: [String: Int] = [:]
    var names: [String] = []
    for member in members {
      let depth = member.parent.map { depths[$0] + 1 } ?? 0
      depths.append(depth)
      if deepest[member.level] == nil { names.append(member.level) }
      deepest[member.level] = max(deepest[member.level] ?? 0, depth)
    }
    return names.enumerated().sorted {
      (deepest[$0.element] ?? 0, $0.offset) < (deepest[$1.element] ?? 0, $1.offset)
    }
    .map(\.element)
  }

  /// Index of the member with a code.
  public func index(of code: String) -> Int? { byCode[code] }

  /// The member itself and all above it, nearest first.
  public func lineage(of member: Int) -> [Int] {
    var line: [Int] = []
    var next: Int? = member
    while let here = next {
      line.append(here)
      next = members[here].parent
    }
    return line
  }

  /// The member at a level that a member belongs to (itself included), if any.
  public func ancestor(of member: Int, at level: String) -> Int? {
    lineage(of: member).first { members[$0].level == level }
  }

  /// Numbers (from 0) of the leaves in each member, itself included, in their order.
  public func leavesByMember() -> [Int: [Int]] {
    var under: [Int: [Int]] = [:]
    for (leaf, member) in leaves.enumerated() {
      for zone in lineage(of: member) { under[zone, default: []].append(leaf) }
    }
    return under
  }

  /// Indices of the members of a level.
  public func members(at level: String) -> [Int] {
    members.indices.filter { members[$0].level == level }
  }
}

/// A leaf with the zones above it, as a zone file or a table gives it.
public struct LeafRow: Hashable, Sendable {
  /// A zone as one row names it.
  public struct Place: Hashable, Sendable {
    public var code: String
    public var name: String
    public var level: String

    public init(code: String, name: String, level: String) {
      self.code = code
      self.name = name
      self.level = level
    }
  }

  public var place: Place
  /// The zones above, nearest first.
  public var above: [Place]

  public init(place: Place, above: [Place]) {
    self.place = place
    self.above = above
  }
}

/// Why zones do not form a tree.
public enum ZoneTreeError: Error, Hashable, Sendable {
  /// Two leaves bear the same code.
  case repeatedLeaf(code: String)
  /// One zone is said to lie in two others.
  case twoParents(code: String, first: String, second: String)
  /// A code names a leaf and a zone above others at the same time, or stands at two levels.
  case twoLevels(code: String, first: String, second: String)
  /// A zone lies above itself.
  case circle(code: String, above: String)
}
