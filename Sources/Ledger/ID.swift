/// The number of something in the book, from 1 in the order of making, without gaps; typed by what it
/// numbers.
///
/// 0 numbers nothing: it stands for "none" or, for an account, for "outside".
@frozen
public struct ID<Numbered>: Hashable, Sendable, Comparable, ExpressibleByIntegerLiteral {
  /// The number.
  public let number: UInt32

  /// The thing of a number.
  @inlinable
  public init(_ number: UInt32) { self.number = number }

  /// The thing of a number that stands in the program.
  @inlinable
  public init(integerLiteral value: UInt32) { number = value }

  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  @inlinable
  public static func == (left: Self, right: Self) -> Bool { left.number == right.number }

  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension ID: CustomStringConvertible {
  public var description: String { String(number) }
}

/// The number of a unit of count.
public typealias UnitID = ID<AssetUnit>
/// The number of an account; 0 is "outside".
public typealias AccountID = ID<Account>
/// The number of a lot.
public typealias LotID = ID<Lot>
/// The number of a hold.
public typealias HoldID = ID<Hold>
/// The number of a pledge.
public typealias PledgeID = ID<Pledge>
/// The number of a judicial freeze.
public typealias FreezeID = ID<Freeze>
/// The number of a lease.
public typealias LeaseID = ID<Lease>
/// The number of a claim.
public typealias ClaimID = ID<Claim>
