internal import API
internal import Access
internal import Actions
internal import Foundation
internal import Journal
internal import Law
internal import Ledger
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving

/// Overview, accounts, histories.
extension RegistrySite {
  var lookingPages: [GuardedRoute] {
    [
      page("/registry", .seeSelf) { page, _ in try page.overview() },
      page("/registry/accounts", .seeOwnAccounts) { page, _ in try page.accounts() },
      page("/registry/accounts/{account}", .seeOwnAccounts) { page, values in
        try page.account(values["account"])
      },
      page("/registry/accounts/{account}/history.csv", .seeOwnAccounts) { page, values in
        try page.historyFile(of: values["account"], isWorkbook: false)
      },
      page("/registry/accounts/{account}/history.xlsx", .seeOwnAccounts) { page, values in
        try page.historyFile(of: values["account"], isWorkbook: true)
      },
      page("/registry/accounts/{account}/statement.json", .seeOwnAccounts) { page, values in
        try page.statement(of: values["account"])
      },
    ]
  }
}

extension RegistryPage {
  func overview() throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    let title = try desk.read { $0.world.founding?.name ?? "" }
    let waiting = try house.proposals(for: visitor, at: desk).filter(\.isForVisitor)
    let mine = VerbForm.all.filter { may($0.deed) && $0.fields.count > 1 }
    return show(
      title, isLive: true,
      [
        waiting.isEmpty
          ? paragraph(say("没有等待您复核的提案。", "Nothing waits for your approval."))
          : tag(
            "p", ["class": "alert alert-warning"],
            link(
              "/registry/proposals",
              say("有 \(waiting.count) 项提案等待您复核", "\(waiting.count) proposals wait for your approval")))
      ] + (may(.administerLogIns) ? [beginning] : []) + [
        heading(say("可以办理", "You can")),
        tag(
          "ul", [:],
          mine.map { tag("li", [:], link("/registry/do/" + $0.word, $0.summary[language])) }),
      ])
  }

  /// What leads from an empty registry to the first transfer.
  private var beginning: Markup {
    let steps = [
      ("add-organisation", "登记参与单位", "Register the organisations that take part"),
      ("add-person", "登记人员", "Register their persons"),
      ("represent", "登记人员代表哪个单位", "Say whom each person acts for"),
      ("grant", "授予角色（另一单位的审批人复核）", "Grant roles (the authority approves)"),
    ].map { tag("li", [:], link("/registry/do/" + $0.0, say($0.1, $0.2))) }
    let later = [
      ("open-unit", "开设计量单位", "Open a unit"), ("open-account", "开立账户", "Open accounts"),
      ("open-lot", "开设批次", "Open a lot"), ("issue", "签发（另一单位复核）", "Issue (approved by another organisation)"),
      ("transfer", "划转（另一单位复核；持有人自己划转即时办理）", "Transfer (approved; a holder's own happens at once)"),
    ].map { tag("li", [:], link("/registry/do/" + $0.0, say($0.1, $0.2))) }
    let codes = tag("li", [:], link("/registry/people", say("发给一次性登记码", "Make their one-time codes")))
    return tag(
      "section", [:], heading(say("从空簿到第一笔划转", "From nothing to the first transfer")),
      tag("ol", [:], steps + [codes] + later))
  }

  func accounts() throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    let owner = may(.seeAllAccounts) ? nil : visitor.party
    let after = request.query("after").flatMap { UInt32($0) }.map { AccountID($0) }
    return try desk.pages { pages in
      let page = try pages.accounts(of: owner, after: after, limit: 50)
      let rows = try page.items.map { account -> [Markup] in
        let path = "/registry/accounts/" + URLEncoding.encode(account.code)
        let party = try pages.party(account.owner)
        return [
          link(path, account.code), .text(party?.name ?? party?.code ?? ""),
          .text(account.status.label[language]), .text("\(account.opened.day)"),
        ]
      }
      let more = page.next.map { [link("/registry/accounts?after=\($0)", say("下一页", "Next page"))] } ?? []
      return show(
        say("账户", "Accounts"),
        [
          table(
            [say("账户", "Account"), say("户主", "Owner"), say("状态", "Status"), say("开立", "Opened")], rows)
        ] + more)
    }
  }

  func account(_ code: String) throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    let before = request.query("before").flatMap { PastMove.Key(cursor: $0) }
    return try desk.pages { pages in
      let account = try house.account(code, for: visitor, in: pages)
      let page = try pages.history(of: account.id, before: before, limit: 50)
      let lines = try HistoryLine.lines(of: page.items, for: account.id, in: pages)
      let path = "/registry/accounts/" + URLEncoding.encode(account.code)
      let party = try pages.party(account.owner)
      let more = page.next.map { [link(path + "?before=" + $0.cursor, say("更早的明细", "Earlier"))] } ?? []
      let own = account.owner == visitor.party && may(.ask(["ledger.transfer"]))
      return show(
        say("账户 ", "Account ") + account.code, isLive: true,
        [
          paragraph(
            say("户主：", "Owner: ") + (party?.name ?? party?.code ?? "") + " · "
              + account.status.label[language]),
          heading(say("余额", "Balances")), try balances(of: account, in: pages),
          tag(
            "p", [:],
            own ? [link("/registry/do/transfer?from=" + URLEncoding.encode(code), say("划转", "Transfer"))] : []
          ),
          heading(say("明细", "History")), history(lines),
        ] + more + [downloads(path)])
    }
  }

  private func balances(of account: Account, in pages: RegistryPages) throws -> Markup {
    let rows = try pages.balances(of: account.id).map { balance -> [Markup] in
      let lot = try pages.lot(balance.place.lot)
      let rules = try lot.flatMap { try pages.unit($0.terms.unit) }?.rules
      return [
        .text(lot?.terms.code ?? ""), .text(balance.place.state.label[language]),
        .text(Names.text(balance.parts, decimals: rules?.decimals ?? 0)), .text(rules?.symbol ?? ""),
      ]
    }
    return table(
      [say("批次", "Lot"), say("状态", "State"), say("数量", "Amount"), say("单位", "Unit")], rows, figures: [2])
  }

  private func history(_ lines: [HistoryLine]) -> Markup {
    table(
      [
        say("记录", "Entry"), say("时间", "When"), say("变动", "What"), say("批次", "Lot"), say("数量", "Change"),
        say("状态", "State"), say("余额", "Balance"), say("对方", "Other side"), say("说明", "Why"),
      ],
      lines.map { line in
        [
          .text("\(line.key.sequence)"), .text("\(line.moment.day)"), .text(line.movement.label[language]),
          .text(line.lot), .text(line.change + " " + line.symbol), .text(line.state.label[language]),
          .text(line.after), .text(line.other ?? ""), .text(line.reason),
        ]
      }, figures: [4, 6])
  }

  private func downloads(_ path: String) -> Markup {
    var links = [
      link(path + "/history.csv", "CSV"), .text(" · "), link(path + "/history.xlsx", "XLSX"),
    ]
    if house.settings.signer != nil {
      links += [.text(" · "), link(path + "/statement.json", say("签名对账单", "Signed statement"))]
    }
    return tag("p", ["class": "mt-3"], [.text(say("下载：", "Download: "))] + links)
  }

  func historyFile(of code: String, isWorkbook: Bool) throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    let (account, listing) = try desk.pages { pages in
      let account = try house.account(code, for: visitor, in: pages)
      return (account.code, try pages.historyListing(of: account.code))
    }
    let name = account + "-history." + (isWorkbook ? "xlsx" : "csv")
    guard isWorkbook else {
      return .text(listing.withoutFormulas.csv, type: "text/csv; charset=utf-8").named(name)
    }
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".xlsx")
    defer { try? FileManager.default.removeItem(at: place) }
    try ListingWorkbook(listing, title: account).write(to: place.path)
    let bytes = Array(try Data(contentsOf: place))
    return HTTPResponse(
      200,
      headers: [
        NamedValue("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      ], body: .bytes(bytes)
    ).named(name)
  }

  func statement(of code: String) throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    let body = try desk.pages { pages in
      let account = try house.account(code, for: visitor, in: pages)
      return try AccountStatement.body(of: account.code, in: pages)
    }
    guard let signer = house.settings.signer else { throw Bar.nothing }
    return .text(
      try signer.sign(body, at: house.settings.clock()), type: "application/json"
    ).named(code + "-statement.json")
  }
}

extension Listing {
  /// The same, with nothing that a spreadsheet would take for a formula.
  fileprivate var withoutFormulas: Listing {
    Listing(
      head: head,
      rows: rows.map { row in
        row.map { text in
          guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
            return text
          }
          let isFigure = text.dropFirst().allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
          return isFigure && text.count > 1 && first != "=" && first != "@" ? text : "'" + text
        }
      })
  }
}

extension HTTPResponse {
  /// A file to keep under a name (RFC 6266).
  fileprivate func named(_ name: String) -> HTTPResponse {
    with("Content-Disposition", "attachment; filename*=UTF-8''" + URLEncoding.encode(name))
  }
}
