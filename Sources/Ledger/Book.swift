public import Journal

/// Who has how many units of which lot, in which state: the state of the ledger in memory.
///
/// The one writer asks by ``perform(_:in:)``; replay goes by ``apply(_:)``; a start loads rows by
/// ``load(_:into:)``. docs/ledger.md says what each operation checks and does. A book is a value: a copy
/// is a snapshot.
public struct Book: Sendable {
  public internal(set) var units = Shelf<AssetUnit>()
  public internal(set) var accounts = Shelf<Account>()
  public internal(set) var lots = Shelf<Lot>()
  public internal(set) var holdings = Shelf<Holding>()
  public internal(set) var spans = Shelf<Span>()
  public internal(set) var holds = Shelf<Hold>()
  public internal(set) var holdLegs = Shelf<HoldLeg>()
  public internal(set) var pledges = Shelf<Pledge>()
  public internal(set) var liens = Shelf<Lien>()
  public internal(set) var freezes = Shelf<Freeze>()
  public internal(set) var freezeWaits = Shelf<FreezeWait>()
  public internal(set) var leases = Shelf<Lease>()
  public internal(set) var counters = Shelf<Counter>()
  public internal(set) var claims = Shelf<Claim>()
  public internal(set) var references = Shelf<Reference>()
  public internal(set) var reversals = Shelf<Reversal>()
  public internal(set) var numberings = Shelf<Numbering>()

  /// What every move asks of accounts and lots, by number: no hashing on the way of a transfer.
  var accountBriefs: [AccountBrief] = []
  var lotBriefs: [LotBrief] = []
  /// Numbers by code; an entry counts only if the record of the number has that code.
  var unitCodes: [String: UnitID] = [:]
  var accountCodes: [String: AccountID] = [:]
  var lotCodes: [String: LotID] = [:]
  var spanIndex = SpanIndex()
  var queueIndex = QueueIndex()
  var deadlines = DeadlineQueue()
  var claimIndex = ClaimIndex()

  /// The running command.
  var context = Context(sequence: 0, moment: .first)
  /// The day of the running command's moment, in China; worked out when first asked for.
  var day: Int32?
  var facts: [LedgerFact] = []

  /// An empty book.
  public init() {}

  /// Decides a chain of operations, all or nothing.
  ///
  /// - Returns: The facts, applied already, in the order in which they happened; or the first refusal,
  /// with the
  ///   step of the chain, and then the book is as it was.
  public mutating func perform(
    _ operations: [Operation], in context: Context
  ) -> Result<[LedgerFact], Refusal> {
    self.context = context
    day = nil
    facts = []
    facts.reserveCapacity(operations.count)
    do throws(Refusal) {
      try checkChain(operations)
      for step in operations.indices {
        do throws(Refusal) { try decide(operations[step]) } catch { throw error.at(step: step) }
      }
    } catch {
      rollBack()
      return .failure(error)
    }
    keep()
    return .success(facts)
  }

  private mutating func checkChain(_ operations: [Operation]) throws(Refusal) {
    let isTick = operations.contains { if case .tick = $0 { true } else { false } }
    guard (1...256).contains(operations.count), !isTick || operations.count == 1 else {
      throw refusal(.chainLength, Int64(operations.count))
    }
    if !isTick, let due = nextDeadline(), due <= context.moment {
      throw refusal(.tickDue, due.milliseconds)
    }
  }
}

/// What a move asks of an account.
struct AccountBrief: Sendable {
  let status: AccountStatus
  let isRemainder: Bool
}

/// What a move asks of a lot and its unit.
struct LotBrief: Sendable {
  let unit: UnitID
  let step: Int64
  let floor: Int64
  /// The number of the last day on which units can be used; Int32.max for no end.
  let lastDay: Int32
  let states: LotStates
  let isSerialised: Bool
  let isTransferable: Bool
}

func refusal(_ rule: LedgerRefusal, _ figures: Int64..., names: [String] = []) -> Refusal {
  Refusal(rule, figures: figures, names: names)
}
