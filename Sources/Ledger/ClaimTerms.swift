public import Journal
public import Quantities

/// A rectangle on the earth in 1e-7 degrees; its edges belong to it.
public struct Box: Hashable, Sendable {
  public let west: Int64
  public let south: Int64
  public let east: Int64
  public let north: Int64

  /// A box of its edges.
  public init(west: Int64, south: Int64, east: Int64, north: Int64) {
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
  }

  /// Whether the edges lie on the earth and in order.
  public var isProper: Bool {
    -1_800_000_000 <= west && west <= east && east <= 1_800_000_000 && -900_000_000 <= south
      && south <= north && north <= 900_000_000
  }

  /// Whether two boxes have a point in common.
  public func touches(_ other: Box) -> Bool {
    west <= other.east && other.west <= east && south <= other.north && other.south <= north
  }
}

/// What a lot is to be issued for: a place, a benefit, a period; one of each only once.
public struct ClaimTerms: Hashable, Sendable {
  /// The digest of the geometry.
  public let place: Digest
  public let box: Box
  /// The code of the benefit.
  public let benefit: String
  /// Codes of other benefits that exclude it; strictly ascending by their bytes.
  public let conflicts: [String]
  public let from: Day
  public let to: Day
  /// Up to which sequence of the journal overlaps were looked for.
  public let stated: UInt64

  /// Terms of their parts.
  public init(
    place: Digest, box: Box, benefit: String, conflicts: [String] = [], from: Day, to: Day, stated: UInt64
  ) {
    (self.place, self.box, self.benefit, self.conflicts) = (place, box, benefit, conflicts)
    (self.from, self.to, self.stated) = (from, to, stated)
  }

  /// Whether two claims exclude each other as far as boxes can tell: benefit, place and period.
  public func isRelated(to other: ClaimTerms) -> Bool {
    (benefit == other.benefit || conflicts.contains(other.benefit) || other.conflicts.contains(benefit))
      && box.touches(other.box) && from <= other.to && other.from <= to
  }
}
