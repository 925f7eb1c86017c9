internal import Actions
internal import Journal
internal import Law
internal import Ledger
internal import Parties

/// Makes a registry of records: accounts, lots and issues, then surrenders in the order of the tables, then
/// what the columns of the lots say was retired otherwise.
///
/// What the book refuses is named, and never forced.
struct RecordLoading {
  let desk: Desk
  let reading: RecordReading
  let owner: UInt32
  var chance: Chance
  var found: Reconciliation
  /// The rows whose lots were opened: of rows with one code, the first.
  var opened: Set<RowOrigin> = []
  /// The years of those lots, for tables that state them again.
  var years: [String: String] = [:]

  var mapping: LoadMapping { reading.mapping }

  init(_ reading: RecordReading, into desk: Desk, owner: UInt32, chance: Chance) {
    (self.reading, self.desk, self.owner, self.chance) = (reading, desk, owner, chance)
    found = Reconciliation(decimals: reading.mapping.unit.decimals)
    found.unreconciled = reading.unreadable
    (found.withoutUnits, found.remarks) = (reading.withoutUnits, reading.remarks)
  }

  mutating func run() throws {
    try openAccounts()
    try openHolders()
    try openLots()
    try issue()
    try surrender()
    try retire()
    compare()
  }

  /// What is asked for by a row.
  typealias Wish = (action: any Action, origin: RowOrigin)

  /// Asks for all wishes in their order.
  ///
  /// - Throws: A fault of the store.
  mutating func ask(_ wishes: [Wish]) throws -> [Entry.Outcome] {
    let requests = wishes.map { wish in
      let origin = ImportedFrom(
        digest: wish.origin.digest, file: wish.origin.file, sheet: wish.origin.sheet,
        row: UInt32(clamping: wish.origin.row))
      return Request(
        key: CommandKey(high: chance.next(), low: chance.next()), person: 0, organisation: 0,
        action: ImportedAction(wish.action, from: origin))
    }
    return try desk.ask(all: requests).map { answer in
      guard case .decided(let entry, _) = answer else {
        throw DeskRefusal(
          zh: "装入中断，已清除；请再装一次",
          en: "the load broke off and nothing of it is left: load again")
      }
      return entry.outcome
    }
  }

  /// Asks for what no row is named for when it is refused: then the mapping is wrong.
  mutating func require(_ wishes: [Wish]) throws {
    for case .refused(let refusal) in try ask(wishes) {
      throw DeskRefusal(
        zh: "装入方案有误，未建立登记簿：\(Self.why(refusal).zh)",
        en:
          "the mapping is wrong, no registry was made: \(Self.why(refusal).en)")
    }
  }

  static func why(_ refusal: Refusal) -> Label {
    let text = RefusalTexts.label(of: refusal)
    let figures = refusal.figures.map(String.init) + refusal.names
    let shown = figures.isEmpty ? "" : " [\(figures.joined(separator: ", "))]"
    return Label(zh: text.zh, en: "\(text.en)\(shown) (\(RefusalTexts.code(of: refusal)))")
  }

  mutating func openAccounts() throws {
    guard let origin = reading.issues.first?.origin ?? reading.surrenders.first?.origin else {
      throw DeskRefusal(zh: "文件中没有记录", en: "the files hold no records")
    }
    let accounts = mapping.accounts.map {
      LedgerAction([.openAccount(code: $0.code, owner: owner, kind: $0.kind)])
    }
    try require(
      ([LedgerAction([.openUnit(mapping.unit)])] + accounts).map { (action: $0, origin: origin) })
  }

  /// Registers each holder under its code, once, by the name that stands there first; and opens its account.
  mutating func openHolders() throws {
    var seen: Set<String> = []
    let first = loadedSurrenders.filter { seen.insert($0.holder).inserted }
    _ = try ask(
      first.map {
        (PartyAction(.registerOrganisationWithoutCode(code: $0.holder, name: $0.name)), $0.origin)
      })
    let names = try desk.copy()
    let accounts = first.compactMap { record -> Wish? in
      guard let party = try? names.party(record.holder) else { return nil }
      let open = Operation.openAccount(code: record.holder, owner: party, kind: .holding)
      return (LedgerAction([open]), record.origin)
    }
    _ = try ask(accounts)
  }

  var loadedSurrenders: [SurrenderRecord] {
    reading.surrenders.filter { !mapping.surrenders[$0.table].isOnlyCompared }
  }
}

extension [RecordedFact] {
  /// What the postings among the facts moved into a state from outside, or out of life.
  func moved(to state: LotState) -> Int64 {
    var sum: Int64 = 0
    for fact in self {
      guard let known = try? LedgerFact(fact), case .posted(let posting) = known else { continue }
      for move in posting.moves where move.to.state == state { sum &+= move.quantity }
    }
    return sum
  }
}
