internal import Actions
internal import Journal
public import Law
internal import Ledger
internal import Parties
internal import Seals
internal import Store

/// What an account has and how it came to it, with the proof of each entry: what a bank, a court or the
/// holder keeps, and checks without the registry.
public enum AccountStatement {
  /// The body of a statement of an account: holdings, and each entry that moved units of it, with its way up
  /// to the root of its block. It costs what the account did, however long the journal is.
  public static func body(of code: String, in pages: RegistryPages) throws -> JSONValue {
    let account = try pages.account(code)
    let founding = try pages.founding()
    return .object([
      ("kind", .string("account")), ("registry", .string(founding?.name ?? "")),
      ("registry_id", .string(founding?.identity.description ?? "")), ("account", .string(account.code)),
      ("account_number", .string("\(account.id)")),
      ("owner", .string(try pages.party(account.owner)?.code ?? "–")),
      ("sequence", .string(String(pages.sequence))),
      ("head", .string((try pages.view.head()?.digest(by: .sm3) ?? .none).description)),
      ("holdings", .array(try holdings(of: account, pages))),
      ("freezes", .array(try freezes(of: account, pages))),
      ("entries", .array(try proofs(of: account, pages))),
    ])
  }

  private static func holdings(of account: Account, _ pages: RegistryPages) throws -> [JSONValue] {
    try pages.holdings(of: account.id).flatMap { holding -> [JSONValue] in
      let lot = try pages.lot(holding.key.lot)
      let unit = try lot.flatMap { try pages.unit($0.terms.unit) }?.rules
      return (LotState.live + LotState.dead).filter { holding[$0] != 0 }.map { state in
        .object([
          ("lot", .string(lot?.terms.code ?? "")), ("lot_number", .string("\(holding.key.lot)")),
          ("state", .string("\(state)")),
          ("amount", .string(Names.text(holding[state], decimals: unit?.decimals ?? 0))),
          ("parts", .string(String(holding[state]))), ("unit", .string(unit?.code ?? "")),
        ])
      }
    }
  }

  /// What courts have stopped, and what waits to be, in the order of arrival.
  private static func freezes(of account: Account, _ pages: RegistryPages) throws -> [JSONValue] {
    let lots = LotTexts(pages)
    return try pages.freezeOrders(of: account.id).map { order in
      let lot = try lots[order.lot]
      return .object([
        ("freeze", .string("\(order.freeze)")), ("behind", .string(order.behind.map { "\($0)" } ?? "")),
        ("lot", .string(lot.code)), ("amount", .string(lot.text(order.quantity))),
        ("parts", .string(String(order.quantity))), ("order", .string(order.order)),
        ("court", .string(order.court)), ("until", .string(order.until.map { "\($0.day)" } ?? "")),
      ])
    }
  }

  private static func proofs(of account: Account, _ pages: RegistryPages) throws -> [JSONValue] {
    var sequences: Set<UInt64> = []
    try pages.eachMove(of: account.id) { move in
      sequences.insert(move.key.sequence)
      return true
    }
    var proofs: [JSONValue] = []
    var open: (block: Block, tree: EntryTree)?
    for sequence in sequences.sorted() {
      let here = open?.block.header
      if here.map({ sequence >= $0.firstSequence + UInt64($0.count) }) ?? true {
        guard let block = try pages.view.block(holding: sequence, from: here?.number ?? 1) else {
          throw StoreFault(.damaged, "blocks: entry \(sequence)")
        }
        open = (block, EntryTree(block.entries, hash: .sm3))
      }
      if let (block, tree) = open { proofs.append(proof(of: sequence, block, tree)) }
    }
    return proofs
  }

  private static func proof(of sequence: UInt64, _ block: Block, _ tree: EntryTree) -> JSONValue {
    let place = Int(sequence - block.header.firstSequence)
    return .object([
      ("header", .string(hexadecimal(block.header.bytes))), ("place", .string(String(place))),
      ("path", .array(tree.path(to: place).map { .string($0.description) })),
      ("entry", .string(hexadecimal(block.entries[place]))),
    ])
  }
}

/// Bytes as hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef")
  return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

/// The bytes of hexadecimal digits; `nil` for any other text.
func bytes(hexadecimal text: String) -> [UInt8]? {
  let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
  guard digits.count == text.utf8.count, digits.count % 2 == 0 else { return nil }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
