internal import Actions
internal import Journal
internal import Ledger
public import Quantities
public import Store

extension Names {
  /// All moves of an account, oldest first, up to the end of a day if one is named.
  public func history(
    of code: String, through day: Day?, in view: any RegistryView
  ) throws -> Listing {
    let account = try account(code)
    let end = try day.map { Moment(startOf: try $0.adding(days: 1)) } ?? .last
    let rows = try moves(of: account.id, in: view).filter { $0.moment < end.milliseconds }
    return Listing(
      head: [
        "记录 entry", "日期 day", "变动 movement", "批次 lot", "数量 amount", "从 from", "到 to", "余额 balance", "说明 why",
      ],
      rows: rows.flatMap { lines(of: $0, for: account.id) })
  }

  /// What an account had at the end of a day: the last balance that each place was left with.
  public func balances(of code: String, on day: Day, in view: any RegistryView) throws -> Listing {
    let account = try account(code)
    let end = Moment(startOf: try day.adding(days: 1)).milliseconds
    var last: [PlaceKey: Int64] = [:]
    for move in try moves(of: account.id, in: view) where move.moment < end {
      for (place, after) in move.balances where place.account == account.id.number {
        let former = last[place.key(move.lot)] ?? 0
        last[place.key(move.lot)] = place.isTagged ? former + move.change(at: place) : after
      }
    }
    let rows = last.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { key, parts in
      let lot = world.book.lots[LotID(key.lot)]
      return [
        account.code, lot?.terms.code ?? "", LotState(rawValue: key.state).map(Self.label) ?? "",
        lot.map { text(parts, of: $0) } ?? "\(parts)", lot.flatMap { unit(of: $0)?.symbol } ?? "",
      ]
    }
    return Listing(
      head: ["账户 account", "批次 lot", "状态 state", "数量 amount", "单位 unit"], rows: rows)
  }

  private func lines(of move: PastMove, for account: AccountID) -> [[String]] {
    let lot = world.book.lots[LotID(move.lot)]
    func amount(_ parts: Int64) -> String { lot.map { text(parts, of: $0) } ?? "\(parts)" }
    func name(_ place: PastPlace) -> String {
      let state = LotState(rawValue: place.state).map { "\($0)" } ?? "?"
      return (world.book.accounts[AccountID(place.account)].map { $0.code + "." } ?? "") + state
    }
    return move.balances.filter { $0.0.account == account.number }.map { place, after in
      [
        "\(move.sequence)", "\(Moment(milliseconds: move.moment).day)",
        Movement(rawValue: move.movement).map(Self.label) ?? "?", lot?.terms.code ?? "",
        (place == move.from ? "−" : "+") + amount(move.quantity), name(move.from), name(move.to),
        amount(after),
        [move.reason, move.beneficiary].filter { !$0.isEmpty }.joined(separator: " → "),
      ]
    }
  }

  /// The entries that moved units of an account.
  func sequences(of account: AccountID, in view: any RegistryView) throws -> [UInt64] {
    try moves(of: account, in: view).map { UInt64($0.sequence) }
  }

  private func moves(of account: AccountID, in view: any RegistryView) throws -> [PastMove] {
    var moves: [PastMove.Key: PastMove] = [:]
    for column in ["from_account", "to_account"] {
      var query = TableQuery(
        MoveHistory.shape.name, by: [column, "lot"], equal: [.integer(Int64(account.number))], limit: 1000)
      while true {
        let page = try view.page(query)
        for row in page.rows {
          let move = try PastMove(row: row)
          moves[move.key] = move
        }
        guard let next = page.next else { break }
        query.after = next
      }
    }
    return moves.values.sorted { $0.key < $1.key }
  }
}

/// Which lot in which state.
private struct PlaceKey: Hashable, Comparable {
  let lot: UInt32
  let state: UInt8

  static func < (left: Self, right: Self) -> Bool { (left.lot, left.state) < (right.lot, right.state) }
}

extension PastPlace {
  /// Whether the balance beside a move is that of one hold, pledge, freeze or lease and not of the state.
  fileprivate var isTagged: Bool { tag != 0 }
  fileprivate func key(_ lot: UInt32) -> PlaceKey { PlaceKey(lot: lot, state: state) }
}
