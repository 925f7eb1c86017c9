public import Journal
internal import Law
public import Ledger
public import RegistryDesk

/// What one move did to one place of an account.
public struct HistoryLine: Sendable {
  public let key: PastMove.Key
  public let moment: Moment
  public let movement: Movement
  public let lot: String
  /// With its sign: `-12.50`.
  public let change: String
  public let symbol: String
  public let state: LotState
  /// The code of the account at the other end; `nil` when it is this one, or outside.
  public let other: String?
  /// The balance of the state afterwards.
  public let after: String
  public let reason: String

  /// The lines of moves, one for each place of the account that a move changed.
  public static func lines(
    of moves: [PastMove], for account: AccountID, in pages: RegistryPages
  ) throws -> [HistoryLine] {
    var codes: [AccountID: String] = [:]
    return try moves.flatMap { move -> [HistoryLine] in
      let lot = try pages.lot(move.what.lot)
      let rules = try lot.flatMap { try pages.unit($0.terms.unit) }?.rules
      func text(_ parts: Int64) -> String { Names.text(parts, decimals: rules?.decimals ?? 0) }
      let other = [move.what.from, move.what.to].map(\.account).first { $0 != account && $0.number != 0 }
      if let other, codes[other] == nil { codes[other] = try pages.account(other)?.code }
      return move.effects(on: account).map { effect in
        HistoryLine(
          key: move.key, moment: move.moment, movement: move.movement,
          lot: lot?.terms.code ?? "\(move.what.lot)",
          change: (effect.change > 0 ? "+" : "") + text(effect.change), symbol: rules?.symbol ?? "",
          state: effect.place.state, other: other.flatMap { codes[$0] }, after: text(effect.after),
          reason: [move.reason, move.beneficiary].filter { !$0.isEmpty }.joined(separator: " → "))
      }
    }
  }

  var json: JSONValue {
    .object([
      ("entry", .string("\(key.sequence)")), ("moment", .string(moment.text)),
      ("movement", .string("\(movement)")), ("lot", .string(lot)), ("change", .string(change)),
      ("unit", .string(symbol)), ("state", .string("\(state)")), ("other", .optional(other)),
      ("balance", .string(after)), ("reason", .string(reason)),
    ])
  }
}

extension PastMove.Key {
  /// As the next page names it: `12.0.1`.
  public var cursor: String { "\(sequence).\(fact).\(move)" }

  /// The place that a cursor names.
  public init?(cursor: String) {
    let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let sequence = UInt64(parts[0]), sequence <= UInt64(Int64.max),
      let fact = UInt32(parts[1]), let move = UInt32(parts[2])
    else { return nil }
    self.init(sequence: sequence, fact: fact, move: move)
  }
}

extension RegistryHouse {
  /// An account that a visitor may see.
  ///
  /// - Throws: ``Bar/nothing``, the same for one that is not there and one that may not be seen.
  public func account(_ code: String, for visitor: Visitor, in pages: RegistryPages) throws -> Account {
    guard let account = try? pages.account(code), may(visitor, see: account) else { throw Bar.nothing }
    return account
  }
}
