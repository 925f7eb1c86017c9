import Accounts
import Land
import Testing

/// Goal: what a zone is decided by is its own, or somebody is told. Method: villages A and B in county C.
@Suite struct ZoneConstantTests {
  private func codes(_ change: (inout StudyData) -> Void) throws -> [String] {
    let maker = try Bench().maker(change: change)
    // The toy is priced by its pack, which is told of every such region.
    return try FigureCheck(study: maker.study, data: maker.data, areas: nil).findings().filter {
      $0.code != "price.of-the-pack"
    }
    .map { "\($0.code) \($0.subject)" }
  }

  @Test func `Figures at the level that decides are in order`() throws {
    #expect(try codes { _ in }.isEmpty)
  }

  /// Each village would be said to have the county's whole load.
  @Test func `A total of the county that each village would use is told`() throws {
    let found = try codes { data in
      let county = LeafRow.Place(code: "C", name: "C", level: "city")
      let rows = ["A", "B"].map {
        LeafRow(place: .init(code: $0, name: $0, level: "county"), above: [county])
      }
      if let tree = try? ZoneTree(leaves: rows) { data.tree = tree }
    }
    #expect(found.contains("input.one-for-many load"))
  }

  @Test func `A figure that is known only below the zones that decide is told`() throws {
    let found = try codes { $0.zoneValues["load"] = [.nan, 2, 3] }
    #expect(found.contains("input.below-level load"))
  }
}
