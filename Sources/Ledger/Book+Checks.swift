import Journal

extension Book {
  /// A name: 1 to 64 bytes, none of them blank or a control.
  func require(code: String, _ name: String = "code") throws(Refusal) {
    let bytes = code.utf8
    guard (1...64).contains(bytes.count), bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw Refusal(LedgerRefusal.text, figures: [Int64(bytes.count)], names: [name])
    }
  }

  /// Words for people: at most 512 bytes, no controls.
  func require(words: String, _ name: String, atLeast: Int = 1) throws(Refusal) {
    let bytes = words.utf8
    guard (atLeast...512).contains(bytes.count), bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw Refusal(LedgerRefusal.text, figures: [Int64(bytes.count)], names: [name])
    }
  }

  func require(_ isInRange: Bool, _ name: String) throws(Refusal) {
    if !isInRange { throw Refusal(LedgerRefusal.outOfRange, names: [name]) }
  }

  func require(list count: Int, _ range: ClosedRange<Int> = 1...256) throws(Refusal) {
    if !range.contains(count) { throw refusal(.listLength, Int64(count)) }
  }

  func require(positive quantity: Int64) throws(Refusal) {
    if quantity <= 0 { throw refusal(.notPositive, quantity) }
  }

  func require(_ account: AccountID) throws(Refusal) -> AccountBrief {
    guard let brief = brief(account) else { throw refusal(.noAccount, account) }
    return brief
  }

  func require(_ lot: LotID) throws(Refusal) -> LotBrief {
    guard let brief = brief(lot) else { throw refusal(.noLot, lot) }
    return brief
  }

  /// Somebody for whom an account's units are set aside: another account, not closed.
  func require(partner: AccountID, of account: AccountID) throws(Refusal) {
    let brief = try require(partner)
    if partner == account { throw refusal(.sameAccount, account) }
    try check(brief, partner, by: .closed)
  }

  /// Names that must ascend, each once, by their bytes.
  func areAscending(_ names: [String]) -> Bool {
    zip(names, names.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The number of something that is open, or why it is not.
  func open<Value>(
    _ value: Value?, _ number: UInt32, _ kind: Numbering.Kind, never: LedgerRefusal, closed: LedgerRefusal
  ) throws(Refusal) -> Value {
    if let value { return value }
    let wasGiven = number > 0 && number <= last(kind)
    throw refusal(wasGiven ? closed : never, Int64(number))
  }

  /// The last number given to a kind of thing, open or closed; 0 before the first.
  public func last(_ kind: Numbering.Kind) -> UInt32 { numberings[kind]?.last ?? 0 }

  /// The next number of a kind of thing.
  func next(_ kind: Numbering.Kind) throws(Refusal) -> UInt32 { try next(after: Int(last(kind))) }

  /// The next number where nothing ever leaves.
  func next(after count: Int) throws(Refusal) -> UInt32 {
    guard count < Int(UInt32.max) else { throw refusal(.full) }
    return UInt32(count) + 1
  }
}
