internal import Actions
internal import Journal
internal import Ledger
internal import Parties
public import Quantities
internal import Store

extension RegistryPages {
  /// What accounts have, or had at the end of a day: one account, or all.
  public func balanceListing(of code: String?, on day: Day? = nil) throws -> Listing {
    let account = try code.map { try self.account($0).id }
    let lots = LotTexts(self)
    var codes: [AccountID: String] = [:]
    let rows = try balances(of: account, on: day).map { balance in
      let place = balance.place
      let code = try codes[place.account] ?? self.account(place.account)?.code ?? "\(place.account)"
      codes[place.account] = code
      let lot = try lots[place.lot]
      return [code, lot.code, Listing.label(of: place.state), lot.text(balance.parts), lot.symbol]
    }
    return Listing(
      head: ["账户 account", "批次 lot", "状态 state", "数量 amount", "单位 unit"], rows: rows)
  }

  /// The moves of an account, oldest first.
  ///
  /// - Parameters:
  ///   - day: The last day that is asked for; `nil` for all.
  ///   - before: Only entries before this sequence.
  ///   - limit: Only the latest moves of these, so many.
  public func historyListing(
    of code: String, through day: Day? = nil, before: UInt64? = nil, limit: Int? = nil
  ) throws -> Listing {
    let account = try account(code).id
    let end = try day.map { Moment(startOf: try $0.adding(days: 1)) }
    let lots = LotTexts(self)
    var moves: [PastMove] = []
    try eachMove(of: account) { move in
      if let end, move.moment >= end { return true }
      if let before, move.key.sequence >= before { return true }
      moves.append(move)
      return moves.count < limit ?? .max
    }
    return Listing(
      head: [
        "记录 entry", "日期 day", "变动 movement", "批次 lot", "数量 amount", "从 from", "到 to", "余额 balance", "说明 why",
      ],
      rows: try moves.reversed().flatMap { try lines(of: $0, for: account, lots) })
  }

  private func lines(of move: PastMove, for account: AccountID, _ lots: LotTexts) throws -> [[String]] {
    let lot = try lots[move.what.lot]
    func name(_ place: Ledger.Place) throws -> String {
      (try self.account(place.account).map { $0.code + "." } ?? "") + "\(place.state)"
    }
    return try move.effects(on: account).map { effect in
      [
        "\(move.key.sequence)", "\(move.moment.day)", Listing.label(of: move.movement), lot.code,
        (effect.change < 0 ? "−" : "+") + lot.text(move.what.quantity), try name(move.what.from),
        try name(move.what.to), lot.text(effect.after),
        [move.reason, move.beneficiary].filter { !$0.isEmpty }.joined(separator: " → "),
      ]
    }
  }

  /// Accounts in the order of their numbers: all, or those of one owner; after an account, so many.
  public func accountListing(of owner: String?, after code: String?, limit: Int?) throws -> Listing {
    let owner = try owner.map { try party(coded: $0) }
    var after = try code.map { try account($0).id }
    var rows: [[String]] = []
    repeat {
      let page = try accounts(of: owner, after: after, limit: min(1000, (limit ?? .max) - rows.count))
      for account in page.items {
        rows.append([
          account.code, try party(account.owner)?.code ?? "–", Listing.label(of: account.kind),
          Listing.label(of: account.status), "\(account.opened.day)",
        ])
      }
      after = page.next
    } while after != nil && rows.count < limit ?? .max
    return Listing(head: ["账户 account", "户主 owner", "类别 kind", "状态 status", "开立 opened"], rows: rows)
  }

  /// The claims that were not withdrawn: all, or those of one benefit.
  public func claimListing(of benefit: String?) throws -> Listing {
    var query = TableQuery(Claim.shape.name, limit: 1000)
    if let benefit { (query.index, query.equal) = (["benefit"], [.text(benefit)]) }
    var rows: [[String]] = []
    try eachRow(query) { row in
      let claim = try Claim(row: row)
      let (terms, box) = (claim.terms, claim.terms.box)
      let edges = [box.west, box.south, box.east, box.north].map { Names.text($0, decimals: 7) }
      rows.append([
        "\(claim.id)", "\(claim.sequence)", terms.benefit, terms.conflicts.joined(separator: " "),
        edges.joined(separator: ","), "\(terms.from)", "\(terms.to)", "\(terms.place)",
      ])
      return true
    }
    return Listing(
      head: [
        "占用声明 claim", "记录 entry", "效益 benefit", "互斥 conflicts", "范围 box", "从 from", "到 until", "图形 geometry",
      ], rows: rows)
  }

  private func party(coded code: String) throws -> UInt32 {
    let query = TableQuery(Party.shape.name, by: ["code"], equal: [.text(code)], limit: 1)
    if let row = try view.page(query).rows.first { return try Party(row: row).number }
    throw DeskRefusal.noParty(code)
  }
}

/// How lots and their amounts are written, each looked up once.
final class LotTexts {
  /// A lot's code, and how amounts of it are written.
  struct Lines {
    let code: String
    let symbol: String
    let decimals: UInt8

    func text(_ parts: Int64) -> String { Names.text(parts, decimals: decimals) }
  }

  private let pages: RegistryPages
  private var known: [LotID: Lines] = [:]

  init(_ pages: RegistryPages) { self.pages = pages }

  /// How a lot is written; by its number when it is not there.
  subscript(number: LotID) -> Lines {
    get throws {
      if let lines = known[number] { return lines }
      let lot = try pages.lot(number)
      let unit = try lot.flatMap { try pages.unit($0.terms.unit) }?.rules
      let lines = Lines(
        code: lot?.terms.code ?? "\(number)", symbol: unit?.symbol ?? "", decimals: unit?.decimals ?? 0)
      known[number] = lines
      return lines
    }
  }
}
