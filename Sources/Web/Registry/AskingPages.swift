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
    let text = label + (isNeeded ? "" : say("（可不填）", " (optional)"))
    func line(_ type: String, _ further: [(String, String)] = [], else usual: String = "") -> Markup {
      return input(
        name, text, type: type, value: value.isEmpty ? usual : value, isRequired: isNeeded, further)
    }
    switch field.kind {
    case .choice(let choices):
      return select(
        name, text, choices.map { (value: $0.value, text: $0.label[language]) }, chosen: value,
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
