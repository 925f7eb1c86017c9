import Foundation
import Law
import Parties
import RegistryDesk
import Serving
import Testing

@testable import API
@testable import Access
@testable import Web

/// Goal: each cell of the table of who may do what holds at the real handlers: every route, every role.
/// Method: the table below was written by hand from docs/access.md; asking for actions was written from
/// Packs/registry/plain/rules.json5. Each request is a right one but for its person.
@Suite struct TableTests {
  /// What each route lets in, by role; `nil` is everybody logged in, `nobody` everybody at all.
  private static let all: Set<String>? = nil
  private static let seers: Set = ["registrar", "authority", "auditor"]
  private static let open: Set = ["nobody"]
  private static let deciders: Set = ["authority", "settlement-bank", "verifier", "court"]

  private static func expected(_ route: GuardedRoute) -> Set<String>? {
    switch route.pattern {
    case "/login", "/login/code", "/enrol", "/setup", "/api", "/api/openapi.json", "/api/v1/registry": open
    case "/registry/people": seers
    case "/registry/people/{person}/enrolment", "/registry/people/{person}/shut-out": ["registrar"]
    case "/registry/log-ins": ["registrar", "auditor"]
    default: all
    }
  }

  /// Who may ask for an action under the plain rules, own units or by office.
  private static func askers(_ word: String) -> Set<String>? {
    let trading: Set = ["holder", "demander", "operator"]
    let owners: Set = ["holder", "demander"]
    switch word {
    case "transfer": return trading.union(["lender", "settlement-bank", "registrar"])
    case "split": return trading
    case "retire": return owners.union(["registrar"])
    case "hold", "post": return trading.union(["settlement-bank"])
    case "settle", "unhold": return trading.union(["settlement-bank"])
    case "pledge", "pledge-again", "lease": return owners
    case "end-lease": return owners.union(["registrar"])
    case "discharge", "enforce": return ["lender"]
    case "approve", "reject": return deciders
    case "withdraw": return all
    // The plain rules know no trusted accounts and no limits: nobody may ask.
    case "trust", "distrust", "set-limit", "administer": return []
    default: return ["registrar"]
    }
  }

  @Test func `Every route lets in whom the table names, and nobody else`() async throws {
    let cast = try await Cast()
    let people = [nil, ""] + Role.known.map { Optional($0.description) }
    for route in cast.site.site.guarded {
      guard !route.pattern.contains("{word}"), !route.pattern.contains("{name}") else { continue }
      let path = route.pattern.replacing(/\{[a-z]+\}/, with: "1")
      for person in people {
        try await check(cast, route, path, person, Self.expected(route))
      }
    }
  }

  @Test func `Every action is asked for by whom the rules name, by pages and by the API`() async throws {
    let cast = try await Cast()
    let people = [nil, ""] + Role.known.map { Optional($0.description) }
    for route in cast.site.site.guarded {
      guard route.pattern.contains("{word}") || route.pattern.contains("{name}") else { continue }
      for form in VerbForm.all {
        let path = route.pattern.replacing(/\{[a-z]+\}/, with: form.word)
        for person in people { try await check(cast, route, path, person, Self.askers(form.word)) }
      }
      let nowhere = try await answer(
        cast, route, route.pattern.replacing(/\{[a-z]+\}/, with: "x"), "registrar")
      #expect(nowhere.status == 404)
    }
  }

  private func check(
    _ cast: Cast, _ route: GuardedRoute, _ path: String, _ person: String?, _ allowed: Set<String>?
  ) async throws {
    let isAllowed: Bool
    switch (allowed, person) {
    case (let allowed?, _) where allowed == Self.open: isAllowed = true
    case (_, nil): isAllowed = false
    case (nil, _): isAllowed = true
    case (let allowed?, let person?): isAllowed = allowed.contains(person)
    }
    let response = try await answer(cast, route, path, person)
    let toLogin = response.header("location")?.hasPrefix("/login?") ?? false
    let isBarred = response.status == 401 || toLogin || (response.status == 403 && isBar(response))
    #expect(
      isBarred != isAllowed, "\(route.method.rawValue) \(path) by \(person ?? "nobody"): \(response.status)")
    if person == nil, !isAllowed { #expect(route.face == .api ? response.status == 401 : toLogin) }
  }

  /// Whether it is the guard that says no, and not the handler behind it.
  private func isBar(_ response: HTTPResponse) -> Bool {
    guard case .bytes(let bytes) = response.body else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.contains(Bar.forbidden.label.zh) || text.contains(Bar.foreignForm.label.zh)
  }

  private func answer(
    _ cast: Cast, _ route: GuardedRoute, _ path: String, _ person: String?
  ) async throws -> HTTPResponse {
    let browser = try cast.browser(person)
    // A new session each time: some routes end the one that comes.
    if let person { browser.cookies["session"] = try renewed(cast, person) }
    if route.method.isSafe {
      try await browser.get(path)
    } else if route.face == .api {
      let session = try browser.cookies["session"].flatMap {
        try cast.site.house.door.file.session($0, at: cast.site.clock.now)
      }
      try await browser.send(
        .post, path, headers: ["content-type": "application/json", "x-form-token": session?.formToken ?? ""],
        body: Array("{}".utf8))
    } else {
      let session = try browser.cookies["session"].flatMap {
        try cast.site.house.door.file.session($0, at: cast.site.clock.now)
      }
      var token = session?.formToken ?? ""
      if ["/login", "/login/code", "/enrol", "/setup"].contains(route.pattern) {
        try await browser.get("/login")
        token = browser.hidden(for: "/login")["csrf"] ?? ""
      }
      try await browser.send(raw: path, ["csrf": token], follows: false)
    }
    return browser.response
  }

  private func renewed(_ cast: Cast, _ role: String) throws -> String {
    let former = try #require(cast.sessions[role])
    return try cast.site.house.door.file.begin(
      person: former.person, organisation: former.organisation, .open, insteadOf: nil,
      at: cast.site.clock.now, chance: .system
    ).token
  }

  @Test func `Another's account answers like one that is not there`() async throws {
    let cast = try await Cast()
    let holder = try cast.browser("holder")
    func texts(_ pattern: String) async throws -> (own: Int, other: String, none: String) {
      let own = try await holder.get(pattern.replacing("{}", with: "a-holder"))
      var texts: [String] = []
      for code in ["a-demander", "a-xemander"] {
        try await holder.get(pattern.replacing("{}", with: code))
        #expect(holder.status == 404, "\(pattern) \(code)")
        texts.append(holder.page.replacingOccurrences(of: code, with: "…"))
      }
      return (own, texts[0], texts[1])
    }
    for pattern in [
      "/registry/accounts/{}", "/registry/accounts/{}/history.csv", "/registry/accounts/{}/history.xlsx",
      "/registry/accounts/{}/statement.json", "/api/v1/accounts/{}", "/api/v1/accounts/{}/history",
    ] {
      let found = try await texts(pattern)
      #expect(found.own == (pattern.contains("statement") ? 404 : 200), "\(pattern)")
      #expect(found.other == found.none, "\(pattern)")
    }
    try await holder.get("/registry/accounts")
    #expect(holder.page.contains("a-holder") && !holder.page.contains("a-demander"))
    try await holder.get("/registry/do/transfer")
    #expect(!holder.page.contains("a-demander"))
    try await cast.browser("auditor").get("/registry/accounts/a-demander")
  }

  @Test func `Another's receipt and another's proposal answer like none`() async throws {
    let cast = try await Cast()
    let clerk = try cast.browser("registrar")
    try await clerk.act("open-unit", ["code": "u", "symbol": "亩", "decimals": "2"])
    let receipt = clerk.path
    #expect(clerk.status == 200)
    let holder = try cast.browser("holder")
    for path in [receipt, "/registry/proposals/\(Role.known.count + 1)", "/registry/proposals/9999"] {
      #expect(try await holder.get(path) == 404, "\(path)")
    }
    let key = receipt.split(separator: "/").last.map(String.init) ?? ""
    #expect(try await holder.get("/api/v1/commands/" + key) == 404)
    #expect(try await clerk.get("/api/v1/commands/" + key) == 200)
    #expect(try await cast.browser("auditor").get("/registry/proposals/\(Role.known.count + 1)") == 200)
  }
}
