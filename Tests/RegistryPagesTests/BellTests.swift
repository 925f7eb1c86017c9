import Serving
import Testing

@testable import API

/// Goal: pages hear at once that something was entered, nobody hears more than that, and a page that keeps
/// itself fresh keeps nobody logged in.
@Suite struct BellTests {
  @Test func `Who listens hears each entry, and nothing about it`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    try await clerk.get("/registry/events")
    #expect(clerk.response.header("content-type") == "text/event-stream")
    guard case .events(let stream) = clerk.response.body else {
      Issue.record("no stream")
      return
    }
    try await clerk.act("open-account", ["code": "a", "owner": "office"])
    var heard = stream.makeAsyncIterator()
    #expect(await heard.next() == ServerEvent("entry", name: "changed"))
  }

  @Test func `A request that was answered before rings no bell, a refused one does`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    let stream = site.house.bell.stream()
    try await clerk.act("open-account", ["code": "a", "owner": "office"])
    var heard = stream.makeAsyncIterator()
    _ = await heard.next()
    try await clerk.act("open-account", ["code": "a", "owner": "office"])
    #expect(clerk.status == 422)
    #expect(await heard.next() != nil)
  }

  @Test func `Nobody listens without log-in, and a HEAD leaves nobody listening`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    let stranger = Browser(site)
    #expect(try await stranger.get("/registry/events") == 303)
    try await clerk.send(.head, "/registry/events", body: [])
    #expect(clerk.status == 200 && site.house.bell.count == 0)
  }

  @Test func `What a page asks by itself does not put off the end of the session`() async throws {
    let site = try TestSite()
    let (clerk, _) = try await site.setUp()
    // Half an hour without a person; the page asks every ten minutes.
    for _ in 0..<2 {
      site.clock.pass(seconds: 600)
      #expect(try await clerk.get("/registry/proposals", headers: ["x-watching": "1"]) == 200)
      #expect(try await clerk.get("/registry/events") == 200)
    }
    site.clock.pass(seconds: 601)
    #expect(try await clerk.get("/registry") == 303)
  }
}
