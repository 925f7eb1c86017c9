public import Journal
public import Ledger
public import Parties
internal import Store

/// All that the one writer holds in memory: the book, the parties, and what joins them.
public struct World: Sendable {
  /// Units, lots, holdings and what rests on them.
  public internal(set) var book = Book()
  /// Persons, organisations, roles and consent.
  public internal(set) var directory = Directory()
  /// The rules that the registry adopted.
  public let rules: PartyRules
  /// Whether transfers keep business hours, trusted accounts and limits.
  let hasCustody: Bool
  /// How what was asked is named in proposals.
  let hash: HashFunction
  /// What the registry is; `nil` before it was founded.
  public var founding: Founding? { foundings[0] }

  var foundings = Shelf<Founding>()
  var bodies = Shelf<ProposalBody>()
  var deferrals = Shelf<Deferral>()
  var identities = KnownIdentities()
  /// Deferred transfers in the order in which they are due.
  var due = OrderedList<Deferral>()

  /// The world before its founding.
  public init(rules: RegistryRules, hash: HashFunction) {
    (self.rules, self.hash) = (rules.parties, hash)
    hasCustody = rules.hasCustody
  }

  /// The digest by which an approver names what was asked.
  public func digest(of body: [UInt8]) -> Digest { hash.digest(body) }

  /// What a waiting proposal asks for, in canonical bytes.
  public func body(of proposal: UInt32) -> [UInt8]? { bodies[proposal]?.body }

  /// When a deferred transfer happens; `nil` when the hold hides none.
  public func due(of hold: UInt32) -> Moment? { deferrals[hold]?.due }

  /// Ends a command that happened. The book ends its own commands, and is always asked last.
  mutating func keep() {
    directory.keep()
    foundings.keep()
    bodies.keep()
    deferrals.keep()
    due.keep()
    identities.keep()
  }

  /// Ends a command that was refused: no trace of it stays.
  mutating func rollBack() {
    directory.rollBack()
    foundings.rollBack()
    bodies.rollBack()
    deferrals.rollBack()
    due.rollBack()
    identities.rollBack()
  }

  /// The records that kept commands wrote or took away since the last call, table by table.
  mutating func takeTouched() -> [any TableChanges] {
    var lists = book.takeTouched() + directory.takeTouched()
    foundings.takeTouched(into: &lists)
    bodies.takeTouched(into: &lists)
    deferrals.takeTouched(into: &lists)
    return lists + ListedChanges.byTable(identities.takeChanges())
  }

  /// Takes in a fact of this target, as it was decided or as the journal has it; no when it cannot follow.
  mutating func enact(_ fact: ActionFact) -> Bool {
    switch fact {
    case .founded(let identity, let name, let rules):
      guard foundings[0] == nil else { return false }
      foundings.put(Founding(identity: identity, name: name, rules: rules))
    case .bodyKept(let proposal, let body):
      guard bodies[proposal] == nil, directory.proposal(proposal) != nil else { return false }
      bodies.put(ProposalBody(key: proposal, body: body))
    case .bodyDropped(let proposal):
      guard bodies[proposal] != nil else { return false }
      bodies.remove(proposal)
    case .deferred(let hold, let moment):
      guard deferrals[hold] == nil else { return false }
      let deferral = Deferral(key: hold, due: moment)
      deferrals.put(deferral)
      due.add(deferral)
    case .deferralEnded(let hold):
      guard let deferral = deferrals[hold] else { return false }
      deferrals.remove(hold)
      due.remove(deferral)
    case .imported: return foundings[0] != nil
    }
    return true
  }
}
