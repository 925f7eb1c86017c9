import Actions
import Foundation
import Journal
import Parties
import RegistryDesk
import Serving
import Testing

@testable import API
@testable import Access

let password = "correct horse battery"

extension TestSite {
  /// Sets up by pages: the registrar's browser, logged in, and the authority's one-time code.
  func setUp() async throws -> (clerk: Browser, once: String) {
    let clerk = Browser(self)
    try await clerk.get("/setup")
    let code = try #require(house.setUpCode)
    try await clerk.post(
      "/setup",
      [
        "code": code.description, "title": "演示登记簿", "registrar": "clerk@office",
        "authority": "head@bureau", "password": password, "again": password,
      ])
    #expect(clerk.status == 200, "\(clerk.page)")
    let once = try #require(clerk.onceShown)
    try await clerk.get("/login/code")
    try await clerk.post("/login/code", ["code": clerk.digits(), "organisation": "office"])
    #expect(clerk.path == "/registry" && clerk.status == 200, "\(clerk.page)")
    return (clerk, once)
  }

  /// Lets somebody in by a one-time code.
  func enrol(_ person: String, _ organisation: String, once: String) async throws -> Browser {
    let browser = Browser(self)
    try await browser.get("/enrol")
    try await browser.post(
      "/enrol", ["person": person, "once": once, "password": password, "again": password])
    #expect(browser.path == "/login/code", "\(browser.page)")
    try await browser.post("/login/code", ["code": browser.digits(), "organisation": organisation])
    #expect(browser.path == "/registry" && browser.status == 200, "\(browser.page)")
    return browser
  }
}

extension Browser {
  /// Opens a form, fills it in and sends it.
  func act(_ word: String, _ typed: [String: String]) async throws {
    try await get("/registry/do/" + word)
    #expect(status == 200, "\(word)")
    try await post("/registry/do/" + word, typed)
  }

  /// Approves a proposal as its page shows it.
  func approve(_ number: Int) async throws {
    try await get("/registry/proposals/\(number)")
    try await post("/registry/do/approve", [:])
    #expect(path.hasPrefix("/registry/receipts/"), "\(page)")
  }
}

/// A registry with one person of each role, made at the desk, and sessions made at the file: for tests that
/// ask what each may do.
struct Cast {
  let site: TestSite
  /// Tokens of sessions by role; `""` for a person without any role.
  private(set) var sessions: [String: Session] = [:]

  init() async throws {
    site = try TestSite()
    _ = try await site.setUp()
    let desk = try #require(site.house.desk)
    var chance = Chance(seed: 3)
    func ask(_ actor: String, _ word: String, _ operands: String..., options: [String: String] = [:]) throws {
      let flags: Set<String> = word == "add-organisation" ? ["--without-code"] : []
      let words = Words(operands: operands, options: options, flags: flags)
      let verb = try #require(Verb.find(word))
      let action = try desk.read { try verb.action(words, $0, &chance) }
      let spoken = try desk.ask(
        AskedFor(action: action, actor: actor, key: nil), chance: &chance, at: site.clock.now)
      #expect(spoken.hasHappened, "\(spoken.lines)")
    }
    let from = ["--from": "\(site.clock.now.day)"]
    var proposals = 0
    for code in Role.known.map(\.description) + [""] {
      let name = code.isEmpty ? "plain" : code
      try ask("clerk@office", "add-organisation", "o-" + name, name)
      try ask("clerk@office", "add-person", "p-" + name)
      try ask("clerk@office", "represent", "p-" + name, "o-" + name, options: from)
      if !code.isEmpty {
        try ask("clerk@office", "grant", "p-\(name)@o-\(name)", code, options: from)
        proposals += 1
        try ask("head@bureau", "approve", "\(proposals)")
      }
      try ask("clerk@office", "open-account", "a-" + name, options: ["--owner": "o-" + name])
    }
    for code in Role.known.map(\.description) + [""] {
      let name = code.isEmpty ? "plain" : code
      let (person, organisation) = try desk.read { (try $0.party("p-" + name), try $0.party("o-" + name)) }
      sessions[code] = try site.house.door.file.begin(
        person: person, organisation: organisation, .open, insteadOf: nil, at: site.clock.now,
        chance: .system)
    }
  }

  /// A browser of a role; of nobody for `nil`.
  func browser(_ role: String?) throws -> Browser {
    let browser = Browser(site)
    if let role { browser.cookies["session"] = try #require(sessions[role]).token }
    return browser
  }
}
