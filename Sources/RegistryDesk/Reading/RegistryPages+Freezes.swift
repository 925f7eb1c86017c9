internal import Journal
internal import Ledger
internal import Store

/// One line of what courts ordered: units that are frozen, or that an order waits for.
struct FreezeOrder {
  let freeze: FreezeID
  /// The freeze that it waits behind; `nil` when it is in effect.
  let behind: FreezeID?
  let account: AccountID
  let lot: LotID
  let quantity: Int64
  let order: String
  let court: String
  let until: Moment?
}

extension RegistryPages {
  /// The freezes of an account, or of all, in the order of arrival: what is in effect first, then what it
  /// waits for.
  func freezeOrders(of account: AccountID?) throws -> [FreezeOrder] {
    var orders: [FreezeOrder] = []
    try eachRow(query(Freeze.shape.name, account)) { row in
      let freeze = try Freeze(row: row)
      orders.append(
        FreezeOrder(
          freeze: freeze.id, behind: nil, account: freeze.account, lot: freeze.lot,
          quantity: freeze.quantity, order: freeze.order, court: freeze.court, until: freeze.until))
      return true
    }
    // A registry of an earlier version has no freezes that wait.
    if view.shape.table(FreezeWait.shape.name) != nil {
      try eachRow(query(FreezeWait.shape.name, account)) { row in
        let wait = try FreezeWait(row: row)
        orders.append(
          FreezeOrder(
            freeze: wait.key.freeze, behind: wait.key.behind, account: wait.account, lot: wait.lot,
            quantity: wait.quantity, order: wait.order, court: wait.court, until: wait.until))
        return true
      }
    }
    return orders.sorted { ($0.freeze, $0.behind ?? 0) < ($1.freeze, $1.behind ?? 0) }
  }

  private func query(_ table: String, _ account: AccountID?) -> TableQuery {
    var query = TableQuery(table, limit: 1000)
    if let account { (query.index, query.equal) = (["account"], [.integer(Int64(account.number))]) }
    return query
  }

  /// The freezes of an account, or of all, in effect and waiting.
  public func freezeListing(of code: String?) throws -> Listing {
    let account = try code.map { try self.account($0).id }
    let lots = LotTexts(self)
    let rows = try freezeOrders(of: account).map { order in
      let lot = try lots[order.lot]
      return [
        "\(order.freeze)", order.behind.map { "轮候 waits behind \($0)" } ?? "生效 in effect",
        try self.account(order.account)?.code ?? "\(order.account)", lot.code, lot.text(order.quantity),
        lot.symbol, order.order, order.court, order.until.map { "\($0.day)" } ?? "–",
      ]
    }
    return Listing(
      head: [
        "冻结 freeze", "状态 state", "账户 account", "批次 lot", "数量 amount", "单位 unit", "文书 order", "法院 court",
        "至 until",
      ], rows: rows)
  }
}
