/// The book as the specification describes it, in plain lists: slow, and simple enough to be believed.
///
/// Everything is looked for from the front of a list. Amounts are 128 bits wide, so that no sum of a step can
/// overflow; where the specification says "overflow", a sum is compared with the greatest 64-bit number.
public struct PlainBook: Sendable, Equatable {
  /// A lot and its totals.
  public struct Lot: Hashable, Sendable {
    public var terms: PlainLotTerms
    public var issued: Int128 = 0
    public var convertedIn: Int128 = 0
    public var convertedOut: Int128 = 0
    /// By the numbers 8, 9, 10 of the dead states.
    public var dead: [Int128] = [0, 0, 0]
  }

  /// An account; status 1 open, 2 suspended, 3 frozen, 4 closed.
  public struct Account: Hashable, Sendable {
    public var code: String
    public var owner: UInt32
    public var kind: Int
    public var status: Int
  }

  /// What one account has of one lot in one state under one tag.
  public struct Pile: Hashable, Sendable {
    public var lot: UInt32
    public var place: PlainPlace
    public var amount: Int128
  }

  /// Serials in a row that are in one place.
  public struct Span: Hashable, Sendable {
    public var lot: UInt32
    public var first: Int128
    public var count: Int128
    public var place: PlainPlace

    /// Serials of their parts.
    public init(lot: UInt32, first: Int128, count: Int128, place: PlainPlace) {
      (self.lot, self.first, self.count, self.place) = (lot, first, count, place)
    }
  }

  /// A floor that was set for a holding.
  public struct Floor: Hashable, Sendable {
    public var account: UInt32
    public var lot: UInt32
    public var floor: Int64
  }

  /// A hold: open until it is settled, voided or expired.
  public struct Hold: Hashable, Sendable {
    public var legs: [PlainHoldLeg]
    public var deadline: Int64
    public var isOpen: Bool
  }

  /// A pledge and its liens; a lien that is gone has the quantity 0.
  public struct Pledge: Hashable, Sendable {
    public var account: UInt32
    public var lot: UInt32
    public var quantity: Int128
    public var frozen: Int128
    public var liens: [Lien]
    public var isOpen: Bool
  }

  /// A lender's claim on a pledge; ranks count from 1 in the order of the list.
  public struct Lien: Hashable, Sendable {
    public var lender: UInt32
    public var quantity: Int128
  }

  /// A judicial freeze; in effect while its quantity is above 0, open while it is that or waits.
  public struct Freeze: Hashable, Sendable {
    public var terms: PlainFreezeTerms
    public var quantity: Int128
    public var until: Int64?
  }

  /// So many units of one freeze's that another one waits for.
  public struct Wait: Hashable, Sendable {
    public var freeze: UInt32
    public var behind: UInt32
    public var quantity: Int128
  }

  /// A lease; open while its quantity is above 0.
  public struct Lease: Hashable, Sendable {
    public var account: UInt32
    public var lot: UInt32
    public var lessee: UInt32
    public var quantity: Int128
    public var until: Int64
  }

  /// A counter between two bounds.
  public struct Counter: Hashable, Sendable {
    public var key: String
    public var minimum: Int64
    public var maximum: Int64
    public var value: Int128
  }

  /// A claim on place, benefit and time.
  public struct Claim: Hashable, Sendable {
    public var terms: PlainClaimTerms
    public var sequence: UInt64
    public var isOpen: Bool
  }

  /// A fact of the journal that was reversed.
  public struct Reversal: Hashable, Sendable {
    public var sequence: UInt64
    public var index: UInt32
  }

  public internal(set) var units: [PlainUnit] = []
  public internal(set) var accounts: [Account] = []
  public internal(set) var lots: [Lot] = []
  public internal(set) var piles: [Pile] = []
  public internal(set) var spans: [Span] = []
  public internal(set) var floors: [Floor] = []
  public internal(set) var holds: [Hold] = []
  public internal(set) var pledges: [Pledge] = []
  public internal(set) var freezes: [Freeze] = []
  public internal(set) var waits: [Wait] = []
  public internal(set) var leases: [Lease] = []
  public internal(set) var counters: [Counter] = []
  public internal(set) var claims: [Claim] = []
  public internal(set) var references: [String] = []
  public internal(set) var reversals: [Reversal] = []

  /// An empty book.
  public init() {}

  /// What an account has of a lot in a state, all tags together.
  public func balance(_ account: UInt32, _ lot: UInt32, _ state: Int) -> Int128 {
    var sum: Int128 = 0
    for pile in piles where pile.lot == lot && pile.place.account == account && pile.place.state == state {
      sum += pile.amount
    }
    return sum
  }
}

/// What a command is decided with: the sequence of its entry and the moment in milliseconds.
public struct PlainContext: Hashable, Sendable {
  public var sequence: UInt64
  public var moment: Int64

  /// A context of its parts.
  public init(sequence: UInt64, moment: Int64) { (self.sequence, self.moment) = (sequence, moment) }

  /// The number of the day in China (UTC+8).
  var day: Int64 {
    let shifted = moment + 28_800_000
    return shifted >= 0 ? shifted / 86_400_000 : -((-shifted + 86_399_999) / 86_400_000)
  }
}
