import Journal

extension Book {
  mutating func openUnit(_ rules: UnitRules) throws(Refusal) {
    try require(code: rules.code)
    try require(words: rules.symbol, "symbol")
    try require(rules.decimals <= 18, "decimals")
    try require(rules.step >= 1, "step")
    try require(rules.floor == 0 || rules.floor < 0 && !rules.isSerialised, "floor")
    let isKnown = rules.states.isSubset(of: .live) && rules.states.has(.available)
    try require(isKnown, "states")
    if unit(coded: rules.code) != nil { throw taken(rules.code) }
    happen(.unitOpened(AssetUnit(id: UnitID(try next(after: units.count)), rules: rules)))
  }

  mutating func openAccount(_ code: String, _ owner: UInt32, _ kind: AccountKind) throws(Refusal) {
    try require(code: code)
    if account(coded: code) != nil { throw taken(code) }
    happen(
      .accountOpened(
        Account(
          id: AccountID(try next(after: accounts.count)), code: code, owner: owner, kind: kind, status: .open,
          opened: context.moment)))
  }

  mutating func openLot(_ terms: LotTerms) throws(Refusal) {
    try require(code: terms.code)
    try require(words: terms.assetClass, "class", atLeast: 0)
    try require(words: terms.project, "project", atLeast: 0)
    try require(words: terms.place, "place", atLeast: 0)
    try require(list: terms.attributes.count, 0...32)
    for attribute in terms.attributes {
      try require(code: attribute.key, "attributes")
      if attribute.key.utf8.contains(UInt8(ascii: "=")) {
        throw Refusal(
          LedgerRefusal.text, figures: [Int64(attribute.key.utf8.count)], names: ["attributes"])
      }
      try require(words: attribute.value, "attributes", atLeast: 0)
    }
    try require(areAscending(terms.attributes.map(\.key)), "attributes")
    if let vintage = terms.vintage { try require(vintage.from <= vintage.to, "vintage") }
    if lot(coded: terms.code) != nil { throw taken(terms.code) }
    guard units[terms.unit] != nil else { throw refusal(.noUnit, terms.unit) }
    happen(.lotOpened(LotID(try next(after: lots.count)), terms))
  }

  private func taken(_ code: String) -> Refusal { Refusal(LedgerRefusal.codeTaken, names: [code]) }

  mutating func setStatus(
    of id: AccountID, to status: AccountStatus, _ order: String
  ) throws(Refusal) {
    try require(words: order, "order")
    let account = try require(id)
    if account.status == .closed { throw refusal(.accountClosed, id) }
    if account.status == status { throw refusal(.statusUnchanged, Int64(status.rawValue)) }
    if status == .closed {
      if account.status == .frozen { throw refusal(.accountFrozen, id) }
      if let lot = firstLot(of: id) {
        throw refusal(.accountNotEmpty, Int64(id.number), Int64(lot.number))
      }
    }
    happen(.statusSet(id, status, order: order))
  }

  /// The lowest lot of which an account has something, or owes something.
  private func firstLot(of account: AccountID) -> LotID? {
    guard lots.count > 0 else { return nil }
    for number in 1...UInt32(lots.count) {
      if let holding = holdings[HoldingKey(account, LotID(number))], !holding.isEmpty { return LotID(number) }
    }
    return nil
  }

  mutating func setFloor(of account: AccountID, _ lot: LotID, to floor: Int64?) throws(Refusal) {
    _ = try require(account)
    let brief = try require(lot)
    if let floor, floor < brief.floor { throw refusal(.floorBelowUnit, floor, brief.floor) }
    happen(.floorSet(account, lot, floor))
  }

  /// The number that the next unit gets: for chains that use what they open. 0 when numbers are used up.
  public var nextUnit: UnitID { Self.next(units.count) }
  /// The number that the next account gets.
  public var nextAccount: AccountID { Self.next(accounts.count) }
  /// The number that the next lot gets.
  public var nextLot: LotID { Self.next(lots.count) }

  private static func next<Numbered>(_ count: Int) -> ID<Numbered> {
    ID(UInt32(clamping: count) &+ 1)
  }

  /// The unit of a code.
  public func unit(coded code: String) -> AssetUnit? {
    unitCodes[code].flatMap { units[$0] }.flatMap { $0.rules.code == code ? $0 : nil }
  }

  /// The account of a code.
  public func account(coded code: String) -> Account? {
    accountCodes[code].flatMap { accounts[$0] }.flatMap { $0.code == code ? $0 : nil }
  }

  /// The lot of a code.
  public func lot(coded code: String) -> Lot? {
    lotCodes[code].flatMap { lots[$0] }.flatMap { $0.terms.code == code ? $0 : nil }
  }
}
