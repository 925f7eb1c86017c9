import Journal
import Parties
import Testing

/// Goal: the limit of an administration binds the accounts that are under it, and no others.
@Suite struct AdministrationTests {
  @Test func `An account is under one administration at a time, until it is under none`() throws {
    var world = try World.peopled()
    #expect(world.directory.administration(of: 7) == 0)
    try world.registry([.administer(account: 7, administration: 4)])
    #expect(world.directory.administration(of: 7) == 4 && world.directory.administration(of: 8) == 0)
    try world.registry([.administer(account: 7, administration: 5)])
    #expect(world.directory.administration(of: 7) == 5)
    try world.registry([.administer(account: 7, administration: 0)])
    #expect(world.directory.administration(of: 7) == 0 && world.directory.brokenLaws().isEmpty)
  }

  @Test func `Who may set limits says where they hold`() {
    #expect(PartyRequest.administer(account: 1, administration: 2).line == "parties.set-limit")
    #expect(PartyRequest.trust(account: 1, other: 2).line == "parties.trust")
  }
}
