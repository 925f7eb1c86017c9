import Glibc
import Journal
import Ledger

/// The book alone, in memory, on one core: deciding, applying and stating the facts, and taking what changed
/// as a batch does. Seconds are those of the processor, so that a busy machine tells the same.
enum PureLedger {
  static func transfersPerSecond() throws -> Double {
    var book = Book()
    let accounts: UInt32 = 10_000
    func perform(_ operation: Operation, _ sequence: UInt64) throws {
      let context = Context(sequence: sequence, moment: Moment(milliseconds: 1_700_000_000_000))
      _ = try book.perform([operation], in: context).get()
    }
    try perform(.openUnit(UnitRules(code: "u", symbol: "u", decimals: 0)), 1)
    try perform(.openLot(LotTerms(code: "l", unit: 1)), 2)
    for number in 1...accounts {
      try perform(.openAccount(code: "a\(number)", owner: 1, kind: .holding), 3)
      try perform(.issue(lot: 1, account: AccountID(number), quantity: 1_000_000_000), 4)
    }
    _ = book.takeTouched()
    let count = 2_000_000
    var state: UInt64 = 1
    let started = clock()
    for step in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let from = UInt32(truncatingIfNeeded: state >> 33) % accounts + 1
      let to = (from + UInt32(truncatingIfNeeded: state >> 13) % (accounts - 1)) % accounts + 1
      if from != to {
        try perform(
          .transfer(lot: 1, from: AccountID(from), to: AccountID(to), quantity: 1), UInt64(step) + 5)
      }
      if step % 1000 == 999 { _ = book.takeTouched() }
    }
    let ended = clock()
    return Double(count) * 1_000_000 / Double(ended - started)
  }
}
