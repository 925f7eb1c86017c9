/// One thing asked of the book, in whole numbers and texts only.
///
/// This is the specification in docs/ledger.md read a second time, apart from the target Ledger: states,
/// movements and kinds are the numbers that the specification gives them. 0 stands for "none" wherever the
/// specification says so.
public enum PlainOperation: Hashable, Sendable {
  case openUnit(PlainUnit)
  case openAccount(code: String, owner: UInt32, kind: Int)
  case openLot(PlainLotTerms)
  case setStatus(account: UInt32, status: Int, order: String)
  case setFloor(account: UInt32, lot: UInt32, floor: Int64?)
  case issue(lot: UInt32, account: UInt32, quantity: Int64, to: Int, reference: String)
  case release(lot: UInt32, account: UInt32, quantity: Int64, from: Int, to: Int, first: Int64)
  case transfer(
    lot: UInt32, from: UInt32, to: UInt32, quantity: Int64, fromState: Int, toState: Int, first: Int64)
  case post(legs: [PlainLeg])
  case split(lot: UInt32, from: UInt32, quantity: Int64, shares: [PlainShare], remainder: Int)
  case convert(PlainConversion)
  case retire(
    lot: UInt32, account: UInt32, quantity: Int64, from: Int, first: Int64, reason: String,
    beneficiary: String)
  case void(
    lot: UInt32, account: UInt32, quantity: Int64, from: Int, to: Int, first: Int64, reason: String)
  case hold(legs: [PlainHoldLeg], interval: Int64)
  case settle(hold: UInt32, quantities: [Int64])
  case unhold(hold: UInt32)
  case pledge(lot: UInt32, account: UInt32, quantity: Int64, lender: UInt32, first: Int64)
  case pledgeAgain(pledge: UInt32, lender: UInt32, quantity: Int64)
  case discharge(pledge: UInt32, rank: UInt16, quantity: Int64)
  case enforce(pledge: UInt32, rank: UInt16, quantity: Int64, to: UInt32)
  case freeze(PlainFreezeTerms)
  case queueFreeze(behind: UInt32, quantity: Int64, order: String, court: String, until: Int64?)
  case prolong(freeze: UInt32, until: Int64?)
  case unfreeze(freeze: UInt32)
  case seize(freeze: UInt32, quantity: Int64, to: UInt32)
  case lease(lot: UInt32, account: UInt32, quantity: Int64, lessee: UInt32, until: Int64, first: Int64)
  case endLease(lease: UInt32)
  case setCounter(key: String, minimum: Int64, maximum: Int64)
  case count(key: String, change: Int64)
  case claim(PlainClaimTerms)
  case withdraw(claim: UInt32, reason: String)
  case useReference(String)
  case reverse(sequence: UInt64, index: UInt32, movement: Int, moves: [PlainMove], reason: String)
  case tick
}

/// A unit of count, as it is asked for and kept.
public struct PlainUnit: Hashable, Sendable {
  public var code: String
  public var symbol: String
  public var decimals: Int
  public var step: Int64
  public var floor: Int64
  public var isSerialised: Bool
  public var isTransferable: Bool
  public var needsReference: Bool
  /// The numbers of the states that the unit knows.
  public var states: [Int]

  /// A unit of its parts.
  public init(
    code: String, symbol: String, decimals: Int, step: Int64, floor: Int64, isSerialised: Bool,
    isTransferable: Bool, needsReference: Bool, states: [Int]
  ) {
    (self.code, self.symbol, self.decimals, self.step) = (code, symbol, decimals, step)
    (self.floor, self.isSerialised, self.isTransferable) = (floor, isSerialised, isTransferable)
    (self.needsReference, self.states) = (needsReference, states)
  }
}

/// What a lot is, as it is asked for. Days are numbers of days since 1970-01-01.
public struct PlainLotTerms: Hashable, Sendable {
  public var code: String
  public var unit: UInt32
  public var kind: String
  public var project: String
  public var place: String
  public var vintageFrom: Int32?
  public var vintageTo: Int32?
  public var attributes: [PlainAttribute]
  public var expiry: Int32?

  /// Terms of their parts.
  public init(
    code: String, unit: UInt32, kind: String, project: String, place: String, vintageFrom: Int32?,
    vintageTo: Int32?, attributes: [PlainAttribute], expiry: Int32?
  ) {
    (self.code, self.unit, self.kind, self.project, self.place) = (code, unit, kind, project, place)
    (self.vintageFrom, self.vintageTo, self.attributes) = (vintageFrom, vintageTo, attributes)
    self.expiry = expiry
  }
}

/// A named property of a lot.
public struct PlainAttribute: Hashable, Sendable {
  public var key: String
  public var value: String

  /// A property.
  public init(key: String, value: String) { (self.key, self.value) = (key, value) }
}

/// One leg of a free posting.
public struct PlainLeg: Hashable, Sendable {
  public var account: UInt32
  public var lot: UInt32
  public var change: Int64

  /// A leg of its parts.
  public init(account: UInt32, lot: UInt32, change: Int64) {
    (self.account, self.lot, self.change) = (account, lot, change)
  }
}

/// Who gets how large a share of a split.
public struct PlainShare: Hashable, Sendable {
  public var account: UInt32
  public var weight: Int64

  /// A share of its parts.
  public init(account: UInt32, weight: Int64) { (self.account, self.weight) = (account, weight) }
}

/// What is converted into what, and how.
public struct PlainConversion: Hashable, Sendable {
  /// The roundings, by the names that the project gives them.
  public enum Rounding: String, Hashable, Sendable, CaseIterable {
    case halfEven, halfAwayFromZero, halfTowardZero, towardZero, awayFromZero, floor, ceiling
  }

  public var lot: UInt32
  public var account: UInt32
  public var quantity: Int64
  public var toLot: UInt32
  public var numerator: Int64
  public var denominator: Int64
  public var rounding: Rounding
  public var remainder: UInt32
  public var first: Int64

  /// A conversion of its parts.
  public init(
    lot: UInt32, account: UInt32, quantity: Int64, toLot: UInt32, numerator: Int64, denominator: Int64,
    rounding: Rounding, remainder: UInt32, first: Int64
  ) {
    (self.lot, self.account, self.quantity, self.toLot) = (lot, account, quantity, toLot)
    (self.numerator, self.denominator, self.rounding) = (numerator, denominator, rounding)
    (self.remainder, self.first) = (remainder, first)
  }
}

/// What one leg of a hold sets aside, and for whom.
public struct PlainHoldLeg: Hashable, Sendable {
  public var account: UInt32
  public var lot: UInt32
  public var quantity: Int64
  public var beneficiary: UInt32
  public var first: Int64

  /// A leg of its parts.
  public init(account: UInt32, lot: UInt32, quantity: Int64, beneficiary: UInt32, first: Int64) {
    (self.account, self.lot, self.quantity) = (account, lot, quantity)
    (self.beneficiary, self.first) = (beneficiary, first)
  }
}

/// What a court freezes.
public struct PlainFreezeTerms: Hashable, Sendable {
  public var lot: UInt32
  public var account: UInt32
  public var quantity: Int64
  public var first: Int64
  public var pledge: UInt32
  public var order: String
  public var court: String
  public var until: Int64?

  /// Terms of their parts.
  public init(
    lot: UInt32, account: UInt32, quantity: Int64, first: Int64, pledge: UInt32, order: String,
    court: String, until: Int64?
  ) {
    (self.lot, self.account, self.quantity, self.first) = (lot, account, quantity, first)
    (self.pledge, self.order, self.court, self.until) = (pledge, order, court, until)
  }
}

/// What place, benefit and time are claimed. The box is in 1e-7 degrees, the period in days.
public struct PlainClaimTerms: Hashable, Sendable {
  public var west: Int64
  public var south: Int64
  public var east: Int64
  public var north: Int64
  public var benefit: String
  public var conflicts: [String]
  public var from: Int32
  public var to: Int32
  public var stated: UInt64

  /// Terms of their parts.
  public init(
    west: Int64, south: Int64, east: Int64, north: Int64, benefit: String, conflicts: [String], from: Int32,
    to: Int32, stated: UInt64
  ) {
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
    (self.benefit, self.conflicts, self.from, self.to) = (benefit, conflicts, from, to)
    self.stated = stated
  }
}
