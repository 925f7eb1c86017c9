internal import API
internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving
internal import Store

/// The first page of a new registry; gone when it is set up.
extension RegistrySite {
  var setUpPages: [GuardedRoute] {
    [
      page("/setup", .knock) { page, _ in try page.setUp(nil) },
      form("/setup", .knock) { page, _ in try await page.found() },
    ]
  }
}

extension RegistryPage {
  func setUp(_ problem: Label?, status: Int = 200) throws -> HTTPResponse {
    guard house.awaitsSetUp else { throw Bar.nothing }
    func typed(_ name: String) -> String { request.field(name) ?? "" }
    return showAtDoor(say("建立登记簿", "Set up the registry"), status: status) { token in
      (problem.map { [warning($0[language])] } ?? []) + [
        paragraph(
          say(
            "启动程序的终端上显示了一次性安装码。登记人负责登记和账号，审批人须属于另一单位，负责复核。",
            "The terminal where the program was started shows a one-time code. The registrar keeps the "
              + "registry and its log-ins; the authority, of another organisation, approves."
          )),
        form(
          "/setup", token: token, say("建立", "Set up"),
          [
            input("code", say("安装码", "Set-up code"), value: typed("code")),
            input("title", say("登记簿名称", "Title of the registry"), value: typed("title")),
            input(
              "registrar", say("登记人（人员@单位）", "Registrar (person@organisation)"), value: typed("registrar"),
              hint: say("例如 wang@dengjisuo", "for instance wang@office")),
            input(
              "authority", say("审批人（人员@单位）", "Authority (person@organisation)"), value: typed("authority"),
              hint: say("另一单位的另一人", "another person of another organisation")),
          ] + passwords),
      ]
    }
  }

  func found() async throws -> HTTPResponse {
    guard house.awaitsSetUp else { throw Bar.nothing }
    func typed(_ name: String) -> String { request.field(name) ?? "" }
    let wish = SetUp(
      code: typed("code"), title: typed("title"), registrar: typed("registrar"),
      authority: typed("authority"), passwords: (typed("password"), typed("again")))
    do {
      let made = try await house.setUp(wish, address: request.peer)
      return house.setting(made.session, on: second(made, wish))
    } catch let refusal as DoorRefusal {
      let label =
        refusal == .wrongEnrolment
        ? Label(zh: "安装码不对；请看启动程序的终端", en: "the set-up code is wrong: look at the terminal") : refusal.label
      return try setUp(label, status: refusal.status).waiting(refusal)
    } catch let refusal as DeskRefusal {
      return try setUp(refusal.message, status: 400)
    }
  }

  /// Shows once by which the second person comes in.
  private func second(_ made: SetUpOutcome, _ wish: SetUp) -> HTTPResponse {
    show(
      say("登记簿已建立", "The registry is founded"),
      [
        notice(wish.title),
        paragraph(
          say(
            "请把下面的一次性登记码当面交给审批人 \(wish.authority)；三日内有效，只显示这一次。",
            "Hand this one-time code to \(wish.authority) in person; it holds three days, and is shown once."
          )),
        tag("p", [:], tag("code", ["class": "secret fs-4"], .text(made.second.description))),
        tag(
          "p", [:],
          tag(
            "a", ["class": "btn btn-primary", "href": "/login/code"],
            .text(say("下一步：绑定您的手机", "Next: bind your telephone")))),
      ])
  }
}
