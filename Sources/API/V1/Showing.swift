public import Journal
internal import Law
internal import Ledger
internal import Parties
internal import RegistryDesk

/// Things of the registry as JSON.
extension RegistryHouse {
  /// A receipt; balances of accounts that the visitor may not see are left out.
  func json(_ receipt: Receipt, for visitor: Visitor) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("entry", .optional(receipt.sequence.map { "\($0)" })),
      ("moment", .optional(receipt.moment?.text)), ("repeat", .bool(receipt.isRepeat)),
      ("facts", .array(receipt.facts.map { JSONValue($0) })),
      ("moves", .array(receipt.moves.map { json($0, for: visitor) })),
    ]
    switch receipt.outcome {
    case .proposed(let number):
      members += [("outcome", .string("proposed")), ("proposal", .string("\(number)"))]
    case .refused(let refusal):
      members += [
        ("outcome", .string("refused")), ("code", .string(RefusalTexts.code(of: refusal))),
        ("refusal", JSONValue(RefusalTexts.label(of: refusal))),
      ]
    case .done: members.append(("outcome", .string("done")))
    default: members.append(("outcome", .string("unknown")))
    }
    return .object(members)
  }

  private func json(_ move: MoveLine, for visitor: Visitor) -> JSONValue {
    .object([
      ("movement", .string("\(move.movement)")), ("lot", .string(move.lot)), ("amount", .string(move.amount)),
      ("unit", .string(move.symbol)),
      ("first_serial", .optional(move.serials.map { "\($0.first)" })),
      ("last_serial", .optional(move.serials.map { "\($0.last)" })),
      ("from", json(move.from, for: visitor)), ("to", json(move.to, for: visitor)),
    ])
  }

  private func json(_ end: MoveLine.End, for visitor: Visitor) -> JSONValue {
    let isSeen = end.account.map { may(visitor, see: $0) } ?? false
    return .object([
      ("account", .optional(end.account?.code)), ("state", .string("\(end.state)")),
      ("balance_after", .optional(isSeen ? end.after : nil)),
    ])
  }
}

extension Moment {
  /// As RFC 3339 writes it, in China's time, to the second.
  public var text: String {
    let seconds = (milliseconds + 28_800_000) / 1000
    let ofDay = ((seconds % 86_400) + 86_400) % 86_400
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))+08:00"
  }
}
