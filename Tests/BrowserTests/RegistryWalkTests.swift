import Foundation
import Testing

/// Goal: people at browsers found a registry, come in, issue and transfer with other eyes, and hand out a
/// statement that anybody can check, in Chinese, on a desk and on a telephone.
/// Method: three windows of a real Chromium with no cookies in common, for the registrar, the authority of
/// another organisation and a holder; all is typed and clicked. Amounts are worked out by hand: 100 are
/// issued, 10.5 transferred by two organisations, 0.25 by the holder, so that 89.25 stay. Pictures are kept
/// in `.build/screenshots` to be looked at.
@Suite(
  .serialized,
  .enabled(if: WebDriver.isThere, "needs /usr/bin/chromium and /usr/bin/chromedriver: scripts/setup.sh"))
struct RegistryWalkTests {
  @Test(arguments: Browser.Window.allCases)
  func `From set-up to an issue and a transfer by four eyes, and a statement that anybody checks`(
    window: Browser.Window
  ) throws {
    let registry = try RunningRegistry()
    let clerk = try Person("clerk", for: "office", window, at: registry)
    let head = try Person("head", for: "bureau", window, at: registry)
    let holder = try Person("v1", for: "village", window, at: registry)
    let once = try setUp(clerk, at: registry)
    try head.enrol(by: once, looking: "03-head")
    try takeIn(clerk, head)
    try issue(clerk, head)
    try transfer(clerk, head)
    try holder.enrol(by: try makeCode(of: holder, clerk))
    try refuse(holder)
    try check(try statement(of: holder, at: registry), holder, at: registry)
    try leave(clerk)
  }

  /// RFC 6238, appendix B: the codes of the secret `12345678901234567890` at 59 s and at 1111111109 s.
  @Test func `The telephone of these tests shows the codes of RFC 6238`() throws {
    let browser = try Browser(.desktop, at: RunningServer())
    try browser.go("/check")
    let telephone = Telephone(bytes: Array("12345678901234567890".utf8))
    #expect(try telephone.code(59 / 30, by: browser) == "287082")
    #expect(try telephone.code(1_111_111_109 / 30, by: browser) == "081804")
  }

  /// Founds the registry.
  ///
  /// - Returns: The one-time code for the authority.
  private func setUp(_ clerk: Person, at registry: RunningRegistry) throws -> String {
    try clerk.browser.go("/")
    try clerk.follow("/registry")
    #expect(try clerk.browser.text("location.pathname") == "/setup")
    try clerk.look("01-setup")
    let fields = [
      ("title", "演示登记簿"), ("registrar", "clerk@office"), ("authority", "head@bureau"),
      ("password", clerk.password), ("again", clerk.password),
    ]
    // Nobody comes in by guessing: there is no password of the house, and the code stands on the terminal.
    try clerk.fill([("code", "AAAA-AAAA-AAAA-AAAA")] + fields)
    try clerk.send()
    #expect(try clerk.says("安装码不对"))
    try clerk.look("01-setup-refused", answeredBy: 403)
    try clerk.fill([("code", registry.setUpCode)] + fields)
    try clerk.send()
    try clerk.look("02-founded")
    let once = try clerk.browser.text("document.querySelector('code.secret').innerText")
    try clerk.follow("/login/code")
    try clerk.look("02-telephone")
    try clerk.bindTelephone()
    try clerk.look("02-overview")
    return once
  }

  /// Registers who takes part; the role is proposed by one organisation and approved by the other.
  private func takeIn(_ clerk: Person, _ head: Person) throws {
    for (organisation, name) in [("village", "演示村"), ("firm", "演示公司")] {
      try clerk.act(
        "add-organisation", [("code", organisation), ("name", name), ("without_code", "")],
        looking: "04-add-organisation-" + organisation)
      try clerk.act("open-account", [("code", organisation + "-1"), ("owner", organisation)])
    }
    try clerk.look("04-receipt")
    try clerk.act("add-person", [("code", "v1")], looking: "04-add-person")
    try clerk.act("represent", [("person", "v1"), ("organisation", "village")], looking: "04-represent")
    try watch(head)
    try head.look("05-nothing-waits")
    try clerk.act("grant", [("person", "v1@village"), ("role", "holder")], looking: "05-grant")
    #expect(try clerk.says("已成为提案 1"))
    try clerk.look("05-proposed")
    try expectSeen(1, head)
    try approve(1, head, looking: "05-head")
  }

  /// Sits before the list of what waits, which keeps itself up to date.
  private func watch(_ head: Person) throws {
    try head.follow("/registry/proposals")
    #expect(try head.browser.becomes("document.documentElement.dataset.live === 'open'"))
    #expect(try !head.says("clerk@office"))
    try head.browser.run("window.isSameWindow = true")
  }

  /// What was proposed meanwhile stands there, and the page was not loaded anew.
  private func expectSeen(_ number: Int, _ head: Person) throws {
    #expect(
      try head.browser.becomes(
        "document.querySelector('main a[href=\"/registry/proposals/\(number)\"]')", within: 20))
    #expect(try head.browser.run("return window.isSameWindow") as? Bool == true)
    try head.look("05-seen-by-itself")
  }

  /// The other person sees what waits, and approves it.
  private func approve(_ number: Int, _ head: Person, looking name: String? = nil) throws {
    try head.follow("/registry")
    #expect(try head.says("有 1 项提案等待您复核"))
    try head.follow("/registry/proposals")
    if let name { try head.look(name + "-waits") }
    try head.follow("/registry/proposals/\(number)")
    if let name { try head.look(name + "-proposal") }
    try head.send("form[action='/registry/do/approve'] button")
    #expect(try head.says("提案 \(number) 已通过并办理"))
    if let name { try head.look(name + "-approved") }
  }

  /// What one proposes, the proposer cannot approve.
  private func expectOthersApprove(_ number: Int, _ clerk: Person, looking name: String) throws {
    try clerk.follow("/registry/proposals")
    #expect(try clerk.says("等待他人复核"))
    try clerk.look(name + "-waits-for-others")
    try clerk.follow("/registry/proposals/\(number)")
    #expect(
      try clerk.browser.run("return document.querySelector(\"form[action='/registry/do/approve']\")")
        is NSNull?)
    try clerk.look(name + "-own-proposal")
  }

  private func issue(_ clerk: Person, _ head: Person) throws {
    try clerk.act(
      "open-unit", [("code", "quan"), ("symbol", "亩"), ("decimals", "4"), ("step", "0.01")],
      looking: "06-open-unit")
    try approve(2, head)
    try clerk.act("open-lot", [("code", "quan-2026"), ("unit", "quan"), ("project", "演示复垦")])
    try clerk.act(
      "issue", [("lot", "quan-2026"), ("account", "village-1"), ("amount", "100")], looking: "06-issue")
    #expect(try clerk.says("已成为提案 3"))
    try expectOthersApprove(3, clerk, looking: "06")
    try approve(3, head, looking: "07-head")
    #expect(try head.says("100.0000 亩"))
  }

  private func transfer(_ clerk: Person, _ head: Person) throws {
    try clerk.act(
      "transfer",
      [("lot", "quan-2026"), ("from", "village-1"), ("to", "firm-1"), ("amount", "10.5")],
      looking: "08-transfer")
    #expect(try clerk.says("已成为提案 4"))
    try approve(4, head, looking: "08-head")
    #expect(try head.says("10.5000 亩"))
    try clerk.follow("/registry/accounts")
    try clerk.look("08-accounts")
    try clerk.follow("/registry/accounts/village-1")
    #expect(try clerk.says("89.5000"))
    try clerk.look("08-account")
  }

  /// The registrar makes a one-time code, and reads it out.
  private func makeCode(of person: Person, _ clerk: Person) throws -> String {
    try clerk.follow("/registry/people")
    try clerk.look("09-people")
    try clerk.send("form[action='/registry/people/\(person.code)/enrolment'] button")
    try clerk.look("09-code")
    return try clerk.browser.text("document.querySelector('code.secret').innerText")
  }

  /// The holder transfers what there is; what there is not is refused with figures and clause.
  private func refuse(_ holder: Person) throws {
    try holder.look("10-holder")
    try holder.follow("/registry/accounts")
    try holder.follow("/registry/accounts/village-1")
    try holder.look("10-account")
    try holder.browser.leave { try holder.browser.click("main a[href^='/registry/do/transfer?']") }
    try holder.fill([("lot", "quan-2026"), ("to", "firm-1"), ("amount", "1000")])
    try holder.send()
    let page = try holder.page()
    for text in ["不予办理", "可用数量不足", "89.5000 亩", "1000.0000 亩", "2054"] {
      #expect(page.contains(text), "\(text): \(page)")
    }
    try holder.look("10-refused", answeredBy: 422)
    try expectClause(of: holder)
    // What was typed is still there; only the amount is mended.
    try holder.fill([("amount", "0.25")])
    try holder.send()
    for text in ["已办理", "89.2500"] { #expect(try holder.says(text)) }
    try holder.look("10-done")
    try holder.follow("/registry/accounts")
    try holder.follow("/registry/accounts/village-1")
    try holder.look("10-history")
  }

  /// The clause is a link to the rule itself; the form with what was typed stays where it is.
  private func expectClause(of holder: Person) throws {
    try holder.browser.aside("a[href='/registry/rules#rule-2054']") {
      #expect(try holder.browser.text("document.querySelector(':target').innerText") == "2054")
      try holder.look("10-rules")
    }
    #expect(try holder.browser.text("document.getElementById('f-amount').value") == "1000")
  }

  /// Takes a signed statement, as a file.
  private func statement(of holder: Person, at registry: RunningRegistry) throws -> URL {
    try holder.browser.click("a[href='/registry/accounts/village-1/statement.json']")
    let file = registry.folder.appending(path: "v1/village-1-statement.json")
    let end = Date().addingTimeInterval(60)
    while !FileManager.default.fileExists(atPath: file.path), Date() < end {
      Thread.sleep(forTimeInterval: 0.1)
    }
    return file
  }

  /// Anybody checks it, without log-in; one changed figure and it does not hold.
  private func check(_ statement: URL, _ holder: Person, at registry: RunningRegistry) throws {
    let stranger = try Person("nobody", for: "", holder.browser.window, at: registry)
    let text = try String(contentsOf: statement, encoding: .utf8)
    #expect(text.contains("89.2500"))
    let spoiled = registry.folder.appending(path: "spoiled.json")
    try Data(text.replacing("89.2500", with: "99.2500").utf8).write(to: spoiled)
    try stranger.browser.go("/")
    try stranger.follow("/check")
    for (file, verdict, status) in [(statement, "✓ 成立", 200), (spoiled, "✗ 不成立", 422)] {
      try stranger.browser.choose(file: file, in: "#statement-file")
      #expect(try stranger.browser.becomes("document.getElementById('statement').value.length > 100"))
      try stranger.send("form.check button")
      #expect(try stranger.says(verdict))
      try stranger.look("11-check-\(status)", answeredBy: status)
    }
  }

  /// Logs out, is kept out with a wrong password, and comes in again with the right one and the telephone.
  private func leave(_ clerk: Person) throws {
    try clerk.follow("/me")
    try clerk.look("12-me")
    try clerk.send("form[action='/logout'] button")
    try clerk.look("12-out")
    try clerk.browser.go("/registry/accounts")
    #expect(try clerk.browser.text("location.pathname") == "/login")
    try clerk.logIn(with: "not my password")
    #expect(try clerk.says("人员代码或密码不对"))
    try clerk.look("12-wrong", answeredBy: 403)
    try clerk.logIn()
    try clerk.look("12-code")
    try clerk.prove()
    try clerk.follow("/registry/log-ins")
    try clerk.look("12-log-ins")
  }
}
