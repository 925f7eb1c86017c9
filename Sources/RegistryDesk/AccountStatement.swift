internal import Actions
internal import Journal
public import Law
internal import Ledger
internal import Seals
public import Store

/// What an account has and how it came to it, with the proof of each entry: what a bank, a court or the
/// holder keeps, and checks without the registry.
public enum AccountStatement {
  /// The body of a statement of an account: holdings, and each entry that moved units of it, with its way up
  /// to the root of its block.
  public static func body(
    of code: String, in names: Names, from view: any RegistryView
  ) throws -> JSONValue {
    let account = try names.account(code)
    let founding = names.world.founding
    let places = Set(try names.sequences(of: account.id, in: view))
    let proofs = try proofs(of: places, in: view)
    let head = try view.head()
    return .object([
      ("kind", .string("account")), ("registry", .string(founding?.name ?? "")),
      ("registry_id", .string(founding?.identity.description ?? "")), ("account", .string(account.code)),
      ("account_number", .string("\(account.id)")), ("owner", .string(names.code(of: account.owner))),
      ("sequence", .string(String(try view.sequence()))),
      ("head", .string((head?.digest(by: .sm3) ?? .none).description)),
      ("holdings", .array(holdings(of: account, names))), ("entries", .array(proofs)),
    ])
  }

  private static func holdings(of account: Account, _ names: Names) -> [JSONValue] {
    names.world.book.lots.unordered.sorted { $0.id < $1.id }.flatMap { lot -> [JSONValue] in
      let holding = names.world.book.holding(account.id, lot.id)
      return (LotState.live + LotState.dead).filter { holding[$0] != 0 }.map { state in
        .object([
          ("lot", .string(lot.terms.code)), ("lot_number", .string("\(lot.id)")),
          ("state", .string("\(state)")), ("amount", .string(names.text(holding[state], of: lot))),
          ("parts", .string(String(holding[state]))), ("unit", .string(names.unit(of: lot)?.code ?? "")),
        ])
      }
    }
  }

  private static func proofs(of places: Set<UInt64>, in view: any RegistryView) throws -> [JSONValue] {
    var proofs: [JSONValue] = []
    try view.eachBlock(from: 1) { block in
      let first = block.header.firstSequence
      let wanted = block.entries.indices.filter { places.contains(first + UInt64($0)) }
      guard !wanted.isEmpty else { return true }
      let tree = EntryTree(block.entries, hash: .sm3)
      for place in wanted {
        proofs.append(
          .object([
            ("header", .string(hexadecimal(block.header.bytes))), ("place", .string(String(place))),
            ("path", .array(tree.path(to: place).map { .string($0.description) })),
            ("entry", .string(hexadecimal(block.entries[place]))),
          ]))
      }
      return true
    }
    return proofs
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
