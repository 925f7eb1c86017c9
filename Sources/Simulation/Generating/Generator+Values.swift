import LedgerOracle

extension Generator {
  /// Amounts at the bounds of what can be said.
  static let boundaries: [Int64] = [
    .min, .min + 1, -1, 0, 1, 2, 10, .max / 2, .max / 2 + 1, .max - 1, .max,
  ]

  mutating func isBoundary() -> Bool { !isCalm && chance.happens(percent: swarm.boundary) }

  /// A number from 1 to a count; now and then one that names nothing.
  mutating func number(_ count: Int) -> UInt32 {
    if count == 0 || (!isCalm && chance.happens(percent: swarm.stray)) {
      return chance.one(of: [0, UInt32(count) + 1, .max])
    }
    return UInt32(chance.within(1...count))
  }

  mutating func account(_ book: PlainBook) -> UInt32 { number(book.accounts.count) }
  /// Another account than one, most of the time.
  mutating func other(_ book: PlainBook, than account: UInt32) -> UInt32 {
    let other = self.account(book)
    return other == account && chance.below(8) > 0 ? self.account(book) : other
  }

  mutating func lot(_ book: PlainBook) -> UInt32 { number(book.lots.count) }

  /// One of the holdings that have something in a state: account and lot.
  mutating func holding(_ book: PlainBook, in state: Int) -> (account: UInt32, lot: UInt32) {
    let piles = book.piles.filter { $0.place.state == state }
    if piles.isEmpty || chance.happens(percent: swarm.stray + 3) { return (account(book), lot(book)) }
    let pile = chance.one(of: piles)
    return (pile.place.account, pile.lot)
  }

  /// An amount near to what there is.
  mutating func amount(_ most: Int128, step: Int64 = 1) -> Int64 {
    if isBoundary() { return chance.one(of: Self.boundaries) }
    let most = Int64(clamping: most)
    switch chance.below(12) {
    case 0: return most
    case 1: return most &+ chance.one(of: [-1, 1, step, -step])
    case 2: return Int64(chance.below(50))
    default:
      if most <= 0 { return Int64(chance.within(1...100)) &* step }
      let draw = Int64(truncatingIfNeeded: chance.next().multipliedFullWidth(by: UInt64(most)).high) + 1
      let part = chance.happens(percent: 50) ? draw : max(1, draw / 16)
      return chance.happens(percent: 90) ? max(step, part - part % step) : part
    }
  }

  /// What an account has in a state of a lot, and the step of its unit.
  mutating func amount(_ book: PlainBook, _ account: UInt32, _ lot: UInt32, _ state: Int) -> Int64 {
    amount(book.balance(account, lot, state), step: step(book, lot))
  }

  func step(_ book: PlainBook, _ lot: UInt32) -> Int64 {
    guard lot > 0, Int(lot) <= book.lots.count else { return 1 }
    return book.units[Int(book.lots[Int(lot) - 1].terms.unit) - 1].step
  }

  /// The first of some serials wanted, mostly none.
  mutating func first(_ book: PlainBook, _ lot: UInt32, _ account: UInt32, _ state: Int) -> Int64 {
    if chance.happens(percent: 80) { return 0 }
    if isBoundary() { return chance.one(of: Self.boundaries) }
    let spans = book.spans.filter {
      $0.lot == lot && $0.place.account == account && $0.place.state == state
    }
    guard !spans.isEmpty else { return Int64(chance.below(3)) }
    let span = chance.one(of: spans)
    return Int64(clamping: span.first + Int128(chance.below(4)) * span.count / 4)
  }

  /// A text that a rule of codes takes, or not.
  mutating func code(_ stem: String, _ count: Int) -> String {
    if isBoundary(), chance.below(3) == 0 {
      return chance.one(of: [
        "", "a b", "a\u{7f}", String(repeating: "x", count: 64), String(repeating: "x", count: 65), "=",
        "é", "e\u{301}", String(repeating: "山", count: 21), String(repeating: "山", count: 22),
      ])
    }
    return stem + String(chance.below(max(1, count)))
  }

  mutating func words(_ text: String) -> String {
    if isBoundary(), chance.below(3) == 0 {
      return chance.one(of: [
        "", "a\nb", "\u{7f}", String(repeating: "w", count: 512), String(repeating: "w", count: 513), " ",
      ])
    }
    return text
  }

  mutating func deadline() -> Int64 {
    if isBoundary() {
      let moments = [clock, clock - 1, clock + 1, Self.firstMoment, Self.lastMoment]
      return min(max(chance.one(of: moments), Self.firstMoment), Self.lastMoment)
    }
    return min(clock, Self.lastMoment - 3_000_001) + Int64(chance.below(3_000_000)) + 1
  }
}
