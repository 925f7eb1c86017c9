import Actions
import Journal
import Parties
import Seals
import Store
import Synchronization
import Testing

/// Goal: one human being is one person, whichever desk asks; who is erased is gone and may come again.
/// Method: the same document under other codes, in one batch and after a restart; the rows of the table.
@Suite struct IdentityTests {
  private static func newcomer(_ code: String, _ number: String) -> RegisterPerson {
    RegisterPerson(code: code, salt: .none, document: .passport, number: number, person: "演示")
  }

  private static func rows(_ office: Office) throws -> [[Cell]] {
    var rows: [[Cell]] = []
    try office.store.eachRow(of: IdentityRecord.shape.name) { rows.append($0) }
    return rows
  }

  @Test func `The same document is refused under another code, also written otherwise`() async throws {
    let office = try await Office.open()
    #expect(await office.ask(Self.newcomer("p-1", "CN E1"), Office.bureau).code == "done")
    let before = try Self.rows(office)
    for number in ["CN E1", "cn e1", "CNE1"] {
      #expect(await office.ask(Self.newcomer("p-2", number), Office.bureau).code == "4010")
    }
    #expect(try Self.rows(office) == before && before.count == 5)
    #expect(try office.registrar.read { $0.directory.party(code: "p-2") == nil })
    #expect(await office.ask(Self.newcomer("p-2", "CNE2"), Office.bureau).code == "done")
    // Who may not register anybody does not hear who is registered.
    #expect(await office.ask(Self.newcomer("p-3", "CNE2"), Office.holder).code == "3009")
  }

  @Test func `Of many requests at once one is registered`() async throws {
    let office = try await Office.open()
    let codes = await withTaskGroup(of: String.self) { group in
      for number in 0..<40 {
        group.addTask { await office.ask(Self.newcomer("q-\(number)", "CNE9"), Office.bureau).code }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes.filter { $0 == "done" }.count == 1 && codes.filter { $0 == "4010" }.count == 39)
  }

  @Test func `Erased means gone from the table, and the document may come again`() async throws {
    let office = try await Office.open()
    #expect(await office.ask(Self.newcomer("p-1", "CNE1"), Office.bureau).code == "done")
    let person = try #require(try office.registrar.read { $0.directory.party(code: "p-1")?.number })
    #expect(await office.ask(PartyAction(.eraseIdentity(person: person)), Office.bureau).code == "done")
    #expect(try Self.rows(office).count == 4)
    #expect(await office.ask(Self.newcomer("p-2", "CNE1"), Office.bureau).code == "done")
    #expect(try Self.rows(office).count == 5)
  }

  @Test func `A renewed document counts in the place of the old one, unless it is another person's`()
    async throws
  {
    let office = try await Office.open()
    #expect(await office.ask(Self.newcomer("p-1", "CNE1"), Office.bureau).code == "done")
    #expect(await office.ask(Self.newcomer("p-2", "CNE2"), Office.bureau).code == "done")
    let person = try #require(try office.registrar.read { $0.directory.party(code: "p-2")?.number })
    func renewal(_ number: String) -> RenewPerson {
      RenewPerson(
        number: person, salt: .none, document: .passport, documentNumber: number, person: "演示")
    }
    #expect(await office.ask(renewal("CNE1"), Office.bureau).code == "4010")
    #expect(await office.ask(renewal("CNE3"), Office.bureau).code == "done")
    #expect(await office.ask(renewal("CNE3"), Office.bureau).code == "done")
    #expect(await office.ask(Self.newcomer("p-3", "CNE3"), Office.bureau).code == "4010")
    #expect(await office.ask(Self.newcomer("p-3", "CNE2"), Office.bureau).code == "done")
    #expect(try Self.rows(office).count == 7)
  }

  @Test func `It is known after a fault and a restart`() async throws {
    let plan = FaultyStore.Plan()
    let store = FaultyStore(MemoryStore(World.shape, hash: .sm3), plan: plan)
    let office = try await Office.open(store: store)
    #expect(await office.ask(Self.newcomer("p-1", "CNE1"), Office.bureau).code == "done")
    plan.faults.withLock { $0 = [.before] }
    #expect(await office.ask(Self.newcomer("p-2", "CNE2"), Office.bureau).code == "failed")
    #expect(await office.ask(Self.newcomer("p-3", "CNE1"), Office.bureau).code == "4010")
    #expect(await office.ask(Self.newcomer("p-2", "CNE2"), Office.bureau).code == "done")
  }
}
