public import Journal

extension Operation {
  /// Reads an operation from its canonical bytes.
  ///
  /// - Throws: ``MalformedBytes``: no operation of this program stands there.
  public init(from reader: inout ByteReader) throws(MalformedBytes) {
    let start = reader.offset
    let number = try reader.integer(UInt8.self)
    switch number {
    case 1...5, 27...31, 33: self = try Self.making(number, &reader)
    case 6...13, 32: self = try Self.moving(number, &reader)
    case 14...26, 34: self = try Self.securing(number, &reader)
    default: throw MalformedBytes(offset: start, fault: .unknown(Int(number)))
    }
  }

  private static func making(_ number: UInt8, _ reader: inout ByteReader) throws(MalformedBytes) -> Self {
    switch number {
    case 1: .openUnit(try UnitRules(from: &reader))
    case 2: .openAccount(code: try reader.text(), owner: try reader.integer(), kind: try reader.known())
    case 3: .openLot(try LotTerms(from: &reader))
    case 4: .setStatus(account: try reader.id(), status: try reader.known(), order: try reader.text())
    case 5:
      .setFloor(
        account: try reader.id(), lot: try reader.id(), floor: try reader.flag() ? try reader.integer() : nil)
    case 27:
      .setCounter(key: try reader.text(), minimum: try reader.integer(), maximum: try reader.integer())
    case 28: .count(key: try reader.text(), change: try reader.integer())
    case 29: .claim(try ClaimTerms(from: &reader))
    case 30: .withdraw(claim: try reader.id(), reason: try reader.text())
    case 31: .useReference(try reader.text())
    default: .tick
    }
  }

  private static func moving(_ number: UInt8, _ reader: inout ByteReader) throws(MalformedBytes) -> Self {
    switch number {
    case 9:
      return .post(
        legs: try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
          let (lot, account, change) = try reader.amount()
          return PostLeg(account: account, lot: lot, change: change)
        })
    case 11: return .convert(try Conversion(from: &reader))
    case 32:
      return .reverse(
        sequence: try reader.integer(), index: try reader.integer(), movement: try reader.known(),
        moves: try reader.moves(), reason: try reader.text())
    default: return try amounting(number, &reader)
    }
  }

  private static func amounting(_ number: UInt8, _ reader: inout ByteReader) throws(MalformedBytes) -> Self {
    let (lot, account, quantity) = try reader.amount()
    switch number {
    case 6:
      return .issue(
        lot: lot, account: account, quantity: quantity, to: try reader.known(), reference: try reader.text())
    case 7:
      return .release(
        lot: lot, account: account, quantity: quantity, from: try reader.known(), to: try reader.known(),
        first: try reader.integer())
    case 8:
      return .transfer(
        lot: lot, from: account, to: try reader.id(), quantity: quantity, fromState: try reader.known(),
        toState: try reader.known(), first: try reader.integer())
    case 10:
      let shares = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
        SplitShare(account: try reader.id(), weight: try reader.integer())
      }
      let remainder = try reader.integer(Int64.self)
      return .split(lot: lot, from: account, quantity: quantity, shares: shares, remainder: Int(remainder))
    case 12:
      return .retire(
        lot: lot, account: account, quantity: quantity, from: try reader.known(), first: try reader.integer(),
        reason: try reader.text(), beneficiary: try reader.text())
    default:
      return .void(
        lot: lot, account: account, quantity: quantity, from: try reader.known(), to: try reader.known(),
        first: try reader.integer(), reason: try reader.text())
    }
  }
}

extension Conversion {
  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let (lot, account, quantity) = try reader.amount()
    self.init(
      lot: lot, account: account, quantity: quantity, toLot: try reader.id(),
      numerator: try reader.integer(), denominator: try reader.integer(), rounding: try reader.rounding(),
      remainder: try reader.id(), first: try reader.integer())
  }
}

extension ByteReader {
  /// A quantity of a lot in an account.
  mutating func amount() throws(MalformedBytes) -> (LotID, AccountID, Int64) {
    (try id(), try id(), try integer())
  }
}
