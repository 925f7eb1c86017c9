public import Journal

extension Directory {
  /// Decides requests in their order, each on what those before it made, all or none.
  ///
  /// Who may ask is ``permit(_:by:in:)``'s question, but for approving, rejecting and withdrawing, which
  /// look at the proposal as well.
  ///
  /// - Returns: The facts, which the directory has taken in. The command still must be ended by ``keep()``.
  /// - Throws: A refusal with the step that was refused; everything since the last ``keep()`` is taken back.
  public mutating func perform(
    _ requests: [PartyRequest], by caller: Caller, rules: PartyRules
  ) throws(Refusal) -> [PartyFact] {
    var facts: [PartyFact] = []
    for (step, request) in requests.enumerated() {
      do {
        let fact = try decide(request, by: caller, rules: rules)
        let fits = enact(fact)
        precondition(fits, "A decided fact fits the state that it was decided on.")
        facts.append(fact)
      } catch {
        rollBack()
        throw error.at(step: step)
      }
    }
    return facts
  }

  /// Ends the proposals that nobody approved in time. The writer asks before it decides a command.
  ///
  /// - Returns: The facts, in the order of lapsing, which the directory has taken in.
  public mutating func lapse(at moment: Moment) -> [PartyFact] {
    var facts: [PartyFact] = []
    while let first = waiting.first, first.lapses <= moment {
      let fact = PartyFact.proposalEnded(proposal: first.number, status: .lapsed, moment: first.lapses)
      let fits = enact(fact)
      precondition(fits, "A proposal that waits can lapse.")
      facts.append(fact)
    }
    return facts
  }

  /// Takes in a fact that the journal keeps.
  ///
  /// - Throws: ``PartyReplayFault``: the fact is none of this room, or cannot follow what was before it.
  public mutating func replay(_ recorded: RecordedFact) throws(PartyReplayFault) {
    let fact: PartyFact
    do {
      fact = try PartyFact(recorded)
    } catch {
      throw .malformed(error)
    }
    guard enact(fact) else { throw .contradicts(kind: fact.kind) }
  }
}

/// Why a fact of the journal cannot be taken in.
public enum PartyReplayFault: Error, Hashable, Sendable {
  /// Its bytes have another form.
  case malformed(MalformedBytes)
  /// It cannot follow what was before it.
  case contradicts(kind: UInt16)
}
