internal import API
internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving

/// Log-in, log-out, enrolment.
extension RegistrySite {
  var doorPages: [GuardedRoute] {
    [
      page("/login", .knock) { page, _ in page.logIn(nil) },
      form("/login", .knock) { page, _ in try await page.enter() },
      page("/login/code", .knock) { page, _ in try page.code(nil) },
      form("/login/code", .knock) { page, _ in try page.prove() },
      page("/enrol", .knock) { page, _ in page.enrolment(nil) },
      form("/enrol", .knock) { page, _ in try await page.enrol() },
      form("/logout", .seeSelf) { page, _ in try page.logOut() },
    ]
  }
}

extension RegistryPage {
  func logIn(_ refusal: DoorRefusal?) -> HTTPResponse {
    let title = say("登录", "Log in")
    return showAtDoor(title, status: refusal?.status ?? 200) { token in
      (refusal.map { [warning($0.label[language])] } ?? []) + [
        form(
          "/login", token: token, title,
          [
            hidden("next", Self.safe(request.query("next") ?? request.field("next"))),
            input(
              "person", say("人员代码", "Person's code"), value: request.field("person") ?? "",
              [("autocomplete", "username"), ("autocapitalize", "none")]),
            input(
              "password", say("密码", "Password"), type: "password", [("autocomplete", "current-password")]),
          ]),
        tag(
          "p", [:],
          link("/enrol", say("持一次性登记码首次登录", "First log-in with a one-time code"))),
      ]
    }
  }

  func enter() async throws -> HTTPResponse {
    let (code, person) = try knocking()
    do {
      let session = try await house.door.enter(
        code: code, person: person, password: request.field("password") ?? "", address: request.peer,
        insteadOf: try house.session(of: request))
      let next = Self.safe(request.field("next"))
      return house.setting(session, on: .seeOther("/login/code?next=" + URLEncoding.encode(next)))
    } catch let refusal as DoorRefusal {
      return logIn(refusal).waiting(refusal)
    }
  }

  /// The code that was typed, and the active person behind it, if any.
  private func knocking() throws -> (String, UInt32?) {
    let code = String((request.field("person") ?? "").prefix(200)).filter { $0 != " " }
    let person = try house.desk?.read { names -> UInt32? in
      guard let party = names.world.directory.party(code: code), party.kind == .person,
        party.status == .active
      else { return nil }
      return party.number
    }
    return (code, person ?? nil)
  }

  /// The second step; who enrols sees the secret of the time codes here.
  func code(_ refusal: DoorRefusal?) throws -> HTTPResponse {
    guard let session = try house.session(of: request), session.stage != .open else {
      return .seeOther("/login")
    }
    let person = try house.desk?.read { $0.seat(session.person, 0) } ?? ""
    let title = session.stage == .enrolling ? say("绑定手机", "Bind your telephone") : say("动态码", "Time code")
    let secret = try house.door.codes(in: session)
    return try showAtDoor(title, status: refusal?.status ?? 200) { token in
      (refusal.map { [warning($0.label[language])] } ?? [])
        + (secret.map { codes($0, of: person) } ?? []) + [
          codeForm(session, token, try organisations(of: session))
        ]
    }
  }

  private func codeForm(
    _ session: Session, _ token: String, _ organisations: [(value: String, text: String)]
  ) -> Markup {
    form(
      "/login/code", token: token, say("确认", "Confirm"),
      [
        hidden("next", Self.safe(request.query("next") ?? request.field("next"))),
        input(
          "code", say("手机上显示的六位动态码", "Six digits that the telephone shows"),
          [("inputmode", "numeric"), ("autocomplete", "one-time-code")]),
        select(
          "organisation", say("代表的单位", "Acting for"), organisations,
          chosen: request.field("organisation") ?? organisations.first?.value ?? ""),
      ])
  }

  private func organisations(of session: Session) throws -> [(value: String, text: String)] {
    let moment = house.settings.clock()
    let seats = try house.desk?.pages { try $0.seats(of: session.person, at: moment) } ?? []
    return seats.map { choice(of: $0) }
  }

  /// A seat to choose.
  func choice(of seat: Seat) -> (value: String, text: String) {
    if seat.organisation == 0 { return (value: "", text: say("本人", "Myself")) }
    return (value: seat.code, text: seat.name == seat.code ? seat.code : "\(seat.name)（\(seat.code)）")
  }

  /// The secret as a picture and as text.
  private func codes(_ codes: TimeCode, of person: String) -> [Markup] {
    let issuer = (try? house.desk?.read { $0.world.founding?.name }) ?? nil
    let address = codes.address(account: person, issuer: issuer ?? "Shanshui")
    let picture = QRPicture(address)
    let side = (picture?.width ?? 0) + 8
    let drawing = picture.map { picture in
      tag(
        "svg",
        [
          "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(side) \(side)", "width": "240",
          "height": "240", "role": "img", "class": "qr", "shape-rendering": "crispEdges",
          "aria-label": say("二维码", "QR code"),
        ],
        tag("path", ["d": "M0 0h\(side)v\(side)h-\(side)z", "fill": "#fff"]),
        tag("path", ["d": picture.path, "fill": "#000"]))
    }
    return [
      paragraph(
        say(
          "用手机上的动态码程序扫描下图，或手工输入密钥，再填写它显示的六位数。",
          "Scan this with the program for time codes on your telephone, or type the secret, then enter the "
            + "six digits."
        ))
    ] + (drawing.map { [$0] } ?? []) + [
      tag("p", [:], .text(say("密钥：", "Secret: ")), tag("code", ["class": "secret"], .text(codes.text))),
      // Whoever reads this on the telephone itself cannot scan it.
      tag("p", [:], link(address, say("就在这部手机上：打开动态码程序", "On this very telephone: open its program"))),
    ]
  }

  func prove() throws -> HTTPResponse {
    guard let session = try house.session(of: request), let desk = house.desk else {
      return .seeOther("/login")
    }
    let (wanted, moment) = (request.field("organisation") ?? "", house.settings.clock())
    let (code, organisation) = try desk.read { names -> (String, UInt32) in
      let number = wanted.isEmpty ? 0 : names.world.directory.party(code: wanted)?.number ?? 0
      let isAllowed = names.mayAct(session.person, for: number, at: moment)
      return (names.seat(session.person, 0), isAllowed ? number : 0)
    }
    do {
      let open = try house.door.prove(
        request.field("code") ?? "", in: session, code: code, organisation: organisation,
        address: request.peer)
      try house.endSetUpIfDone()
      return house.setting(open, on: .seeOther(Self.safe(request.field("next"))))
    } catch let refusal as DoorRefusal {
      return try self.code(refusal).waiting(refusal)
    }
  }

  func logOut() throws -> HTTPResponse {
    let (visitor, _) = try inside()
    if let session = visitor.session {
      try house.door.file.end(session)
      try house.door.file.note(
        .loggedOut, person: visitor.person, address: request.peer, at: house.settings.clock())
    }
    return house.setting(nil, on: .seeOther("/login"))
  }

  func enrolment(_ refusal: DoorRefusal?) -> HTTPResponse {
    let title = say("首次登录", "First log-in")
    return showAtDoor(title, status: refusal?.status ?? 200) { token in
      (refusal.map { [warning($0.label[language])] } ?? []) + [
        form(
          "/enrol", token: token, say("继续", "Go on"),
          [
            input(
              "person", say("人员代码", "Person's code"), value: request.field("person") ?? "",
              [("autocapitalize", "none")]),
            input("once", say("一次性登记码", "One-time code"), hint: "ABCD-EFGH-JKLM-NPQR"),
          ] + passwords)
      ]
    }
  }

  /// The two fields of a new password.
  var passwords: [Markup] {
    [
      input(
        "password", say("密码", "Password"), type: "password",
        hint: say("至少 12 个字符", "At least 12 characters"),
        [("autocomplete", "new-password"), ("minlength", "12")]),
      input(
        "again", say("再输入一次密码", "Password again"), type: "password",
        [("autocomplete", "new-password"), ("minlength", "12")]),
    ]
  }

  func enrol() async throws -> HTTPResponse {
    let (code, person) = try knocking()
    do {
      let session = try await house.door.enrol(
        code: code, person: person, by: request.field("once") ?? "",
        passwords: (request.field("password") ?? "", request.field("again") ?? ""), address: request.peer,
        insteadOf: try house.session(of: request))
      return house.setting(session, on: .seeOther("/login/code"))
    } catch let refusal as DoorRefusal {
      return enrolment(refusal).waiting(refusal)
    }
  }

  /// Where to go after log-in: a path of this site, and nothing else.
  static func safe(_ path: String?) -> String {
    guard let path, path.hasPrefix("/registry") || path == "/me" || path == "/api",
      path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return "/registry" }
    return path
  }
}

extension DoorRefusal {
  /// The status of HTTP.
  var status: Int {
    switch self {
    case .wrong, .wrongCode, .wrongEnrolment: 403
    case .wait: 429
    case .busy: 503
    case .unfitPassword, .differentPasswords: 400
    }
  }
}

extension HTTPResponse {
  /// Says when to come again.
  func waiting(_ refusal: DoorRefusal) -> HTTPResponse {
    if case .wait(let seconds) = refusal { with("Retry-After", "\(seconds)") } else { self }
  }
}
