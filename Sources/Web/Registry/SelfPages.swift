internal import API
internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving

/// Who one is: organisation, roles, tokens, log-ins.
extension RegistrySite {
  var selfPages: [GuardedRoute] {
    [
      page("/me", .seeSelf) { page, _ in try page.me(token: nil) },
      form("/me/organisation", .seeSelf) { page, _ in try page.changeOrganisation() },
      form("/me/password", .seeSelf) { page, _ in try await page.changePassword() },
      form("/me/tokens", .makeTokens) { page, _ in try page.makeToken() },
      form("/me/tokens/{number}/end", .makeTokens) { page, values in try page.endToken(values["number"]) },
    ]
  }
}

extension RegistryPage {
  func me(token: String?, problem: Label? = nil) throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    let moment = house.settings.clock()
    let seats = try desk.pages { try $0.seats(of: visitor.person, at: moment) }
    let tokens = try house.door.file.tokens(of: visitor.person)
    let lines = try house.door.file.lines(of: visitor.person, limit: 20)
    return show(
      visitor.code, status: problem == nil ? 200 : 400,
      (problem.map { [warning($0[language])] } ?? []) + (token.map { [made($0)] } ?? []) + [
        paragraph(
          say("角色：", "Roles: ")
            + (visitor.roles.isEmpty
              ? say("无", "none") : visitor.roles.sorted().map { $0.label[language] }.joined(separator: "、"))),
        ownForm("/logout", say("退出登录", "Log out"), [], style: "btn-outline-secondary"),
        heading(say("代表的单位", "Acting for")),
        ownForm(
          "/me/organisation", say("切换", "Change"),
          [
            select(
              "organisation", say("单位", "Organisation"),
              seats.map { choice(of: $0) },
              chosen: seats.first { $0.organisation == visitor.organisation }?.code ?? "")
          ], style: "btn-outline-primary"),
        heading(say("程序用的令牌", "Tokens for programs")), self.tokens(tokens), newToken,
        heading(say("更换密码", "Change the password")),
        ownForm(
          "/me/password", say("更换", "Change"),
          [
            input(
              "former", say("现在的密码", "Present password"), type: "password",
              [("autocomplete", "current-password")])
          ] + passwords, style: "btn-outline-primary"),
        heading(say("最近的登录", "Latest log-ins")),
        table(
          [say("时间", "When"), say("事项", "What"), say("地址", "From")],
          lines.map { [.text($0.moment.shown), .text($0.event.label[language]), .text($0.address)] }),
      ])
  }

  func heading(_ text: String) -> Markup { tag("h2", ["class": "h5 mt-4"], .text(text)) }

  private func made(_ token: String) -> Markup {
    tag(
      "div", ["class": "alert alert-success", "role": "status"],
      .text(say("令牌只显示这一次：", "The token is shown this once: ")),
      tag("code", ["class": "secret"], .text(token)))
  }

  private func tokens(_ tokens: [AccessToken]) -> Markup {
    table(
      [say("名称", "Name"), say("范围", "Scope"), say("有效期至", "Until"), ""],
      tokens.map { token in
        [
          .text(token.name),
          .text(token.scope == .read ? say("只读", "read") : say("办理", "act")),
          .text("\(token.expires.day)"),
          ownForm("/me/tokens/\(token.number)/end", say("作废", "End"), [], style: "btn-sm btn-outline-danger"),
        ]
      })
  }

  private var newToken: Markup {
    ownForm(
      "/me/tokens", say("新建令牌", "Make a token"),
      [
        input("name", say("名称", "Name")),
        select(
          "scope", say("范围", "Scope"),
          [(value: "read", text: say("只读", "read")), (value: "act", text: say("办理", "act"))]),
        input(
          "days", say("有效天数（至多 366）", "Days that it holds, at most 366"), type: "number", value: "90",
          [("min", "1"), ("max", "366")]),
      ], style: "btn-outline-primary")
  }

  func makeToken() throws -> HTTPResponse {
    let (visitor, _) = try inside()
    let name = request.field("name") ?? ""
    let scopes = ["read": TokenScope.read, "act": .act]
    guard let session = visitor.session, !name.isEmpty, name.utf8.count <= 200,
      let scope = scopes[request.field("scope") ?? ""], let days = Int64(request.field("days") ?? ""),
      (1...AccessFile.mostTokenDays).contains(days)
    else {
      return try me(
        token: nil, problem: Label(zh: "请填写名称、范围和 1 至 366 的天数", en: "fill in name, scope and 1 to 366 days"))
    }
    let moment = house.settings.clock()
    let text = try house.door.file.makeToken(
      for: session, name: name, scope: scope, days: days, at: moment, chance: house.door.chance)
    try house.door.file.note(.tokenMade, person: visitor.person, address: request.peer, at: moment)
    return try me(token: text)
  }

  func changePassword() async throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    guard let session = visitor.session else { throw Bar.forbidden }
    let code = try desk.read { $0.seat(visitor.person, 0) }
    do {
      let next = try await house.door.change(
        from: request.field("former") ?? "",
        to: (request.field("password") ?? "", request.field("again") ?? ""),
        in: session, code: code, address: request.peer)
      return house.setting(next, on: .seeOther("/me"))
    } catch let refusal as DoorRefusal {
      return try me(token: nil, problem: refusal.label).waiting(refusal)
    }
  }

  func endToken(_ number: String) throws -> HTTPResponse {
    let (visitor, _) = try inside()
    guard let number = Int64(number), try house.door.file.endToken(number, of: visitor.person) else {
      throw Bar.nothing
    }
    try house.door.file.note(
      .tokenEnded, person: visitor.person, address: request.peer, at: house.settings.clock())
    return .seeOther("/me")
  }

  func changeOrganisation() throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    let (wanted, moment) = (request.field("organisation") ?? "", house.settings.clock())
    let number = try desk.read { names -> UInt32? in
      let number = wanted.isEmpty ? 0 : names.world.directory.party(code: wanted)?.number
      guard let number, names.mayAct(visitor.person, for: number, at: moment) else { return nil }
      return number
    }
    guard let number, let session = visitor.session else { throw Bar.forbidden }
    let next = try house.door.file.begin(
      person: visitor.person, organisation: number, .open, insteadOf: session, at: moment,
      chance: house.door.chance)
    try house.door.file.note(.changedOrganisation, person: visitor.person, address: request.peer, at: moment)
    return house.setting(next, on: .seeOther("/me"))
  }
}

extension DoorEvent {
  /// How people call it.
  var label: Label {
    switch self {
    case .passwordWrong: Label(zh: "密码错误", en: "wrong password")
    case .passwordRight: Label(zh: "密码正确", en: "password right")
    case .codeWrong: Label(zh: "动态码错误", en: "wrong time code")
    case .loggedIn: Label(zh: "登录", en: "logged in")
    case .loggedOut: Label(zh: "退出", en: "logged out")
    case .throttled: Label(zh: "尝试过多被拦下", en: "too many tries")
    case .enrolmentMade: Label(zh: "发给登记码", en: "one-time code made")
    case .enrolmentWrong: Label(zh: "登记码错误", en: "wrong one-time code")
    case .enrolled: Label(zh: "首次登录", en: "first log-in")
    case .tokenMade: Label(zh: "新建令牌", en: "token made")
    case .tokenEnded: Label(zh: "作废令牌", en: "token ended")
    case .changedOrganisation: Label(zh: "切换单位", en: "acts for another organisation")
    case .passwordChanged: Label(zh: "更换密码", en: "password changed")
    case .shutOut: Label(zh: "停用登录", en: "shut out")
    }
  }
}
