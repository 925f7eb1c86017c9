public import Journal
public import Ledger
public import Parties

/// Operations of the book, all or none.
///
/// Whoever gives units up must be the caller, unless the caller acts by office: the table of roles has a line
/// `ledger.<operation>` for those whose units they are, and a line `office.<operation>` for those who act by
/// office. What nobody does with own units has the second line alone.
public struct LedgerAction: Action {
  public let operations: [Operation]

  /// An action of one operation, or of a chain.
  public init(_ operations: [Operation]) { self.operations = operations }

  public var name: String { operations.count == 1 ? "ledger." + operations[0].word : "ledger.chain" }

  public func write(to writer: inout ByteWriter) {
    writer.list(operations) { $1.write(to: &$0) }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    operations = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
      try Operation(from: &reader)
    }
  }

  public func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    for (step, rule) in try rules(in: world, for: caller).enumerated()
    where rule.eyes != nil && caller.person != 0 {
      throw Refusal(ActionRefusal.needsApproval, step: step, names: [rule.action])
    }
    return try perform(in: &world, for: caller, as: place)
  }

  /// The rule that each operation falls under for this caller.
  ///
  /// - Throws: Why the caller may not ask for an operation at all, with its step.
  func rules(in world: World, for caller: Caller) throws(Refusal) -> [ActionRule] {
    var rules: [ActionRule] = []
    for (step, operation) in operations.enumerated() {
      do {
        rules.append(try world.rule(for: operation, by: caller))
      } catch {
        throw error.at(step: step)
      }
    }
    return rules
  }

  /// Does what the caller may do.
  func perform(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    for (step, operation) in operations.enumerated() {
      guard let due = try world.deferral(of: operation, by: caller) else { continue }
      guard operations.count == 1 else { throw Refusal(ActionRefusal.chainDeferred, step: step) }
      return try DeferredTransfer(operation, due: due).begin(in: &world, as: place)
    }
    for (step, operation) in operations.enumerated() {
      guard try world.mustWait(operation, by: caller) else { continue }
      throw Refusal(ActionRefusal.chainDeferred, step: step)
    }
    let context = Context(sequence: place.sequence, moment: place.moment)
    return try world.book.perform(operations, in: context).get().map { RecordedFact($0) }
  }
}

extension World {
  /// The line of the table of roles under which a caller may ask for an operation.
  func rule(for operation: Operation, by caller: Caller) throws(Refusal) -> ActionRule {
    let own = "ledger." + operation.word
    // An order that waits is a freeze like the one before it.
    let office = "office." + (operation.word == "queue-freeze" ? "freeze" : operation.word)
    guard let givers = givers(of: operation) else {
      return try directory.permit(office, by: caller, in: rules.actions)
    }
    if givers.allSatisfy({ belongs($0, to: caller) }) {
      return try directory.permit(own, by: caller, in: rules.actions)
    }
    do {
      return try directory.permit(office, by: caller, in: rules.actions)
    } catch {
      // Who has no office hears why: the account is another's. Who has none at all hears that first.
      try directory.permit(own, by: caller, in: rules.actions)
      throw Refusal(ActionRefusal.notYours, names: [own])
    }
  }

  /// Whether an account is the caller's, on whose behalf it acts. An account that does not exist is nobody's:
  /// the book says so.
  func belongs(_ account: AccountID, to caller: Caller) -> Bool {
    guard let account = book.accounts[account] else { return true }
    return account.owner == (caller.organisation == 0 ? caller.person : caller.organisation)
  }
}
