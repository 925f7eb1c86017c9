internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Ledger
internal import Parties
internal import RegistryDesk
internal import Serving
internal import Store

extension RegistryAPI {
  var looking: [GuardedRoute] {
    [
      GuardedRoute(.api, .get, "/api/v1/accounts", .seeOwnAccounts) { request, _, visitor in
        try accounts(request, visitor)
      },
      GuardedRoute(.api, .get, "/api/v1/accounts/{account}", .seeOwnAccounts) { request, values, visitor in
        try account(values["account"], request, visitor)
      },
      GuardedRoute(.api, .get, "/api/v1/accounts/{account}/history", .seeOwnAccounts) {
        request, values, visitor in try history(of: values["account"], request, visitor)
      },
      GuardedRoute(.api, .get, "/api/v1/lots", .seeLots) { request, _, visitor in try lots(request, visitor)
      },
      GuardedRoute(.api, .get, "/api/v1/proposals", .seeOwnProposals) { _, _, visitor in
        try proposals(visitor)
      },
      GuardedRoute(.api, .get, "/api/v1/proposals/{number}", .seeOwnProposals) { _, values, visitor in
        try proposal(values["number"], visitor)
      },
    ]
  }

  private func accounts(_ request: HTTPRequest, _ visitor: Visitor?) throws -> HTTPResponse {
    let (visitor, desk) = try inside(visitor)
    let limit = try request.number("limit", in: 1...500, else: 100)
    let after = try request.query("after").map { _ in
      AccountID(UInt32(try request.number("after", in: 0...Int(UInt32.max), else: 0)))
    }
    let owner = house.table.allows(.seeAllAccounts, roles: visitor.roles) ? nil : visitor.party
    return try desk.pages { pages in
      let page = try pages.accounts(of: owner, after: after, limit: limit)
      let items = try page.items.map { try json($0, pages) }
      return .json(
        .object([("accounts", .array(items)), ("next", .optional(page.next?.description))]),
        at: pages.sequence, for: request)
    }
  }

  private func json(_ account: Account, _ pages: RegistryPages) throws -> JSONValue {
    .object([
      ("code", .string(account.code)), ("owner", .optional(try pages.party(account.owner)?.code)),
      ("kind", .string("\(account.kind)")), ("status", .string("\(account.status)")),
      ("opened", .string("\(account.opened.day)")),
    ])
  }

  private func account(_ code: String, _ request: HTTPRequest, _ visitor: Visitor?) throws -> HTTPResponse {
    let (visitor, desk) = try inside(visitor)
    return try desk.pages { pages in
      let account = try house.account(code, for: visitor, in: pages)
      let balances = try pages.balances(of: account.id).map { balance -> JSONValue in
        let lot = try pages.lot(balance.place.lot)
        let rules = try lot.flatMap { try pages.unit($0.terms.unit) }?.rules
        return .object([
          ("lot", .optional(lot?.terms.code)), ("state", .string("\(balance.place.state)")),
          ("amount", .string(Names.text(balance.parts, decimals: rules?.decimals ?? 0))),
          ("unit", .optional(rules?.code)),
        ])
      }
      guard case .object(let members) = try json(account, pages) else { throw Bar.nothing }
      return .json(
        .object(members + [("balances", .array(balances))]), at: pages.sequence, for: request)
    }
  }

  private func history(of code: String, _ request: HTTPRequest, _ visitor: Visitor?) throws -> HTTPResponse {
    let (visitor, desk) = try inside(visitor)
    let limit = try request.number("limit", in: 1...500, else: 100)
    let before = try request.query("before").map { text in
      guard let key = PastMove.Key(cursor: text) else {
        throw Bar.unreadable(Label(zh: "before 应为上一页的 next", en: "before is the next of the page before"))
      }
      return key
    }
    return try desk.pages { pages in
      let account = try house.account(code, for: visitor, in: pages)
      let page = try pages.history(of: account.id, before: before, limit: limit)
      let lines = try HistoryLine.lines(of: page.items, for: account.id, in: pages)
      return .json(
        .object([
          ("moves", .array(lines.map(\.json))), ("next", .optional(page.next?.cursor)),
        ]), at: pages.sequence, for: request)
    }
  }

  private func lots(_ request: HTTPRequest, _ visitor: Visitor?) throws -> HTTPResponse {
    let (_, desk) = try inside(visitor)
    let limit = try request.number("limit", in: 1...500, else: 100)
    let after = try request.number("after", in: 0...Int(UInt32.max), else: 0)
    return try desk.pages { pages in
      let page = try pages.view.page(
        TableQuery(Lot.shape.name, after: after == 0 ? nil : [.integer(Int64(after))], limit: limit))
      let lots = try page.rows.map { try Lot(row: $0) }
      let items = try lots.map { lot -> JSONValue in
        .object([
          ("code", .string(lot.terms.code)), ("unit", .optional(try pages.unit(lot.terms.unit)?.rules.code)),
          ("project", .string(lot.terms.project)), ("place", .string(lot.terms.place)),
        ])
      }
      return .json(
        .object([
          ("lots", .array(items)),
          ("next", .optional(page.next == nil ? nil : lots.last?.id.description)),
        ]), at: pages.sequence, for: request)
    }
  }

  private func proposals(_ visitor: Visitor?) throws -> HTTPResponse {
    let (visitor, desk) = try inside(visitor)
    let lines = try house.proposals(for: visitor, at: desk)
    return .json(.object([("proposals", .array(lines.map(\.json)))]))
  }

  private func proposal(_ text: String, _ visitor: Visitor?) throws -> HTTPResponse {
    let (visitor, desk) = try inside(visitor)
    guard let number = UInt32(text), let line = try house.proposal(number, for: visitor, at: desk) else {
      throw Bar.nothing
    }
    return .json(line.json)
  }
}
