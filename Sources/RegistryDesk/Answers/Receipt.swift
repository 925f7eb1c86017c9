public import Actions
public import Journal
public import Law
public import Ledger
internal import Parties

/// What an answer says, part by part, as pages and the API show it.
public struct Receipt: Sendable {
  /// What became of the request.
  public enum Outcome: Sendable {
    case done
    /// Others must look: under which number it waits.
    case proposed(UInt32)
    case refused(Refusal)
    /// The key was used for another request.
    case conflict
    /// Nothing happened.
    case failed
    /// Nobody can say now.
    case unknown
  }

  public let outcome: Outcome
  /// The entry of the journal; `nil` when none was made.
  public let sequence: UInt64?
  public let moment: Moment?
  /// Whether the same request had been answered before.
  public let isRepeat: Bool
  /// What happened besides moves.
  public let facts: [Label]
  public let moves: [MoveLine]
  /// The figures and names of a refusal in words.
  public let figures: [Label]

  /// The receipt of an answer.
  ///
  /// - Parameter action: What was asked, by which amounts of a refusal find their unit.
  public init(_ answer: Answer, to action: (any Action)? = nil, in names: Names) {
    switch answer {
    case .decided(let entry, let isRepeat):
      self.init(entry, isRepeat: isRepeat, to: action, in: names)
    case .conflict: self.init(.conflict)
    case .failed: self.init(.failed)
    case .unknown: self.init(.unknown)
    }
  }

  private init(_ outcome: Outcome) {
    self.outcome = outcome
    (sequence, moment, isRepeat, facts, moves, figures) = (nil, nil, false, [], [], [])
  }

  private init(_ entry: Entry, isRepeat: Bool, to action: (any Action)?, in names: Names) {
    var outcome = Outcome.done
    var figures: [Label] = []
    if case .refused(let refusal) = entry.outcome {
      outcome = .refused(refusal)
      figures = RefusalFigures(refusal, of: action, in: names).texts
    }
    for fact in entry.facts {
      if case .proposed(let proposal)? = try? PartyFact(fact) { outcome = .proposed(proposal.number) }
    }
    (self.outcome, self.figures) = (outcome, figures)
    (sequence, moment, self.isRepeat) = (entry.sequence, entry.moment, isRepeat)
    facts = entry.facts.compactMap { Self.label(of: $0) }
    moves = entry.facts.flatMap { fact -> [MoveLine] in
      guard case .posted(let posting)? = try? LedgerFact(fact) else { return [] }
      return posting.moves.map { MoveLine($0, posting.movement, names) }
    }
  }

  private static func label(of fact: RecordedFact) -> Label? {
    if let fact = try? PartyFact(fact) { return label(of: fact) }
    if case .deferred(_, let due)? = try? ActionFact(fact) {
      return Label(zh: "将于 \(due.day) 交割", en: "delivered on \(due.day)")
    }
    switch try? LedgerFact(fact) {
    case .unitOpened(let unit): return Label(zh: "计量单位 \(unit.rules.code)", en: "unit \(unit.rules.code)")
    case .accountOpened(let account): return Label(zh: "账户 \(account.code)", en: "account \(account.code)")
    case .lotOpened(_, let terms): return Label(zh: "批次 \(terms.code)", en: "lot \(terms.code)")
    case .holdPlaced(let hold, _): return Label(zh: "预留 \(hold.id)", en: "hold \(hold.id)")
    case .pledgeSet(let pledge): return Label(zh: "质押 \(pledge.id)", en: "pledge \(pledge.id)")
    case .lienSet(let lien): return Label(zh: "顺位 \(lien.key.rank)", en: "rank \(lien.key.rank)")
    case .freezeSet(let freeze) where freeze.quantity == 0:
      return Label(zh: "司法冻结 \(freeze.id) 已结束", en: "freeze \(freeze.id) has ended")
    case .freezeSet(let freeze): return Label(zh: "司法冻结 \(freeze.id)", en: "freeze \(freeze.id)")
    case .freezeWaitSet(let wait) where wait.quantity > 0:
      return Label(
        zh: "轮候冻结 \(wait.key.freeze)，在第 \(wait.key.behind) 号之后",
        en: "freeze \(wait.key.freeze) waits behind freeze \(wait.key.behind)")
    case .leaseSet(let lease): return Label(zh: "租赁 \(lease.id)", en: "lease \(lease.id)")
    default: return nil
    }
  }

  private static func label(of fact: PartyFact) -> Label? {
    switch fact {
    case .registered(let party): Label(zh: "登记 \(party.code)", en: "registered \(party.code)")
    case .proposed(let proposal):
      Label(zh: "提案 \(proposal.number) 待复核", en: "proposal \(proposal.number) waits for approval")
    case .approved(let approval, let isLast):
      isLast
        ? Label(
          zh: "提案 \(approval.key.proposal) 已通过并办理", en: "proposal \(approval.key.proposal) approved and done")
        : Label(
          zh: "提案 \(approval.key.proposal) 已同意一次，仍待他人复核",
          en: "proposal \(approval.key.proposal) approved once; others must still approve")
    default: nil
    }
  }
}

/// Units that went from one place to another.
public struct MoveLine: Sendable {
  /// One end.
  public struct End: Sendable {
    /// `nil` for outside of all accounts.
    public let account: Account?
    public let state: LotState
    /// What was there afterwards; to be shown to those alone who may see the account.
    public let after: String
  }

  public let movement: Movement
  public let lot: String
  public let symbol: String
  public let amount: String
  /// The first and the last serial; `nil` where units have none.
  public let serials: (first: Int64, last: Int64)?
  public let from: End
  public let to: End

  init(_ move: Move, _ movement: Movement, _ names: Names) {
    let lot = names.world.book.lots[move.lot]
    func text(_ parts: Int64) -> String { lot.map { names.text(parts, of: $0) } ?? "\(parts)" }
    func end(_ place: Ledger.Place, _ after: Int64) -> End {
      End(account: names.world.book.accounts[place.account], state: place.state, after: text(after))
    }
    self.movement = movement
    self.lot = lot?.terms.code ?? "\(move.lot)"
    symbol = lot.flatMap { names.unit(of: $0)?.symbol } ?? ""
    amount = text(move.quantity)
    serials = move.first > 0 ? (move.first, move.first + (move.quantity - 1)) : nil
    from = end(move.from, move.fromAfter)
    to = end(move.to, move.toAfter)
  }
}
