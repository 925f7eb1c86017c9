import Foundation
import Journal
import RegistryDesk
import Serving
import Store
import Testing

@testable import API
@testable import Access
@testable import Web

/// Goal: what browsers and strangers are known to try does not work.
@Suite struct SecurityTests {
  @Test func `A form without its token, with another's or from another site does nothing`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    let desk = try #require(site.house.desk)
    let before = try desk.view { try $0.sequence() }
    try await clerk.get("/registry/do/open-account")
    let own = clerk.hidden(for: "/registry/do/open-account")
    let typed = ["code": "a", "owner": "office", "key": own["key"] ?? ""]
    let other = try site.house.door.file.begin(
      person: 1, organisation: 0, .open, insteadOf: nil, at: site.clock.now, chance: .system)
    for token in [nil, "", "x", other.formToken] {
      try await clerk.send(
        raw: "/registry/do/open-account", token.map { typed.merging(["csrf": $0]) { $1 } } ?? typed)
      #expect(clerk.status == 403, "\(token ?? "none")")
    }
    for place in ["cross-site", "same-site"] {
      try await clerk.send(
        raw: "/registry/do/open-account", typed.merging(own) { $1 }, headers: ["sec-fetch-site": place])
      #expect(clerk.status == 403)
    }
    #expect(try desk.view { try $0.sequence() } == before)
    try await clerk.send(
      raw: "/registry/do/open-account", typed.merging(own) { $1 }, headers: ["sec-fetch-site": "same-origin"])
    #expect(clerk.status == 200)
  }

  @Test func `Log-in needs the page's own cookie, and changes the session's name twice`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    let telephone = clerk.telephone
    let browser = Browser(site)
    browser.telephone = telephone
    try await browser.get("/login")
    let token = browser.hidden(for: "/login")["csrf"] ?? ""
    let typed = ["person": "clerk", "password": password]
    browser.cookies = [:]
    try await browser.send(raw: "/login", typed.merging(["csrf": token]) { $1 })
    #expect(browser.status == 403)
    // A planted name of a session is not taken over.
    browser.cookies["session"] = String(repeating: "a", count: 64)
    try await browser.get("/login")
    try await browser.post("/login", typed)
    let first = browser.cookies["session"]
    #expect(browser.path == "/login/code" && first != String(repeating: "a", count: 64))
    // Half way in is not in.
    #expect(try await browser.get("/registry") == 303)
    try await browser.get("/login/code")
    try await browser.post("/login/code", ["code": browser.digits(), "organisation": "office"])
    #expect(browser.status == 200 && browser.cookies["session"] != first)
    let old = Browser(site)
    old.cookies["session"] = first
    #expect(try await old.get("/registry") == 303)
    try await browser.get("/me")
    let last = browser.cookies["session"]
    try await browser.post("/logout", [:])
    old.cookies["session"] = last
    #expect(try await old.get("/registry") == 303)
  }

  @Test(arguments: [true, false])
  func `Cookies are for this site, for no script, and behind TLS for TLS alone`(isBehindTLS: Bool)
    async throws
  {
    let site = try TestSite(isBehindTLS: isBehindTLS)
    let browser = Browser(site)
    try await browser.get("/setup")
    let code = try #require(site.house.setUpCode).description
    try await browser.post(
      "/setup",
      [
        "code": code, "title": "x", "registrar": "a@b", "authority": "c@d", "password": password,
        "again": password,
      ])
    let cookies = browser.response.headers.filter { $0.name == "Set-Cookie" }.map(\.value)
    #expect(cookies.count == 1)
    for cookie in cookies {
      #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=") && cookie.contains("; Path=/"))
      #expect(cookie.contains("; Secure") == isBehindTLS)
      #expect(cookie.hasPrefix("__Host-") == isBehindTLS)
    }
  }

  @Test func `Every answer forbids frames, guessing of types and keeping`() async throws {
    let cast = try await Cast()
    let clerk = try cast.browser("registrar")
    for path in [
      "/registry", "/registry/accounts/none", "/login", "/api/v1/accounts", "/api/openapi.json", "/api",
      "/registry/accounts/a-holder/history.csv", "/registry/accounts/a-holder/history.xlsx",
    ] {
      try await clerk.get(path)
      #expect(clerk.response.header("content-security-policy")?.contains("frame-ancestors 'none'") == true)
      #expect(clerk.response.header("x-frame-options") == "DENY", "\(path)")
      #expect(clerk.response.header("x-content-type-options") == "nosniff")
      #expect(clerk.response.header("cache-control")?.contains("no-store") == true, "\(path)")
    }
  }

  @Test(arguments: [
    "https://example.org/", "//example.org", "/\\example.org", "/registry\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
    "/registry/../../etc", "/me/x",
  ])
  func `Log-in leads nowhere else`(next: String) {
    let place = RegistryPage.safe(next)
    #expect(place.hasPrefix("/registry") && !place.contains("\r") && !place.contains("example.org"))
  }

  @Test func `What people type stands in pages as text`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    let evil = "<script>alert(1)</script>\"' onload=x"
    try await clerk.act("add-organisation", ["code": "evil", "name": evil, "without_code": "true"])
    #expect(clerk.status == 200)
    for path in ["/registry/people", "/registry/do/add-organisation?name=" + URLEncoding.encode(evil)] {
      try await clerk.get(path)
      #expect(clerk.page.contains("&lt;script&gt;") && !clerk.page.contains("<script>alert"), "\(path)")
    }
    try await clerk.act("add-organisation", ["code": evil, "name": "x", "without_code": "true"])
    #expect(clerk.status == 422 && !clerk.page.contains("<script>alert"))
    // A database that took texts for statements would lose a table here.
    try await clerk.get("/registry/accounts/" + URLEncoding.encode("x' OR '1'='1"))
    #expect(clerk.status == 404)
    try await clerk.get("/login")
    let stranger = Browser(site)
    try await stranger.get("/login")
    try await stranger.post("/login", ["person": "clerk' OR '1'='1' --", "password": "x' OR '1'='1"])
    #expect(stranger.status == 403)
  }

  @Test func `A download holds no formula and no line break in its head`() async throws {
    let site = try TestSite()
    let (clerk, once) = try await site.setUp()
    let head = try await site.enrol("head", "bureau", once: once)
    try await clerk.act("open-unit", ["code": "u", "symbol": "亩", "decimals": "2"])
    try await head.approve(1)
    try await clerk.act("open-account", ["code": "a", "owner": "bureau"])
    try await clerk.act("open-lot", ["code": "l", "unit": "u"])
    try await clerk.act("issue", ["lot": "l", "account": "a", "amount": "5"])
    try await head.approve(2)
    let formula = "=HYPERLINK(\"http://example.org\",\"a\")"
    try await clerk.act("retire", ["lot": "l", "account": "a", "amount": "1", "reason": formula])
    let number = clerk.page.matches(of: /proposals\/([0-9]+)/).first.flatMap { Int($0.output.1) }
    if let number { try await head.approve(number) }
    try await clerk.get("/registry/accounts/a/history.csv")
    #expect(clerk.page.contains("\"'=HYPERLINK("), "\(clerk.page)")
    #expect(clerk.page.contains("−1.00") || clerk.page.contains("-1.00"))
    let name = clerk.response.header("content-disposition") ?? ""
    #expect(name == "attachment; filename*=UTF-8''a-history.csv")
    try await clerk.get("/registry/accounts/a/history.xlsx")
    guard case .bytes(let bytes) = clerk.response.body else { return }
    #expect(bytes.prefix(2) == [0x50, 0x4B])
  }

  @Test func `Too much, and what no form has, is refused`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    try await clerk.act("open-account", ["code": String(repeating: "a", count: 70_000), "owner": "office"])
    #expect(clerk.status == 413)
    try await clerk.act("open-account", ["code": String(repeating: "a", count: 1001), "owner": "office"])
    #expect(clerk.status == 400)
    try await clerk.act("open-account", ["code": "a", "owner": "office", "person": "1"])
    #expect(clerk.status == 400)
    try await clerk.act("open-account", ["code": "a\nb", "owner": "office"])
    #expect(clerk.status == 400)
  }

  @Test func `Guessing at the door costs time, whoever is guessed`() async throws {
    let site = try TestSite()
    _ = try await site.setUp()
    for person in ["clerk", "nobody"] {
      let browser = Browser(site, address: "198.51.100.\(person.utf8.count)")
      var statuses: [Int] = []
      for _ in 0..<8 {
        try await browser.get("/login")
        try await browser.post("/login", ["person": person, "password": "wrong password"])
        statuses.append(browser.status)
      }
      #expect(statuses == [403, 403, 403, 403, 403, 403, 429, 429], "\(person)")
      #expect(browser.response.header("retry-after") == "2")
    }
  }

  @Test func `An administrator cannot let in anew who came in before`() async throws {
    let site = try TestSite()
    let (clerk, once) = try await site.setUp()
    let head = try await site.enrol("head", "bureau", once: once)
    try await clerk.get("/registry/people")
    let token = clerk.hidden(for: "/registry/people/head/shut-out")
    try await clerk.send(raw: "/registry/people/head/enrolment", token)
    #expect(clerk.status == 403)
    try await clerk.send(raw: "/registry/people/head/shut-out", token)
    #expect(try await head.get("/registry") == 303)
    try await clerk.send(raw: "/registry/people/head/enrolment", token)
    #expect(clerk.status == 403)
    // The owner of the machine can.
    let desk = try #require(site.house.desk)
    try site.house.door.file.reset(try desk.read { try $0.party("head") })
    try await clerk.get("/registry/people")
    try await clerk.post("/registry/people/head/enrolment", [:])
    #expect(clerk.onceShown != nil)
  }

  @Test func `Who no longer represents an organisation is out at once`() async throws {
    let site = try TestSite()
    let (clerk, once) = try await site.setUp()
    let head = try await site.enrol("head", "bureau", once: once)
    #expect(try await head.get("/registry") == 200)
    let day = clerk.site.clock.now.day
    site.clock.pass(seconds: 86_400)
    try await clerk.get("/login")
    let again = Browser(site)
    again.telephone = clerk.telephone
    try await again.get("/login")
    try await again.post("/login", ["person": "clerk", "password": password])
    try await again.post("/login/code", ["code": again.digits(), "organisation": "office"])
    let other = Browser(site)
    other.telephone = head.telephone
    try await other.get("/login")
    try await other.post("/login", ["person": "head", "password": password])
    try await other.post("/login/code", ["code": other.digits(), "organisation": "bureau"])
    #expect(other.status == 200)
    try await again.act(
      "end-representation", ["person": "head", "organisation": "bureau", "until": "\(day)"])
    #expect(again.status == 200, "\(again.page)")
    #expect(try await other.get("/registry") == 303)
  }
}
