public import Journal
public import Quantities

/// One thing asked of the book. docs/ledger.md says for each what is checked, in which order, and what
/// it does.
///
/// Amounts are parts of the lot's unit. `first` is 0 for "the lowest serials", or the first of the serials
/// that are wanted. Any value of any parameter leads to facts or to a refusal.
public enum Operation: Hashable, Sendable {
  indirect case openUnit(UnitRules)
  case openAccount(code: String, owner: UInt32, kind: AccountKind)
  indirect case openLot(LotTerms)
  /// - Parameter order: By whose decision, under which number.
  case setStatus(account: AccountID, status: AccountStatus, order: String)
  /// - Parameter floor: The least that must stay available; `nil` for that of the unit.
  case setFloor(account: AccountID, lot: LotID, floor: Int64?)

  /// - Parameter reference: What backs the issue and may back none other: a bank line, an approval; or empty.
  case issue(
    lot: LotID, account: AccountID, quantity: Int64, to: LotState = .available, reference: String = "")
  case release(
    lot: LotID, account: AccountID, quantity: Int64, from: LotState = .potential, to: LotState = .available,
    first: Int64 = 0)
  case transfer(
    lot: LotID, from: AccountID, to: AccountID, quantity: Int64, fromState: LotState = .available,
    toState: LotState = .available, first: Int64 = 0)
  /// A posting of many legs, available units only, that sums to zero in each lot.
  case post(legs: [PostLeg])
  /// Shares a quantity out. The remainder goes to the share of an index, or with -1 to the largest fractions.
  case split(lot: LotID, from: AccountID, quantity: Int64, shares: [SplitShare], remainder: Int)
  indirect case convert(Conversion)
  indirect case retire(
    lot: LotID, account: AccountID, quantity: Int64, from: LotState = .available, first: Int64 = 0,
    reason: String, beneficiary: String = "")
  /// - Parameter to: `expired` or `cancelled`.
  case void(
    lot: LotID, account: AccountID, quantity: Int64, from: LotState = .available, to: LotState,
    first: Int64 = 0, reason: String)

  /// - Parameter interval: Milliseconds from the moment of the command to the deadline.
  case hold(legs: [HoldTerms], interval: Int64)
  /// - Parameter quantities: One for each leg, or none for all in full. What is left returns.
  case settle(hold: HoldID, quantities: [Int64] = [])
  case unhold(hold: HoldID)

  /// - Parameter lender: The account of the pledgee.
  case pledge(lot: LotID, account: AccountID, quantity: Int64, lender: AccountID, first: Int64 = 0)
  /// A further claim, of the next rank, on units that are pledged already.
  case pledgeAgain(pledge: PledgeID, lender: AccountID, quantity: Int64)
  case discharge(pledge: PledgeID, rank: UInt16, quantity: Int64)
  case enforce(pledge: PledgeID, rank: UInt16, quantity: Int64, to: AccountID)

  /// - Parameter pledge: 0 for available units, or the pledge whose units are frozen.
  indirect case freeze(
    lot: LotID, account: AccountID, quantity: Int64, first: Int64 = 0, pledge: PledgeID = 0, order: String,
    court: String, until: Moment?)
  /// A further order on units that are frozen: it waits, and takes effect when the freeze before it ends.
  indirect case queueFreeze(behind: FreezeID, quantity: Int64, order: String, court: String, until: Moment?)
  case prolong(freeze: FreezeID, until: Moment?)
  case unfreeze(freeze: FreezeID)
  case seize(freeze: FreezeID, quantity: Int64, to: AccountID)

  case lease(
    lot: LotID, account: AccountID, quantity: Int64, lessee: AccountID, until: Moment, first: Int64 = 0)
  case endLease(lease: LeaseID)

  case setCounter(key: String, minimum: Int64, maximum: Int64)
  case count(key: String, change: Int64)
  indirect case claim(ClaimTerms)
  case withdraw(claim: ClaimID, reason: String)
  case useReference(String)

  /// The contra entry of a posting.
  ///
  /// - Parameters:
  ///   - sequence: The entry of the journal that is mended.
  ///   - index: Which of its facts, from 0.
  ///   - movement: The movement of that posting.
  ///   - moves: The moves of that posting, as the journal has them; the caller reads them there.
  case reverse(sequence: UInt64, index: UInt32, movement: Movement, moves: [Move], reason: String)
  /// Ends all holds, freezes and leases whose deadline has passed.
  case tick
}

/// When and as which entry of the journal a command is decided.
public struct Context: Hashable, Sendable {
  /// The sequence of the entry, from 1.
  public let sequence: UInt64
  /// The moment of the decision.
  public let moment: Moment

  /// A context of its parts.
  public init(sequence: UInt64, moment: Moment) {
    self.sequence = sequence
    self.moment = moment
  }
}

/// One leg of a free posting.
public struct PostLeg: Hashable, Sendable {
  public let account: AccountID
  public let lot: LotID
  /// What the account gets; below zero what it gives.
  public let change: Int64

  /// A leg of its parts.
  public init(account: AccountID, lot: LotID, change: Int64) {
    (self.account, self.lot, self.change) = (account, lot, change)
  }
}

/// Who gets how large a share of a split.
public struct SplitShare: Hashable, Sendable {
  public let account: AccountID
  /// Above zero; shares need not sum to anything.
  public let weight: Int64

  /// A share of its parts.
  public init(account: AccountID, weight: Int64) { (self.account, self.weight) = (account, weight) }
}

/// What one leg of a hold sets aside, and for whom.
public struct HoldTerms: Hashable, Sendable {
  public let account: AccountID
  public let lot: LotID
  public let quantity: Int64
  public let beneficiary: AccountID
  /// 0, or the first of the serials wanted.
  public let first: Int64

  /// Terms of their parts.
  public init(
    account: AccountID, lot: LotID, quantity: Int64, beneficiary: AccountID, first: Int64 = 0
  ) {
    (self.account, self.lot, self.quantity) = (account, lot, quantity)
    (self.beneficiary, self.first) = (beneficiary, first)
  }
}

/// A conversion of units of one lot into units of another by an exact ratio of parts.
public struct Conversion: Hashable, Sendable {
  public let lot: LotID
  public let account: AccountID
  public let quantity: Int64
  public let toLot: LotID
  /// Parts of the new lot …
  public let numerator: Int64
  /// … for so many parts of the old one.
  public let denominator: Int64
  public let rounding: Rounding
  /// Gets what is less than a step of the new unit; an account of the kind `remainder`.
  public let remainder: AccountID
  /// 0, or the first of the serials wanted.
  public let first: Int64

  /// A conversion of its parts.
  public init(
    lot: LotID, account: AccountID, quantity: Int64, toLot: LotID, numerator: Int64, denominator: Int64,
    rounding: Rounding, remainder: AccountID, first: Int64 = 0
  ) {
    (self.lot, self.account, self.quantity, self.toLot) = (lot, account, quantity, toLot)
    (self.numerator, self.denominator, self.rounding) = (numerator, denominator, rounding)
    (self.remainder, self.first) = (remainder, first)
  }
}
