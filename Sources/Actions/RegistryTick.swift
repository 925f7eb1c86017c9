internal import Journal
internal import Ledger
internal import Parties

extension World {
  /// What the registry itself must do before a command of a moment is decided; `nil` when nothing is due.
  mutating func nextTick(at moment: Moment) -> (any Action)? {
    if book.isTickDue(at: moment) { return LedgerTick() }
    if let deferral = due.first, deferral.due <= moment { return DeliverDeferred(hold: deferral.key) }
    if let proposal = directory.nextToLapse, proposal.lapses <= moment { return LapseProposals() }
    return nil
  }

}

/// Deadlines of holds, freezes and leases have passed.
struct LedgerTick: Action {
  let name = "ledger.tick"

  func write(to writer: inout ByteWriter) {}

  func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    let context = Context(sequence: place.sequence, moment: place.moment)
    return try world.book.perform([.tick], in: context).get().map { RecordedFact($0) }
  }
}

/// Proposals that nobody approved in time have lapsed.
struct LapseProposals: Action {
  let name = "parties.lapse"

  func write(to writer: inout ByteWriter) {}

  func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    let facts = world.directory.lapse(at: place.moment)
    return facts.map { RecordedFact($0) } + world.dropBodies(after: facts)
  }
}
