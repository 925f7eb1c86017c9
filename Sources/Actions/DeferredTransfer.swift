internal import Journal
internal import Ledger
internal import Parties

extension World {
  /// When an owner's transfer must wait; `nil` when it happens at once.
  ///
  /// - Throws: The rules of trusted accounts and quantity limits refuse it.
  func deferral(of operation: Operation, by caller: Caller) throws(Refusal) -> Moment? {
    guard hasCustody, caller.person != 0, let question = question(of: operation, by: caller) else {
      return nil
    }
    switch try directory.time(of: question, at: caller.moment, rules: rules) {
    case .atOnce: return nil
    case .later(let moment): return moment
    }
  }

  /// Whether an operation takes units out of the caller's accounts in another way than a transfer does, to
  /// somebody who may not have them at once: postings, shares and deliveries keep the same hours and limits.
  ///
  /// - Throws: The rules of trusted accounts and quantity limits refuse it.
  func mustWait(_ operation: Operation, by caller: Caller) throws(Refusal) -> Bool {
    guard hasCustody, caller.person != 0 else { return false }
    for flow in flows(of: operation) {
      guard let question = question(flow.lot, flow.from, flow.to, flow.quantity, by: caller) else { continue }
      if try directory.time(of: question, at: caller.moment, rules: rules) != .atOnce { return true }
    }
    return false
  }

  private typealias Flow = (lot: LotID, from: AccountID, to: AccountID, quantity: Int64)

  /// What goes from whom to whom, at most, by an operation of several receivers.
  private func flows(of operation: Operation) -> [Flow] {
    switch operation {
    case .post(let legs):
      let givers = legs.filter { $0.change < 0 && $0.change > .min }
      return givers.flatMap { giver in
        legs.filter { $0.lot == giver.lot && $0.change > 0 }.map {
          (giver.lot, giver.account, $0.account, min($0.change, -giver.change))
        }
      }
    case .split(let lot, let from, let quantity, let shares, _):
      // A share is at most its part rounded up; what the book refuses it refuses itself.
      let sum = shares.reduce(Int128(0)) { $0 + Int128($1.weight) }
      guard sum > 0 else { return [] }
      return shares.map { share in
        let part = (Int128(quantity) * Int128(share.weight) + sum - 1) / sum
        return (lot, from, share.account, Int64(clamping: min(part, Int128(quantity))))
      }
    case .settle(let hold, let quantities):
      return legs(of: hold).enumerated().map { place, leg in
        let quantity = quantities.indices.contains(place) ? quantities[place] : leg.quantity
        return (leg.lot, leg.account, leg.beneficiary, quantity)
      }
    default: return []
    }
  }

  /// A transfer from the caller's own account to somebody; `nil` for all else and where the book refuses.
  private func question(of operation: Operation, by caller: Caller) -> TransferQuestion? {
    guard case .transfer(let lot, let from, let to, let quantity, .available, .available, _) = operation
    else { return nil }
    return question(lot, from, to, quantity, by: caller)
  }

  private func question(
    _ lot: LotID, _ from: AccountID, _ to: AccountID, _ quantity: Int64, by caller: Caller
  ) -> TransferQuestion? {
    guard from != to, let giver = book.accounts[from], let receiver = book.accounts[to],
      belongs(from, to: caller),
      let unit = book.lots[lot].flatMap({ book.units[$0.terms.unit] }), quantity > 0
    else { return nil }
    return TransferQuestion(
      from: from.number, to: to.number, holder: giver.owner, otherHolder: receiver.owner,
      administration: directory.administration(of: from.number), unit: unit.rules.code, quantity: quantity,
      isExempt: false)
  }
}

/// A transfer that must wait: its units are set aside for the receiver, and delivered when the time has come.
struct DeferredTransfer {
  /// How long after its time a deferred transfer still can be delivered, so that a registry that was not
  /// running then delivers it when it runs again: a year.
  private static let grace: Int64 = 366 * 86_400_000

  private let operation: Operation
  private let due: Moment

  init(_ operation: Operation, due: Moment) { (self.operation, self.due) = (operation, due) }

  func begin(in world: inout World, as place: EntryPlace) throws(Refusal) -> [RecordedFact] {
    guard case .transfer(let lot, let from, let to, let quantity, _, _, let first) = operation else {
      return []
    }
    let terms = HoldTerms(account: from, lot: lot, quantity: quantity, beneficiary: to, first: first)
    let interval = due.milliseconds - place.moment.milliseconds + Self.grace
    let facts = try world.book.perform(
      [.hold(legs: [terms], interval: interval)],
      in: Context(sequence: place.sequence, moment: place.moment)
    ).get()
    guard case .holdPlaced(let hold, _)? = facts.first else { return [] }
    let deferred = ActionFact.deferred(hold: hold.id.number, due: due)
    let fits = world.enact(deferred)
    precondition(fits, "A new hold hides no transfer yet.")
    return facts.map { RecordedFact($0) } + [RecordedFact(deferred)]
  }
}

/// The registry delivers a deferred transfer whose time has come.
struct DeliverDeferred: Action {
  let hold: UInt32
  let name = "registry.deliver"

  func write(to writer: inout ByteWriter) { writer.integer(hold) }

  func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    let context = Context(sequence: place.sequence, moment: place.moment)
    let ended = ActionFact.deferralEnded(hold: hold)
    let fits = world.enact(ended)
    precondition(fits, "What is due waits.")
    return try delivery(in: &world, context).map { RecordedFact($0) } + [RecordedFact(ended)]
  }

  /// Delivers; if the receiver cannot receive any more, or the lot has run out, the units go back.
  private func delivery(in world: inout World, _ context: Context) throws(Refusal) -> [LedgerFact] {
    guard world.book.holds[HoldID(hold)] != nil else { return [] }
    switch world.book.perform([.settle(hold: HoldID(hold))], in: context) {
    case .success(let facts): return facts
    case .failure: return try world.book.perform([.unhold(hold: HoldID(hold))], in: context).get()
    }
  }
}
