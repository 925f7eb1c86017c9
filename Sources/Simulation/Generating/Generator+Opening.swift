import LedgerOracle

extension Generator {
  mutating func opening(_ book: PlainBook) -> PlainOperation {
    if book.units.isEmpty { return .openUnit(unit(book)) }
    if book.accounts.count < 3 || chance.below(3) == 0, book.accounts.count < 8 {
      let kind = book.accounts.count == 1 ? 2 : chance.one(of: [1, 1, 1, 2, 3, 4])
      let number = isBoundary() ? chance.below(8) : book.accounts.count
      return .openAccount(code: code("acc\(number)", 1), owner: UInt32(chance.below(4)), kind: kind)
    }
    if book.units.count < 3, chance.below(3) == 0 { return .openUnit(unit(book)) }
    return book.lots.count < 8 || chance.below(5) == 0 ? .openLot(terms(book)) : status(book)
  }

  private mutating func unit(_ book: PlainBook) -> PlainUnit {
    let isSerialised = chance.happens(percent: 35)
    let floors: [Int64] = isBoundary() ? Self.boundaries : [0, 0, -1, -1_000, .min, .min + 1, -.max / 2]
    let steps: [Int64] = isBoundary() ? Self.boundaries : [1, 1, 1, 10, 100, 7]
    let states = [2] + [1, 3, 4, 5, 6, 7].filter { _ in chance.happens(percent: 90) }
    return PlainUnit(
      code: code("unit\(isBoundary() ? 0 : book.units.count)", 1), symbol: words("元"),
      decimals: isBoundary() ? chance.one(of: [18, 19, 255]) : chance.below(5), step: chance.one(of: steps),
      floor: isSerialised && !isBoundary() ? 0 : chance.one(of: floors), isSerialised: isSerialised,
      isTransferable: chance.happens(percent: 92), needsReference: chance.happens(percent: 15),
      states: isBoundary() ? states + [chance.below(12)] : states)
  }

  private mutating func terms(_ book: PlainBook) -> PlainLotTerms {
    var attributes: [PlainAttribute] = []
    for key in ["basin", "soil", "species"] where chance.happens(percent: 20) {
      attributes.append(PlainAttribute(key: code(key, 1), value: words("v")))
    }
    if isBoundary() { attributes.reverse() }
    if isBoundary(), chance.below(8) == 0 {
      attributes = (0..<chance.one(of: [32, 33])).map { PlainAttribute(key: "k\($0 + 100)", value: "") }
    }
    // Days of the calendar only: others cannot be said in the target Ledger.
    let today = min(2_932_000, max(-718_000, Int32(truncatingIfNeeded: (clock + 28_800_000) / 86_400_000)))
    let vintage = chance.happens(percent: 30) ? today - Int32(chance.below(400)) : nil
    return PlainLotTerms(
      code: code("lot\(isBoundary() ? chance.below(4) : book.lots.count)", 1), unit: number(book.units.count),
      kind: words("wetland"), project: words("p"), place: words("q"), vintageFrom: vintage,
      vintageTo: vintage.map { $0 + Int32(chance.within(isBoundary() ? -1...0 : 0...365)) },
      attributes: attributes,
      expiry: chance.happens(percent: 25) ? today + Int32(chance.within(-1...60)) : nil)
  }

  mutating func status(_ book: PlainBook) -> PlainOperation {
    if chance.happens(percent: 30) {
      let (account, lot) = holding(book, in: 2)
      let floors: [Int64?] = [nil, 0, 5, -5, 1_000, .min, .max]
      return .setFloor(account: account, lot: lot, floor: chance.one(of: floors))
    }
    let statuses = [1, 1, 1, 1, 2, 3, chance.happens(percent: 20) ? 4 : 1]
    let closing = isBoundary() ? account(book) : 0
    let order = words("o")
    if closing != 0 {
      return .setStatus(account: closing, status: chance.one(of: [1, 2, 3, 4]), order: order)
    }
    // Accounts that are not open are opened again more often than not, so that runs do not run dry.
    let stopped = book.accounts.indices.filter { book.accounts[$0].status != 1 }
    let account =
      stopped.isEmpty || chance.below(3) == 0 ? account(book) : UInt32(chance.one(of: stopped) + 1)
    return .setStatus(account: account, status: chance.one(of: statuses), order: order)
  }
}
