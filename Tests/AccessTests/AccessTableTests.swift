import Parties
import Testing

@testable import Access

/// Goal: each cell of the table is what docs/access.md says.
@Suite struct AccessTableTests {
  private let table = AccessTable(
    rules: ActionTable([
      ActionRule(action: "ledger.transfer", roles: [.holder], eyes: nil),
      ActionRule(
        action: "office.transfer", roles: [.registrar],
        eyes: FourEyes(approvals: 1, separation: .personAndOrganisation, roles: [.authority], interval: 1)),
      ActionRule(action: "parties.rename", roles: [], eyes: nil),
    ]))

  @Test func `Nobody sees what is public and comes to the door, and does nothing else`() {
    let open = AccessTable.rows.map(\.deed).filter { table.allows($0, roles: nil) }
    #expect(open == [.seePublic, .knock])
    #expect(
      !table.allows(.ask(["ledger.transfer", "office.transfer"]), roles: nil)
        && !table.allows(.ask(["parties.rename"]), roles: nil))
  }

  @Test func `Who may ask is what the adopted rules say, for own units and by office`() {
    let asking = Role.known.filter {
      table.allows(.ask(["ledger.transfer", "office.transfer"]), roles: [$0])
    }
    #expect(Set(asking) == [.holder, .registrar])
    #expect(table.allows(.ask(["parties.rename"]), roles: []))
    #expect(!table.allows(.ask(["ledger.no-such-action"]), roles: Set(Role.known)))
  }

  @Test func `Who may approve something may decide`() {
    #expect(Role.known.filter { table.allows(.decide, roles: [$0]) } == [.authority])
    #expect(!table.allows(.decide, roles: []))
  }

  @Test func `Everybody's accounts are for registrar, authority and auditor`() {
    for deed in [Deed.seeAllAccounts, .seeAllProposals, .seeParties] {
      #expect(Role.known.filter { table.allows(deed, roles: [$0]) } == [.registrar, .authority, .auditor])
    }
    #expect(Role.known.filter { table.allows(.administerLogIns, roles: [$0]) } == [.registrar])
    #expect(Role.known.filter { table.allows(.seeLogIns, roles: [$0]) } == [.registrar, .auditor])
  }
}
