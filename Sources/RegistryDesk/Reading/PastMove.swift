public import Journal
public import Ledger

/// One move of units that once happened: a row of the history, with the balances that it left at both ends.
public struct PastMove: Hashable, Sendable {
  /// The place in the journal, by which moves are ordered.
  public struct Key: Hashable, Sendable, Comparable {
    /// The entry, which of its facts, and which move of that; facts and moves from 0.
    public let sequence: UInt64
    public let fact: UInt32
    public let move: UInt32

    /// A place of its parts.
    public init(sequence: UInt64, fact: UInt32, move: UInt32) {
      (self.sequence, self.fact, self.move) = (sequence, fact, move)
    }

    public static func < (left: Self, right: Self) -> Bool {
      (left.sequence, left.fact, left.move) < (right.sequence, right.fact, right.move)
    }

    var cells: [Cell] {
      [.integer(Int64(clamping: sequence)), .integer(Int64(fact)), .integer(Int64(move))]
    }
  }

  public let key: Key
  public let moment: Moment
  public let movement: Movement
  public let what: Move
  /// Why, and for whom, where a retirement or cancellation says so; else empty.
  public let reason: String
  public let beneficiary: String

  /// What the move did to an account: at one of its ends, or at both.
  public func effects(on account: AccountID) -> [Effect] {
    [
      Effect(place: what.from, change: -what.quantity, after: what.fromAfter),
      Effect(place: what.to, change: what.quantity, after: what.toAfter),
    ].filter { $0.place.account == account }
  }

  /// What a move did to one place.
  public struct Effect: Hashable, Sendable {
    public let place: Ledger.Place
    /// What came; below 0 what went.
    public let change: Int64
    /// The balance afterwards: of the state, all holds, pledges, freezes and leases of it together.
    public let after: Int64
  }

  init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: MoveHistory.shape)
    key = Key(sequence: try reader.integer(), fact: try reader.integer(), move: try reader.integer())
    moment = Moment(milliseconds: try reader.integer())
    guard let movement = Movement(rawValue: try reader.integer()) else { throw reader.malformed }
    self.movement = movement
    let lot = LotID(try reader.integer())
    let (quantity, first) = (try reader.integer(Int64.self), try reader.integer(Int64.self))
    let (from, fromAfter) = (try Self.place(&reader), try reader.integer(Int64.self))
    let (to, toAfter) = (try Self.place(&reader), try reader.integer(Int64.self))
    what = Move(
      lot: lot, quantity: quantity, first: first, from: from, fromAfter: fromAfter, to: to, toAfter: toAfter)
    (reason, beneficiary) = (try reader.text(), try reader.text())
  }

  private static func place(_ reader: inout RowReader) throws(MalformedRow) -> Ledger.Place {
    let account = AccountID(try reader.integer())
    guard let state = LotState(rawValue: try reader.integer()) else { throw reader.malformed }
    return Ledger.Place(account, state, tag: try reader.integer())
  }
}
