import Actions
import RegistryDesk
import Seals
import Servers
import Store
import Testing

@testable import API

/// Goal: pages and API over a registry in PostgreSQL are those over one in a file.
/// Method: a registry is founded in the browser in a schema of a throw-away server, taken through issue with
/// four eyes, transfer, a refusal and a restart, and compared with what the server's tables then say.
@Suite(.serialized) struct ServerTests {
  private static func place(_ schema: String) -> RegistryPlace? {
    guard let server = PostgresServer.shared else {
      print("skipped: no PostgreSQL server programs are installed, so no pages stand on one")
      return nil
    }
    return .server(server.address(schema: schema))
  }

  @Test func `A registry is founded, used and closed by pages at a server, and verifies`() async throws {
    guard let place = Self.place("served_pages") else { return }
    let site = try TestSite(place: place)
    let (clerk, once) = try await site.setUp()
    let head = try await site.enrol("head", "bureau", once: once)
    try await clerk.act("add-organisation", ["code": "village", "name": "演示村", "without_code": "true"])
    try await clerk.act("open-unit", ["code": "quan", "symbol": "亩", "decimals": "4"])
    try await head.approve(1)
    try await clerk.act("open-account", ["code": "village-1", "owner": "village"])
    try await clerk.act("open-account", ["code": "village-2", "owner": "village"])
    try await clerk.act("open-lot", ["code": "quan-2026", "unit": "quan"])
    try await clerk.act("issue", ["lot": "quan-2026", "account": "village-1", "amount": "12.5"])
    try await head.get("/registry/proposals/2")
    #expect(head.page.contains("12.5000") && head.page.contains("village-1"))
    try await head.approve(2)
    try await clerk.get("/registry/accounts/village-1")
    #expect(clerk.status == 200 && clerk.page.contains("12.5000"), "\(clerk.page)")
    // Hostile and boundary input over the same way is an answer, not a fault of the server.
    for amount in ["9223372036854775807", "-1", "0", "1e9", "１２", "'; DROP TABLE blocks; --", "0.00001"] {
      try await clerk.act("issue", ["lot": "quan-2026", "account": "village-1", "amount": amount])
      #expect(clerk.status < 500, "\(amount): \(clerk.page)")
    }
    site.house.close()
    let reader = try place.reader(hash: .sm3)
    defer { reader.close() }
    let found = try reader.snapshot { try Verifier().examine($0) }
    #expect(found.faults == [] && found.entries > 10)
    let listing = try reader.snapshot { try RegistryPages($0).balanceListing(of: "village-1") }
    #expect(listing.rows.map { $0[3] } == ["12.5000"])
  }
}
