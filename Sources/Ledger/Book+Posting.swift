import Journal
import Quantities

/// A move before it is checked.
struct Draft {
  let movement: Movement
  let lot: LotID
  let quantity: Int64
  let from: Place
  let to: Place
  /// The first of the serials wanted, or 0.
  var first: Int64 = 0
}

extension Book {
  /// Posts moves of one movement one after the other, and states them as one fact.
  mutating func post(_ drafts: [Draft], as movement: Movement, cause: Posting.Cause = .none)
    throws(Refusal)
  {
    var moves: [Move] = []
    moves.reserveCapacity(drafts.count)
    for draft in drafts { try post(draft, into: &moves) }
    facts.append(.posted(Posting(movement: movement, cause: cause, moves: moves)))
  }

  /// Posts one move, and states it as a fact.
  mutating func post(_ draft: Draft, cause: Posting.Cause = .none) throws(Refusal) {
    var moves: [Move] = []
    try post(draft, into: &moves)
    facts.append(.posted(Posting(movement: draft.movement, cause: cause, moves: moves)))
  }

  /// The fifteen checks of docs/ledger.md, "Posting a move", and the effect.
  mutating func post(_ draft: Draft, into moves: inout [Move]) throws(Refusal) {
    let lot = try check(draft)
    if draft.first != 0 { try checkSerials(draft, lot) }
    let first = lot.isSerialised ? nextSerial(of: draft) : 0
    let (fromAfter, toAfter) = try carry(draft, lot)
    guard lot.isSerialised else {
      moves.append(
        Move(
          lot: draft.lot, quantity: draft.quantity, first: 0, from: draft.from, fromAfter: fromAfter,
          to: draft.to, toAfter: toAfter))
      return
    }
    // The balances after each piece: what is still to come has not left and not arrived. Between two tags of
    // one balance each piece has come back before the next one leaves.
    var left = draft.quantity
    let isOneBalance = draft.from.account == draft.to.account && draft.from.state == draft.to.state
    for piece in try pieces(of: draft, from: first) {
      left -= piece.length
      move(piece, of: draft.lot, from: draft.from, to: draft.to)
      let whole = draft.from.state.isOutside ? fromAfter - left : fromAfter + left
      moves.append(
        Move(
          lot: draft.lot, quantity: piece.length, first: piece.first, from: draft.from,
          fromAfter: isOneBalance ? toAfter - piece.length : whole, to: draft.to,
          toAfter: isOneBalance ? toAfter : toAfter - left))
    }
  }

  /// Changes holdings and totals as a move says, within its bounds.
  private mutating func carry(_ draft: Draft, _ lot: LotBrief) throws(Refusal) -> (Int64, Int64) {
    let reachesFloor = draft.from.state == .available && MovementRules.of(draft.movement).reachesFloor
    do throws(CarryFault) {
      return try carry(
        draft.lot, draft.quantity, from: draft.from, to: draft.to, floor: reachesFloor ? lot.floor : nil)
    } catch {
      switch error {
      case .short(let usable): throw refusal(.short, usable, draft.quantity)
      case .overflow: throw refusal(.overflow, draft.quantity)
      }
    }
  }
}

extension Book {
  /// Checks 1 to 10.
  private mutating func check(_ draft: Draft) throws(Refusal) -> LotBrief {
    if draft.quantity <= 0 { throw refusal(.notPositive, draft.quantity) }
    guard let lot = brief(draft.lot) else { throw refusal(.noLot, draft.lot) }
    let (from, to) = (draft.from, draft.to)
    let giver = try accountOrOutside(from)
    let receiver = try accountOrOutside(to)
    let rules = MovementRules.of(draft.movement)
    if rules.isToAnother, from.account == to.account { throw refusal(.sameAccount, from.account) }
    guard draft.movement.allows(from: from.state, to: to.state), from != to else {
      throw refusal(.noSuchMovement, Int64(from.state.rawValue), Int64(to.state.rawValue))
    }
    if to.state.isLive, !lot.states.has(to.state) {
      throw refusal(.stateNotAllowed, Int64(to.state.rawValue))
    }
    if lot.step != 1, draft.quantity % lot.step != 0, !rules.isReturn, giver?.isRemainder != true,
      receiver?.isRemainder != true
    {
      throw refusal(.offStep, draft.quantity, lot.step)
    }
    if rules.needsTransferable, !lot.isTransferable { throw refusal(.notTransferable, lot.unit) }
    if let giver { try check(giver, from.account, by: rules.giver) }
    if let receiver, from.account != to.account { try check(receiver, to.account, by: rules.receiver) }
    try checkDay(draft.lot, lot, rules.validity)
    return lot
  }

  /// The account of a place, which must be there unless the place is outside.
  private func accountOrOutside(_ place: Place) throws(Refusal) -> AccountBrief? {
    if place.state.isOutside { return nil }
    guard let account = brief(place.account) else { throw refusal(.noAccount, place.account) }
    return account
  }

  func check(
    _ account: AccountBrief, _ id: AccountID, by check: MovementRules.StatusCheck
  ) throws(Refusal) {
    switch (account.status, check) {
    case (.open, _), (_, .none): return
    case (.closed, .closed), (.closed, .closedOrSuspended), (.closed, .all):
      throw refusal(.accountClosed, id)
    case (.suspended, .closedOrSuspended), (.suspended, .all): throw refusal(.accountSuspended, id)
    case (.frozen, .frozen), (.frozen, .all): throw refusal(.accountFrozen, id)
    default: return
    }
  }

  private mutating func checkDay(
    _ id: LotID, _ lot: LotBrief, _ validity: MovementRules.Validity
  ) throws(Refusal) {
    if validity == .any || validity == .valid && lot.lastDay == .max { return }
    let today = today()
    if validity == .valid, today > lot.lastDay {
      throw refusal(.lotExpired, Int64(id.number), Int64(lot.lastDay))
    }
    if validity == .past, today <= lot.lastDay { throw refusal(.lotNotExpired, id) }
  }

  private mutating func today() -> Int32 {
    if let day { return day }
    let today = context.moment.day.number
    day = today
    return today
  }

  /// Checks 11 and 12.
  private func checkSerials(_ draft: Draft, _ lot: LotBrief) throws(Refusal) {
    guard lot.isSerialised else { throw refusal(.notSerialised, draft.lot) }
    guard span(of: draft.lot, holding: draft.first, draft.quantity, in: draft.from) != nil else {
      throw refusal(.serialsElsewhere, draft.first, draft.quantity)
    }
  }

  func brief(_ lot: LotID) -> LotBrief? {
    // Number 0 wraps to the end of the numbers, where no lot is.
    let index = Int(lot.number &- 1)
    return index < lotBriefs.count ? lotBriefs[index] : nil
  }

  func brief(_ account: AccountID) -> AccountBrief? {
    let index = Int(account.number &- 1)
    return index < accountBriefs.count ? accountBriefs[index] : nil
  }
}

func refusal<Numbered>(_ rule: LedgerRefusal, _ id: ID<Numbered>) -> Refusal {
  Refusal(rule, figures: [Int64(id.number)])
}
