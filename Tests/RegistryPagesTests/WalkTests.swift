import Actions
import Foundation
import Journal
import Law
import Ledger
import RegistryDesk
import Seals
import Serving
import Testing

@testable import API
@testable import Access

/// Goal: by pages alone, from an empty folder to a transfer that moved what it should.
/// Method: each step is a page opened and a form sent with its hidden fields; amounts are worked out by hand.
@Suite struct WalkTests {
  @Test func `A newcomer comes from nothing to an approved issue and a transfer`() async throws {
    let site = try TestSite()
    let (clerk, once) = try await site.setUp()
    let head = try await site.enrol("head", "bureau", once: once)
    try await takeIn("village", "v1", "holder", proposal: 1, clerk, head)
    try await takeIn("firm", "f1", "demander", proposal: 2, clerk, head)
    let village = try await letIn("v1", "village", clerk)
    try await issue(clerk, head)

    try await village.act(
      "transfer", ["lot": "quan-2026", "from": "village-1", "to": "firm-1", "amount": "10.5"])
    #expect(village.path.hasPrefix("/registry/receipts/"), "\(village.page)")
    #expect(village.page.contains("已办理") && village.page.contains("10.5000 亩"))
    // 100 − 10.5 is the village's own and shown; the firm's 10.5 is not the village's to see.
    #expect(village.page.contains("89.5000"))
    // What there is and what was asked, in the unit's own decimals: 89.5 and 1000.
    try await village.act(
      "transfer", ["lot": "quan-2026", "from": "village-1", "to": "firm-1", "amount": "1000"])
    #expect(village.status == 422 && village.page.contains("可用 89.5000 亩，申请 1000.0000 亩"))
    #expect(village.page.contains("/registry/rules#rule-2054"))
    try await village.get("/registry/accounts/village-1")
    #expect(village.page.contains("89.5000") && village.page.contains("-10.5000"))
    try await clerk.get("/registry/accounts/firm-1")
    #expect(clerk.page.contains("10.5000"))
    #expect(try faults(site).isEmpty)
  }

  private func takeIn(
    _ organisation: String, _ person: String, _ role: String, proposal: Int, _ clerk: Browser,
    _ head: Browser
  ) async throws {
    let from = "\(clerk.site.clock.now.day)"
    try await clerk.act(
      "add-organisation", ["code": organisation, "name": "演示" + organisation, "without_code": "true"])
    try await clerk.act("add-person", ["code": person])
    try await clerk.act("represent", ["person": person, "organisation": organisation, "from": from])
    try await clerk.act("grant", ["person": "\(person)@\(organisation)", "role": role, "from": from])
    #expect(clerk.page.contains("提案 \(proposal)"), "\(clerk.page)")
    try await clerk.act("open-account", ["code": organisation + "-1", "owner": organisation])
    try await head.get("/registry/proposals")
    #expect(head.page.contains("/registry/proposals/\(proposal)"))
    try await head.approve(proposal)
  }

  private func letIn(_ person: String, _ organisation: String, _ clerk: Browser) async throws -> Browser {
    try await clerk.get("/registry/people")
    try await clerk.post("/registry/people/\(person)/enrolment", [:])
    return try await clerk.site.enrol(person, organisation, once: try #require(clerk.onceShown))
  }

  private func issue(_ clerk: Browser, _ head: Browser) async throws {
    try await clerk.act("open-unit", ["code": "quan", "symbol": "亩", "decimals": "4"])
    try await head.approve(3)
    try await clerk.act("open-lot", ["code": "quan-2026", "unit": "quan", "project": "演示复垦"])
    try await clerk.act("issue", ["lot": "quan-2026", "account": "village-1", "amount": "100"])
    try await head.get("/registry/proposals/4")
    #expect(head.page.contains("100.0000 亩") && head.page.contains("village-1"))
    try await head.post("/registry/do/approve", [:])
    #expect(head.page.contains("已通过并办理"), "\(head.page)")
  }

  private func faults(_ site: TestSite) throws -> [String] {
    let desk = try #require(site.house.desk)
    return try desk.view { try Verifier().examine($0) }.faults
  }

  @Test func `The proposer cannot approve, and hears why with what was typed kept`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    try await clerk.act("open-unit", ["code": "quan", "symbol": "亩", "decimals": "4"])
    try await clerk.get("/registry/proposals/1")
    #expect(!clerk.page.contains("/registry/do/approve"))
    try await clerk.act("open-account", ["code": "a", "owner": "nobody"])
    #expect(clerk.status == 400 && clerk.page.contains("nobody") && clerk.page.contains("value=\"a\""))
    try await clerk.act("open-account", ["code": "a", "owner": "office"])
    try await clerk.act("open-account", ["code": "a", "owner": "office"])
    #expect(clerk.status == 422 && clerk.page.contains("ledger.code-taken"), "\(clerk.page)")
    #expect(clerk.page.contains("不予办理") && clerk.page.contains("value=\"a\""))
  }

  @Test func `A form that is sent twice acts once, and shows the same receipt`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    for (word, typed) in [
      ("open-account", ["code": "a", "owner": "office"]), ("add-person", ["code": "p9"]),
    ] {
      try await clerk.get("/registry/do/" + word)
      let fields = clerk.hidden(for: "/registry/do/" + word).merging(typed) { $1 }
      try await clerk.send(raw: "/registry/do/" + word, fields)
      let (first, path) = (clerk.page, clerk.path)
      try await clerk.send(raw: "/registry/do/" + word, fields)
      #expect(clerk.page == first && clerk.path == path && clerk.status == 200, "\(clerk.page)")
    }
    let desk = try #require(site.house.desk)
    #expect(try desk.read { $0.world.book.accounts.count } == 1)
  }

  @Test func `A statement is signed by the registry's key and checks against it`() async throws {
    let site = try TestSite(hasKeys: true)
    let (clerk, _) = try await site.setUp()
    try await clerk.act("open-account", ["code": "a", "owner": "office"])
    #expect(try await clerk.get("/registry/accounts/a/statement.json") == 200)
    let statement = try Statement(Array(clerk.page.utf8), file: "a")
    let ring = try KeyRing(in: site.folder.path)
    try statement.check(against: TrustedKeys(periods: ring.periods, roots: []))
    #expect(statement.body["account"] == .string("a"))
    #expect(try await clerk.get("/registry/accounts/b/statement.json") == 404)
  }

  @Test func `Somebody changes the password with the present one, and other sessions end`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    let other = Browser(site)
    other.telephone = clerk.telephone
    func logIn(_ password: String) async throws {
      try await other.get("/login")
      try await other.post("/login", ["person": "clerk", "password": password])
      if other.path == "/login/code" {
        try await other.post("/login/code", ["code": other.digits(), "organisation": "office"])
      }
    }
    try await logIn(password)
    #expect(try await other.get("/registry") == 200)
    let next = "another long password"
    try await clerk.get("/me")
    try await clerk.post("/me/password", ["former": "not the password", "password": next, "again": next])
    #expect(clerk.status == 400)
    try await clerk.post("/me/password", ["former": password, "password": next, "again": next])
    #expect(clerk.status == 200 && clerk.path == "/me")
    #expect(try await other.get("/registry") == 303)
    try await logIn(password)
    #expect(other.status == 403)
    try await logIn(next)
    #expect(try await other.get("/registry") == 200)
  }

  @Test func `Set-up asks for the code of the terminal, and is gone afterwards`() async throws {
    let site = try TestSite()
    let stranger = Browser(site)
    try await stranger.get("/registry")
    #expect(stranger.status == 303 && stranger.response.header("location") == "/setup")
    try await stranger.get("/setup")
    let typed = [
      "title": "x", "registrar": "a@b", "authority": "c@d", "password": password, "again": password,
    ]
    try await stranger.post("/setup", typed.merging(["code": "AAAA-AAAA-AAAA-AAAA"]) { $1 })
    #expect(stranger.status == 403 && site.house.desk == nil)
    let code = try #require(site.house.setUpCode).description
    for spoiled in [["password": "short", "again": "short"], ["authority": "c@b"], ["title": ""]] {
      try await stranger.get("/setup")
      try await stranger.post("/setup", typed.merging(["code": code]) { $1 }.merging(spoiled) { $1 })
      #expect(stranger.status == 400 && site.house.desk == nil, "\(spoiled)")
    }
    _ = try await site.setUp()
    #expect(site.house.setUpCode == nil)
    #expect(try await stranger.get("/setup") == 404)
    try await stranger.get("/login")
    try await stranger.send(
      raw: "/setup",
      typed.merging(["code": code, "csrf": stranger.hidden(for: "/login")["csrf"] ?? ""]) { $1 })
    #expect(stranger.status == 404)
  }

  @Test func `No English stands in a Chinese page of the registry, and no Chinese in an English one`()
    async throws
  {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    for path in [
      "/registry", "/registry/accounts", "/registry/proposals", "/registry/do", "/me", "/registry/people",
    ]
      + VerbForm.all.map({ "/registry/do/" + $0.word })
    {
      try await clerk.get(path)
      guard clerk.status == 200 else { continue }
      let chinese = words(of: clerk.page)
      let stray = chinese.matches(of: /[A-Za-z]{4,}(?: [A-Za-z]{3,})+/).map { String($0.output) }
      #expect(stray.isEmpty, "\(path): \(stray)")
      try await clerk.get(path + "?lang=en")
      let english = words(of: clerk.page).replacingOccurrences(of: "演示登记簿", with: "")
        .replacingOccurrences(of: "中文", with: "")
      let han = english.matches(of: /\p{Han}+/).map { String($0.output) }
      #expect(han.isEmpty, "\(path): \(han)")
      clerk.cookies["lang"] = nil
    }
  }

  /// What a reader sees of a page.
  private func words(of page: String) -> String {
    page.replacing(/<head>[\s\S]*<\/head>/, with: "").replacing(/<datalist[\s\S]*?<\/datalist>/, with: "")
      .replacing(/<[^>]*>/, with: "\n")
  }
}
