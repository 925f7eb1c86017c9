import Journal
import Quantities

extension Book {
  mutating func issue(
    _ lot: LotID, _ account: AccountID, _ quantity: Int64, to state: LotState, reference: String
  ) throws(Refusal) {
    if !reference.isEmpty { try require(code: reference, "reference") }
    let brief = try require(lot)
    if reference.isEmpty, units[brief.unit]?.rules.needsReference == true {
      throw refusal(.referenceNeeded, lot)
    }
    if !reference.isEmpty { try useReference(reference) }
    try post(
      Draft(movement: .issue, lot: lot, quantity: quantity, from: .origin, to: Place(account, state)))
  }

  mutating func useReference(_ text: String) throws(Refusal) {
    try require(code: text, "reference")
    if references[text] != nil { throw Refusal(LedgerRefusal.referenceUsed, names: [text]) }
    happen(.referenceUsed(Reference(key: text, sequence: context.sequence)))
  }

  mutating func convert(_ terms: Conversion) throws(Refusal) {
    try require(terms.numerator >= 1 && terms.denominator >= 1, "ratio")
    _ = try require(terms.lot)
    let target = try require(terms.toLot)
    try require(terms.lot != terms.toLot, "lot")
    guard try require(terms.remainder).isRemainder else {
      throw refusal(.noRemainderAccount, terms.remainder)
    }
    try require(positive: terms.quantity)
    let product = Int128(terms.quantity) * Int128(terms.numerator)
    guard
      let total = Int64(exactly: terms.rounding.quotient(of: product, by: Int128(terms.denominator)))
    else { throw refusal(.overflow, terms.quantity) }
    let rest = total % target.step
    if total == rest { throw refusal(.convertsToNothing, terms.quantity) }
    let account = Place(terms.account, .available)
    var drafts = [
      Draft(
        movement: .convert, lot: terms.lot, quantity: terms.quantity, from: account, to: .converted,
        first: terms.first),
      Draft(
        movement: .convert, lot: terms.toLot, quantity: total - rest, from: .converted, to: account),
    ]
    if rest > 0 {
      let remainder = Place(terms.remainder, .available)
      drafts.append(
        Draft(movement: .convert, lot: terms.toLot, quantity: rest, from: .converted, to: remainder))
    }
    let ratio = Posting.Cause.ratio(
      numerator: terms.numerator, denominator: terms.denominator, rounding: terms.rounding)
    try post(drafts, as: .convert, cause: ratio)
  }
}
