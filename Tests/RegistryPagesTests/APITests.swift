import Foundation
import Journal
import Law
import RegistryDesk
import Serving
import Store
import Testing

@testable import API
@testable import Access

/// Goal: programs can do at the registry what people can, and nothing twice.
@Suite struct APITests {
  /// A program with a token of the registrar.
  private struct Program {
    let site: TestSite
    let token: String

    func send(
      _ method: HTTPMethod, _ path: String, _ body: String = "", key: String? = nil,
      headers: [String: String] = [:]
    ) async throws -> (status: Int, json: JSONValue, response: HTTPResponse) {
      var head = ["authorization": "Bearer " + token].merging(headers) { $1 }
      if method == .post { head["content-type"] = head["content-type"] ?? "application/json" }
      if let key { head["idempotency-key"] = key }
      let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
      let response = try await site.answer(
        HTTPRequest(
          method, parts[0], query: parts.count == 2 ? URLEncoding.pairs(parts[1]) ?? [] : [], headers: head,
          body: Array(body.utf8), peer: "192.0.2.7"))
      guard case .bytes(let bytes) = response.body, !bytes.isEmpty else {
        return (response.status, .null, response)
      }
      return (
        response.status, try JSONValue.parse(String(decoding: bytes, as: UTF8.self), file: "a"), response
      )
    }
  }

  private func program(scope: TokenScope = .act) async throws -> (Program, Browser, Browser) {
    let site = try TestSite()
    let (clerk, once) = try await site.setUp()
    let head = try await site.enrol("head", "bureau", once: once)
    try await clerk.get("/me")
    try await clerk.post(
      "/me/tokens", ["name": "账务系统", "scope": scope == .act ? "act" : "read", "days": "30"])
    let token = clerk.page.matches(of: /shs_[0-9a-f]{64}/).first.map { String($0.output) }
    return (Program(site: site, token: try #require(token)), clerk, head)
  }

  private let keys = (1...20).map { "00000000-0000-0000-0000-0000000000" + ($0 < 10 ? "0\($0)" : "\($0)") }

  @Test func `An action acts once under its key, and tells what came of it`() async throws {
    let (program, _, head) = try await program()
    let body = #"{"code": "a", "owner": "office"}"#
    let first = try await program.send(.post, "/api/v1/actions/open-account", body, key: keys[0])
    #expect(first.status == 200 && first.json["outcome"] == .string("done"))
    let again = try await program.send(.post, "/api/v1/actions/open-account", body, key: keys[0])
    #expect(again.status == 200 && again.json["entry"] == first.json["entry"])
    #expect(again.json["repeat"] == .bool(true))
    let other = try await program.send(
      .post, "/api/v1/actions/open-account", #"{"code": "b", "owner": "office"}"#, key: keys[0])
    #expect(other.status == 409 && other.json["code"] == .string("journal.key-conflict"))
    let fate = try await program.send(.get, "/api/v1/commands/" + keys[0])
    #expect(fate.status == 200 && fate.json["entry"] == first.json["entry"])
    let unit = try await program.send(
      .post, "/api/v1/actions/open-unit", #"{"code": "u", "symbol": "亩", "decimals": "2"}"#, key: keys[1])
    #expect(unit.status == 202 && unit.json["proposal"] == .string("1"), "\(unit.json)")
    try await head.approve(1)
    #expect(try await program.send(.get, "/api/v1/proposals/1").json["status"] == .string("approved"))
  }

  @Test func `A refusal is a problem with its lasting code`() async throws {
    let (program, _, _) = try await program()
    let body = #"{"code": "a", "owner": "office"}"#
    _ = try await program.send(.post, "/api/v1/actions/open-account", body, key: keys[0])
    let refused = try await program.send(.post, "/api/v1/actions/open-account", body, key: keys[1])
    #expect(refused.status == 422 && refused.json["code"] == .string("ledger.code-taken"))
    #expect(refused.response.header("content-type") == "application/problem+json")
    #expect(refused.json["type"] == .string("urn:shanshui:refusal:ledger.code-taken"))
    #expect(refused.json["status"] == .number(422))
  }

  @Test(arguments: [
    (#"{"code": "a"}"#, 400), (#"{"code": "a", "owner": "office", "colour": "red"}"#, 400),
    (#"{"code": 5, "owner": "office"}"#, 400), ("[1]", 400), ("{", 400),
    (#"{"code": "a", "owner": "office", "kind": "treasure"}"#, 400),
  ])
  func `What cannot be read changes nothing`(body: String, status: Int) async throws {
    let (program, _, _) = try await program()
    let desk = try #require(program.site.house.desk)
    let before = try desk.view { try $0.sequence() }
    let answer = try await program.send(.post, "/api/v1/actions/open-account", body, key: keys[0])
    #expect(answer.status == status && answer.json["code"] == .string("access.unreadable"))
    let keyless = try await program.send(
      .post, "/api/v1/actions/open-account", #"{"code": "a", "owner": "office"}"#)
    #expect(keyless.status == 400)
    #expect(try desk.view { try $0.sequence() } == before)
  }

  @Test func `A token has its scope, its end and no say about log-ins`() async throws {
    let (program, clerk, _) = try await program(scope: .read)
    #expect(try await program.send(.get, "/api/v1/accounts").status == 200)
    let body = #"{"code": "a", "owner": "office"}"#
    #expect(try await program.send(.post, "/api/v1/actions/open-account", body, key: keys[0]).status == 403)
    let page = try await program.site.answer(
      HTTPRequest(.get, "/registry/people", headers: ["authorization": "Bearer " + program.token]))
    #expect(page.status == 303)
    let wrong = Program(site: program.site, token: "shs_" + String(repeating: "0", count: 64))
    let refused = try await wrong.send(.get, "/api/v1/accounts")
    #expect(refused.status == 401 && refused.response.header("www-authenticate") != nil)
    try await clerk.get("/me")
    let end = clerk.page.matches(of: /\/me\/tokens\/[0-9]+\/end/).first.map { String($0.output) }
    try await clerk.post(try #require(end), [:])
    #expect(try await program.send(.get, "/api/v1/accounts").status == 401)
  }

  @Test func `Accounts and histories come page by page, and not again to who has them`() async throws {
    let (program, _, head) = try await program()
    for (place, code) in ["a", "b", "c"].enumerated() {
      _ = try await program.send(
        .post, "/api/v1/actions/open-account", #"{"code": "\#(code)", "owner": "bureau"}"#, key: keys[place])
    }
    let first = try await program.send(.get, "/api/v1/accounts?limit=2")
    #expect(first.json["next"] == .string("2"))
    let second = try await program.send(.get, "/api/v1/accounts?limit=2&after=2")
    #expect(second.json["next"] == .null)
    guard case .array(let rest)? = second.json["accounts"] else { return }
    #expect(rest.map { $0["code"] } == [.string("c")])
    let tag = try #require(first.response.header("etag"))
    let same = try await program.send(.get, "/api/v1/accounts?limit=2", headers: ["if-none-match": tag])
    #expect(same.status == 304)
    try await moves(program, head)
    let history = try await program.send(.get, "/api/v1/accounts/a/history?limit=2")
    guard case .array(let lines)? = history.json["moves"], case .string(let next)? = history.json["next"]
    else { throw Bar.nothing }
    // Each retirement takes from what is available and adds to what is retired.
    let changes = ["-1.25", "+1.25", "-1.25", "+1.25"]
    #expect(lines.map { $0["change"] } == changes.map { .string($0) })
    let earlier = try await program.send(.get, "/api/v1/accounts/a/history?limit=2&before=" + next)
    guard case .array(let last)? = earlier.json["moves"] else { throw Bar.nothing }
    #expect(last.map { $0["change"] } == [.string("+10.00")] && earlier.json["next"] == .null)
    #expect(try await program.send(.get, "/api/v1/accounts/a/history?before=x").status == 400)
    let account = try await program.send(.get, "/api/v1/accounts/a")
    guard case .array(let balances)? = account.json["balances"] else { throw Bar.nothing }
    #expect(balances.first?["amount"] == .string("7.50"))
  }

  /// 10 units issued to `a`, twice 1.25 retired, each by proposal.
  private func moves(_ program: Program, _ head: Browser) async throws {
    let steps: [(String, String)] = [
      ("open-unit", #"{"code": "u", "symbol": "亩", "decimals": "2"}"#),
      ("open-lot", #"{"code": "l", "unit": "u"}"#),
      ("issue", #"{"lot": "l", "account": "a", "amount": "10"}"#),
    ]
    var proposal = 0
    for (place, step) in steps.enumerated() {
      let answer = try await program.send(
        .post, "/api/v1/actions/" + step.0, step.1, key: keys[5 + place])
      guard answer.status == 202 else { continue }
      proposal += 1
      try await head.approve(proposal)
    }
    // The units are another's, so the registrar asks by office and the authority approves.
    for place in 0..<2 {
      let answer = try await program.send(
        .post, "/api/v1/actions/retire",
        #"{"lot": "l", "account": "a", "amount": "1.25", "reason": "演示"}"#, key: keys[10 + place])
      #expect(answer.status == 202, "\(answer.json)")
      proposal += 1
      try await head.approve(proposal)
    }
  }

  @Test func `Every field of every action stands in the document, and every path in the routes`() async throws
  {
    let site = try TestSite()
    let document = OpenAPI.document
    guard case .object(let paths)? = document["paths"] else { throw Bar.nothing }
    let routes = Set(
      RegistryAPI(site.house).routes.map(\.pattern).filter {
        $0.hasPrefix("/api/v1") && !$0.contains("{name}")
      })
    #expect(routes == Set(paths.map(\.0).filter { !$0.hasPrefix("/api/v1/actions/") }))
    for form in VerbForm.all {
      let post = document["paths"]?["/api/v1/actions/" + form.word]?["post"]
      let schema = post?["requestBody"]?["content"]?["application/json"]?["schema"]
      guard case .object(let properties)? = schema?["properties"] else { throw Bar.nothing }
      #expect(properties.map(\.0) == form.fields.map(\.name))
    }
  }

  /// Method: openapi-spec-validator, where Python has it.
  @Test func `The document is OpenAPI 3_1`() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".json")
    try Data(OpenAPI.document.canonical().utf8).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import json, sys
      try:
          from openapi_spec_validator import validate
      except ImportError:
          sys.exit(77)
      validate(json.load(open(sys.argv[1])))
      """, place.path,
    ]
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus == 77 { print("openapi-spec-validator is not installed: not validated") }
    #expect(process.terminationStatus == 0 || process.terminationStatus == 77)
  }

  /// Every verb of the command line that needs no file of the server and no quoting is offered to pages.
  @Test func `Every action has its verb, and its fields are read by it`() {
    for form in VerbForm.all where form.word != "reverse" {
      #expect(Verb.find(form.word) != nil, "\(form.word)")
    }
    // A chain is written in quotes, as shells read them.
    #expect(Verb.all.map(\.word).filter { VerbForm.find($0) == nil } == ["chain"])
  }
}
