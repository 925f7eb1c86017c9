internal import Journal
internal import Ledger

/// Where units were.
struct PastPlace: Hashable {
  let account: UInt32
  let state: UInt8
  let tag: UInt32
}

/// A row of the history of moves.
struct PastMove {
  /// The place in the journal.
  struct Key: Hashable, Comparable {
    let sequence: Int64
    let fact: Int64
    let move: Int64

    static func < (left: Self, right: Self) -> Bool {
      (left.sequence, left.fact, left.move) < (right.sequence, right.fact, right.move)
    }
  }

  let key: Key
  let moment: Int64
  let movement: UInt8
  let lot: UInt32
  let quantity: Int64
  let from: PastPlace
  let fromAfter: Int64
  let to: PastPlace
  let toAfter: Int64
  let reason: String
  let beneficiary: String

  var sequence: Int64 { key.sequence }

  /// Both ends with the balances that the move left there.
  var balances: [(PastPlace, Int64)] { [(from, fromAfter), (to, toAfter)] }

  /// What came to a place, or left it.
  func change(at place: PastPlace) -> Int64 { place == to ? quantity : -quantity }

  init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: MoveHistory.shape)
    key = Key(sequence: try reader.integer(), fact: try reader.integer(), move: try reader.integer())
    moment = try reader.integer()
    movement = try reader.integer()
    lot = try reader.integer()
    quantity = try reader.integer()
    _ = try reader.integer(Int64.self)
    from = PastPlace(account: try reader.integer(), state: try reader.integer(), tag: try reader.integer())
    fromAfter = try reader.integer()
    to = PastPlace(account: try reader.integer(), state: try reader.integer(), tag: try reader.integer())
    toAfter = try reader.integer()
    reason = try reader.text()
    beneficiary = try reader.text()
  }
}
