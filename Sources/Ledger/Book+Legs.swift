import Journal
import Quantities

extension Book {
  /// A free posting that sums to zero in each lot.
  mutating func post(_ legs: [PostLeg]) throws(Refusal) {
    try require(list: legs.count)
    if legs.contains(where: { $0.change == 0 }) { throw refusal(.notPositive, 0) }
    var order: [LotID] = []
    for leg in legs where !order.contains(leg.lot) { order.append(leg.lot) }
    for lot in order {
      let sum = legs.reduce(Int128(0)) { $1.lot == lot ? $0 + Int128($1.change) : $0 }
      if sum != 0 { throw refusal(.unbalanced, Int64(lot.number), Int64(clamping: sum)) }
    }
    var drafts: [Draft] = []
    for lot in order { drafts += Self.pairs(legs.filter { $0.lot == lot }) }
    try post(drafts, as: .transfer)
  }

  /// The moves of one lot: the first leg that still gives and the first that still receives exchange the
  /// lesser of what each has left.
  private static func pairs(_ legs: [PostLeg]) -> [Draft] {
    var left = legs.map(\.change.magnitude)
    let givers = legs.indices.filter { legs[$0].change < 0 }
    let receivers = legs.indices.filter { legs[$0].change > 0 }
    var (giver, receiver) = (0, 0)
    var drafts: [Draft] = []
    while giver < givers.count, receiver < receivers.count {
      let (from, to) = (givers[giver], receivers[receiver])
      let quantity = min(left[from], left[to])
      drafts.append(
        Draft(
          movement: .transfer, lot: legs[from].lot, quantity: Int64(clamping: quantity),
          from: Place(legs[from].account, .available), to: Place(legs[to].account, .available)))
      left[from] -= quantity
      left[to] -= quantity
      if left[from] == 0 { giver += 1 }
      if left[to] == 0 { receiver += 1 }
    }
    return drafts
  }

  mutating func split(
    _ lot: LotID, from: AccountID, _ quantity: Int64, by shares: [SplitShare], remainder: Int
  ) throws(Refusal) {
    try require(list: shares.count)
    try require(shares.allSatisfy { $0.weight > 0 }, "share")
    try require(remainder >= -1 && remainder < shares.count, "remainder")
    let brief = try require(lot)
    for share in shares { _ = try require(share.account) }
    try require(positive: quantity)
    if quantity % brief.step != 0 { throw refusal(.offStep, quantity, brief.step) }
    let steps = Counted<Steps>(parts: quantity / brief.step)
    let owner = remainder < 0 ? Remainder.largestFraction : .owner(remainder)
    let pieces: [Counted<Steps>]
    do { pieces = try steps.split(by: shares.map(\.weight), remainder: owner) } catch {
      throw refusal(.overflow, quantity)
    }
    var drafts: [Draft] = []
    for (share, piece) in zip(shares, pieces) where piece.parts > 0 && share.account != from {
      drafts.append(
        Draft(
          movement: .transfer, lot: lot, quantity: piece.parts * brief.step, from: Place(from, .available),
          to: Place(share.account, .available)))
    }
    if drafts.isEmpty { throw refusal(.sameAccount, from) }
    try post(drafts, as: .transfer)
  }

  /// Whole steps of whatever unit is split.
  private enum Steps: CountedUnit {
    static let symbol = "step"
    static let decimals = 0
  }
}
