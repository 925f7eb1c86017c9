internal import API
internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Ledger
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving
internal import Store

/// Forms, and what came of them.
extension RegistrySite {
  var askingPages: [GuardedRoute] {
    [
      page("/registry/do", .seeSelf) { page, _ in page.actions() },
      asking(.get) { page, form in try page.ask(form, page.prefilled, nil) },
      asking(.post) { page, form in try await page.send(form) },
      page("/registry/receipts/{key}", .seeSelf) { page, values in try page.receipt(values["key"]) },
    ]
  }

  private func asking(
    _ method: HTTPMethod, _ body: @escaping @Sendable (RegistryPage, VerbForm) async throws -> HTTPResponse
  ) -> GuardedRoute {
    let named: @Sendable (PathValues) -> Deed? = { VerbForm.find($0["word"])?.deed }
    return GuardedRoute(.page, method, "/registry/do/{word}", deed: named) {
      [house] request, values, visitor in
      guard let form = VerbForm.find(values["word"]) else { throw Bar.nothing }
      return try await body(RegistryPage(house, request, visitor), form)
    }
  }
}

extension RegistryPage {
  func actions() -> HTTPResponse {
    let mine = VerbForm.all.filter { may($0.deed) && !["approve", "reject", "withdraw"].contains($0.word) }
    var groups: [Label] = []
    for form in mine where !groups.contains(form.group) { groups.append(form.group) }
    return show(
      say("办理", "Act"),
      mine.isEmpty
        ? [paragraph(say("您目前没有可以办理的事项。", "There is nothing that you can do at present."))]
        : groups.flatMap { group in
          [
            heading(group[language]),
            tag(
              "ul", [:],
              mine.filter { $0.group == group }.map {
                tag("li", [:], link("/registry/do/" + $0.word, $0.summary[language]))
              }),
          ]
        })
  }

  /// What a link has filled in.
  var prefilled: [String: String] {
    Dictionary(request.query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// A form, with what was typed and what is wrong with it.
  func ask(_ form: VerbForm, _ typed: [String: String], _ problem: Markup?, status: Int = 200) throws
    -> HTTPResponse
  {
    // What waits is decided on its own page, where it can be read.
    if form.group == VerbForm.consent { return .seeOther("/registry/proposals") }
    let known = try suggestions()
    let fields = form.fields.flatMap { field -> [Markup] in
      guard case .rows(let columns) = field.kind else { return [control(field, field.name, typed)] }
      return [rows(field, columns, typed)]
    }
    return show(
      form.summary[language], status: status,
      (problem.map { [$0] } ?? []) + [
        ownForm("/registry/do/" + form.word, say("提交", "Send"), [hidden("key", newKey)] + fields)
      ] + known)
  }

  private func rows(_ field: VerbField, _ columns: [VerbField], _ typed: [String: String]) -> Markup {
    tag(
      "fieldset", ["class": "mb-3"],
      [tag("legend", ["class": "h6"], .text(field.label[language]))]
        + (0..<4).map { row in
          tag(
            "div", ["class": "row"],
            columns.map { column in
              tag(
                "div", ["class": "col"],
                control(
                  column, "\(field.name).\(row).\(column.name)", typed,
                  isRequired: row == 0 && field.isRequired))
            })
        })
  }

  private func control(
    _ field: VerbField, _ name: String, _ typed: [String: String], isRequired: Bool? = nil
  ) -> Markup {
    let (label, value) = (field.label[language], typed[name] ?? "")
    let isNeeded = isRequired ?? field.isRequired
    func line(_ type: String, _ further: [(String, String)] = [], else usual: String = "") -> Markup {
      let text = label + (isNeeded ? "" : say("（可不填）", " (optional)"))
      return input(
        name, text, type: type, value: value.isEmpty ? usual : value, isRequired: isNeeded, further)
    }
    switch field.kind {
    case .choice(let choices):
      return select(
        name, label, choices.map { (value: $0.value, text: $0.label[language]) }, chosen: value,
        isRequired: isNeeded)
    case .role:
      return select(
        name, label, Role.known.map { (value: $0.description, text: $0.label[language]) }, chosen: value)
    case .flag: return checkbox(name, label, isOn: !value.isEmpty)
    case .day:
      // What begins mostly begins today.
      let today = field.isRequired && field.name == "from" ? "\(house.settings.clock().day)" : ""
      return line("date", else: today)
    case .whole: return line("text", [("inputmode", "numeric")])
    case .amount: return line("text", [("inputmode", "decimal")])
    case .account: return line("text", [("list", "known-accounts")])
    case .lot: return line("text", [("list", "known-lots")])
    case .unit: return line("text", [("list", "known-units")])
    case .person, .organisation, .party, .seat: return line("text", [("list", "known-parties")])
    default: return line("text")
    }
  }

  private func checkbox(_ name: String, _ label: String, isOn: Bool) -> Markup {
    let box =
      isOn
      ? tag(
        "input",
        [
          "type": "checkbox", "class": "form-check-input", "id": "f-" + name, "name": name, "value": "true",
          "checked": "",
        ])
      : tag(
        "input",
        ["type": "checkbox", "class": "form-check-input", "id": "f-" + name, "name": name, "value": "true"])
    return tag(
      "div", ["class": "form-check mb-3"], box,
      tag("label", ["class": "form-check-label", "for": "f-" + name], .text(label)))
  }

  /// Codes that a browser offers while somebody types: those alone that the visitor may see.
  private func suggestions() throws -> [Markup] {
    let (visitor, desk) = try inside()
    let owner = may(.seeAllAccounts) ? nil : visitor.party
    return try desk.pages { pages in
      let accounts = try pages.accounts(of: owner, limit: 200).items.map(\.code)
      let people = may(.seeParties) ? try pages.parties(after: 0, limit: 200).items.map(\.code) : []
      let lots = try pages.view.page(TableQuery(Lot.shape.name, limit: 200)).rows.map { try Lot(row: $0) }
      let units = try pages.view.page(TableQuery(AssetUnit.shape.name, limit: 200)).rows.map {
        try AssetUnit(row: $0)
      }
      return [
        suggestion("known-accounts", accounts), suggestion("known-parties", people),
        suggestion("known-lots", lots.map(\.terms.code)), suggestion("known-units", units.map(\.rules.code)),
      ]
    }
  }

  private func suggestion(_ name: String, _ codes: [String]) -> Markup {
    tag("datalist", ["id": name], codes.sorted().map { tag("option", ["value": $0]) })
  }
}

extension RegistryPage {
  /// Sends what a form has, and leads to the receipt; a refusal shows the form again with what was typed.
  func send(_ form: VerbForm) async throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    var values = Dictionary(
      (request.form ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    values["csrf"] = nil
    let seen = values.removeValue(forKey: "digest")
    guard let key = values.removeValue(forKey: "key").flatMap({ CommandKey($0) }) else {
      throw Bar.unreadable(Bar.foreignForm.label)
    }
    do {
      if form.word == "approve" { try checkSeen(seen, values["proposal"], visitor, desk) }
      let receipt = try await house.ask(Errand(form, values, key: key), for: visitor, at: desk)
      switch receipt.outcome {
      case .done, .proposed: return .seeOther("/registry/receipts/\(key)")
      default:
        return try again(
          form, values, told(receipt, of: values), status: status(of: receipt))
      }
    } catch let refusal as DeskRefusal {
      return try again(form, values, warning(refusal.message[language]), status: 400)
    }
  }

  /// The form again with what was typed; a decision leads back to its proposal.
  private func again(
    _ form: VerbForm, _ values: [String: String], _ problem: Markup, status: Int
  ) throws -> HTTPResponse {
    guard form.group == VerbForm.consent else { return try ask(form, values, problem, status: status) }
    let back = "/registry/proposals/" + URLEncoding.encode(values["proposal"] ?? "")
    return show(
      form.summary[language], status: status, [problem, link(back, say("回到提案", "Back to the proposal"))])
  }

  /// What is approved must be what the page showed.
  private func checkSeen(_ digest: String?, _ number: String?, _ visitor: Visitor, _ desk: Desk) throws {
    guard let number = number.flatMap({ UInt32($0) }),
      let line = try house.proposal(number, for: visitor, at: desk), digest == "\(line.proposal.body)"
    else { throw Bar.nothing }
  }

  private func status(of receipt: Receipt) -> Int {
    switch receipt.outcome {
    case .done, .proposed: 200
    case .refused: 422
    case .conflict: 409
    case .failed, .unknown: 503
    }
  }

  func receipt(_ text: String) throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    guard let key = CommandKey(text), let receipt = try house.fate(of: key, for: visitor, at: desk) else {
      throw Bar.nothing
    }
    return show(say("回执", "Receipt"), [told(receipt)])
  }

  /// A receipt in words: what happened, what moved, and the balances that the visitor may see.
  ///
  /// - Parameter values: What was typed, where the receipt is shown beside it.
  func told(_ receipt: Receipt, of values: [String: String] = [:]) -> Markup {
    var parts: [Markup] = [outcome(of: receipt, values)]
    if let sequence = receipt.sequence {
      let moment = receipt.moment?.shown ?? ""
      parts.append(paragraph(say("第 \(sequence) 号记录，\(moment)", "Entry \(sequence), \(moment)")))
    }
    if !receipt.facts.isEmpty {
      parts.append(tag("ul", [:], receipt.facts.map { tag("li", [:], .text($0[language])) }))
    }
    if !receipt.moves.isEmpty { parts.append(moves(receipt.moves)) }
    return tag("section", ["class": "receipt"], parts)
  }

  private func outcome(of receipt: Receipt, _ values: [String: String]) -> Markup {
    switch receipt.outcome {
    case .done: return notice(say("已办理", "Done"))
    case .proposed(let number):
      return tag(
        "p", ["class": "alert alert-info", "role": "status"],
        link(
          "/registry/proposals/\(number)",
          say("已成为提案 \(number)，等待另一单位复核", "Proposal \(number) waits for approval by another organisation")))
    case .refused(let refusal):
      let label = RefusalTexts.label(of: refusal)[language]
      let figures = amounts(of: refusal, values) + refusal.names
      return warning(
        say("不予办理：", "Refused: ") + label
          + (figures.isEmpty ? "" : "（" + figures.joined(separator: ", ") + "）")
          + " · " + RefusalTexts.code(of: refusal)
          + say(" · 规则 \(refusal.number)", " · rule \(refusal.number)"))
    case .conflict:
      return warning(say("此表单已用于另一请求，未作任何改动", "This form was used for another request; nothing changed"))
    case .failed: return warning(say("未发生，请稍后再试", "It did not happen; try again later"))
    case .unknown: return warning(say("结果不明，请稍后查看余额与明细", "Nobody can say whether it happened; look later"))
    }
  }

  /// The figures of a refusal: what there is and what was asked in the lot's own unit where it says so.
  private func amounts(of refusal: Refusal, _ values: [String: String]) -> [String] {
    let plain = refusal.figures.map(String.init)
    guard refusal.number == LedgerRefusal.short.number, let code = values["lot"], let desk = house.desk else {
      return plain
    }
    let texts = try? desk.read { names in
      let lot = try names.lot(code)
      return refusal.figures.map { names.text($0, of: lot) }
    }
    return texts ?? plain
  }

  private func moves(_ moves: [MoveLine]) -> Markup {
    func end(_ end: MoveLine.End) -> Markup {
      .text([end.account?.code, end.state.label[language]].compactMap { $0 }.joined(separator: " · "))
    }
    func after(_ end: MoveLine.End) -> Markup {
      let isSeen =
        end.account.map { account in visitor.map { house.may($0, see: account) } ?? false } ?? false
      return .text(isSeen ? end.after : "")
    }
    return table(
      [
        say("变动", "What"), say("批次", "Lot"), say("数量", "Amount"), say("从", "From"), say("其后余额", "Left"),
        say("到", "To"), say("其后余额", "Then"),
      ],
      moves.map { move in
        [
          .text(move.movement.label[language]), .text(move.lot), .text(move.amount + " " + move.symbol),
          end(move.from), after(move.from), end(move.to), after(move.to),
        ]
      }, figures: [2, 4, 6])
  }
}
