public import Actions
public import Journal
internal import Ledger
internal import Parties
internal import Store

/// What somebody asks for, before the names are looked up.
public struct AskedFor: Sendable {
  public let action: any Action
  /// `person@organisation`, or `person` for somebody's own behalf.
  public let actor: String
  /// The client's key; `nil` for one made here.
  public let key: CommandKey?

  /// A wish of its parts.
  public init(action: any Action, actor: String, key: CommandKey?) {
    (self.action, self.actor, self.key) = (action, actor, key)
  }
}

extension Desk {
  /// Asks in somebody's name; what needs other eyes becomes a proposal by itself.
  public func ask(_ wish: AskedFor, chance: inout Chance, at moment: Moment) throws -> Spoken {
    let caller = try read { try $0.caller(wish.actor, at: moment) }
    func send(_ action: any Action, _ key: CommandKey) -> Answer {
      ask(Request(key: key, person: caller.person, organisation: caller.organisation, action: action))
    }
    var answer = send(wish.action, wish.key ?? chance.key(at: moment))
    if case .decided(let entry, _) = answer, entry.isRefusedForApproval {
      if let refusal = try lastingRefusal(of: wish.action, for: caller) {
        let words = try read { Speaker($0).say(refusal, of: wish.action) }
        return Spoken(["未提案，因为永远办不成 · not proposed, for it could never be done"] + words, hasHappened: false)
      }
      // A key given by the client keeps its refusal; the proposal goes under a key derived from it, so that a
      // repeated request finds the same proposal.
      answer = send(ProposeAction(wish.action), wish.key?.ofProposal ?? chance.key(at: moment))
    }
    return try say(answer, to: wish.action)
  }

  /// Why something that needs other eyes could not be done whoever approves it.
  private func lastingRefusal(of action: any Action, for caller: Caller) throws -> Refusal? {
    try read { names in
      let place = EntryPlace(sequence: names.sequence + 1, moment: caller.moment)
      return names.world.lastingRefusal(of: action, for: caller, as: place)
    }
  }

  /// An answer in words.
  ///
  /// - Parameter action: What was asked, by which amounts of a refusal find their unit.
  public func say(_ answer: Answer, to action: (any Action)? = nil) throws -> Spoken {
    try read { Speaker($0).say(answer, to: action) }
  }

  /// Writes the whole registry into a file from which an empty one can be filled.
  public func export(to path: String) throws {
    try view { view in try Archive.write(view, to: path, hash: hash) }
  }

  /// Undoes a posting by a contra entry: the moves are read from the journal.
  public func reversal(of sequence: UInt64, fact index: UInt32, reason: String) throws -> LedgerAction {
    try view { view in
      guard let block = try view.block(holding: sequence) else {
        throw Self.moves(nothing: index, of: sequence)
      }
      let place = Int(sequence - block.header.firstSequence)
      let facts = try Entry(block.entries[place][...]).facts
      guard Int(index) < facts.count, case .posted(let posting)? = try? LedgerFact(facts[Int(index)]) else {
        throw Self.moves(nothing: index, of: sequence)
      }
      return LedgerAction([
        .reverse(
          sequence: sequence, index: index, movement: posting.movement, moves: posting.moves, reason: reason)
      ])
    }
  }

  private static func moves(nothing index: UInt32, of sequence: UInt64) -> DeskRefusal {
    DeskRefusal(
      zh: "第 \(sequence) 号记录的第 \(index) 项不是数量变动", en: "fact \(index) of entry \(sequence) moves nothing")
  }
}

extension Entry {
  var isRefusedForApproval: Bool {
    if case .refused(let refusal) = outcome {
      refusal.number == ActionRefusal.needsApproval.number
    } else {
      false
    }
  }
}

extension CommandKey {
  /// The key of the proposal of a request.
  ///
  /// The first half stays: keys with the time in front keep their order, and none becomes one of the
  /// registry's own.
  public var ofProposal: CommandKey { CommandKey(high: high, low: ~low) }
}
