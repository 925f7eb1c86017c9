import Journal

extension Book {
  mutating func reverse(
    _ key: Reversal.Key, _ movement: Movement, _ moves: [Move], _ reason: String
  ) throws(Refusal) {
    try require(words: reason, "reason")
    try require(list: moves.count, 1...4096)
    try require(key.sequence > 0 && key.sequence < context.sequence, "sequence")
    let mendable: [Movement] = [.issue, .release, .settle, .enforce, .seize, .transfer]
    guard mendable.contains(movement) else { throw refusal(.notReversible, -1) }
    var drafts: [Draft] = []
    for (index, move) in moves.enumerated() {
      guard let draft = Self.contra(of: move) else { throw refusal(.notReversible, Int64(index)) }
      drafts.append(draft)
    }
    if reversals[key] != nil {
      throw refusal(.alreadyReversed, Int64(clamping: key.sequence), Int64(key.index))
    }
    happen(.reversed(Reversal(key: key, by: context.sequence)))
    try post(drafts.reversed(), as: .reverse, cause: .words(reason: reason, beneficiary: ""))
  }

  /// The way back of a move; `nil` where there is none.
  private static func contra(of move: Move) -> Draft? {
    let back: Place
    switch move.from.state {
    case .origin: back = Place(move.to.account, .cancelled)
    case .potential, .available, .buffer: back = Place(move.from.account, move.from.state)
    case .held, .pledged, .frozen, .leased: back = Place(move.from.account, .available)
    case .retired, .expired, .cancelled, .converted: return nil
    }
    guard [.potential, .available, .buffer].contains(move.to.state) else { return nil }
    return Draft(
      movement: .reverse, lot: move.lot, quantity: move.quantity,
      from: Place(move.to.account, move.to.state), to: back, first: move.first)
  }
}
