import Foundation
import Synchronization
import Testing

/// Goal: what spoils a region is named before it spoils an account. Method: fifty spoilings of a good seeded
/// region; the program checks and accounts each.
@Suite(.serialized) struct SpoilingTests {
  struct Outcome: Sendable {
    var isNamed = false
    /// Refused, or with a warning in account.json.
    var isMarked = false
    var said = ""
    var made = ""
  }

  /// Spoils, checks, and accounts what is not refused.
  static func outcome(of spoiling: Spoiling) throws -> Outcome {
    let folder = TemporaryFolder()
    var region = MadeRegion(columns: 100, rows: 80)
    // Each assumption is weighed by making the account anew, which fifty accounts here can do without.
    region.head["sources"] = MadeRegion.reported
    spoiling.apply(&region)
    try region.write(to: folder("region"))
    let checked = try folder.program.run("check", "region", "--json", "--threads", "1")
    let findings = Findings(checked).grave
    var outcome = Outcome()
    outcome.isNamed =
      findings.contains(where: spoiling.isNamed) || spoiling.marks.contains { checked.errors.contains($0) }
    outcome.said = findings.map(\.description).joined(separator: "\n      ") + checked.errors
    let made = try folder.program.run(
      "account", "region", "--out", "out", "--no-maps", "--quiet", "--threads", "1")
    outcome.made = "status \(made.status)"
    let account = try? MadeAccount(folder("out"))
    outcome.isMarked =
      made.status == 1 ? account == nil : made.status == 0 && account?.warnings.isEmpty == false
    return outcome
  }

  @Test func `The region to be spoiled is not marked by itself`() throws {
    let outcome = try Self.outcome(of: Spoiling("nothing", marks: []) { _ in })
    #expect(outcome.said.isEmpty && outcome.made == "status 0" && !outcome.isMarked, "\(outcome)")
  }

  @Test func `At least 45 of 50 spoilings are named, and none ends in an unmarked account`() throws {
    let spoilings = SpoilingCatalogue.all
    #expect(spoilings.count == 50)
    let outcomes = Mutex<[Int: Outcome]>([:])
    DispatchQueue.concurrentPerform(iterations: spoilings.count) { index in
      let outcome = (try? Self.outcome(of: spoilings[index])) ?? Outcome(said: "the test itself failed")
      outcomes.withLock { $0[index] = outcome }
    }
    let all = outcomes.withLock { $0 }
    let unnamed = spoilings.indices.filter { all[$0]?.isNamed != true }
    let unmarked = spoilings.indices.filter { all[$0]?.isMarked != true }
    print("spoilings: \(spoilings.count - unnamed.count) of \(spoilings.count) named")
    for index in unnamed { print("  not named: \(spoilings[index])\n      \(all[index]?.said ?? "")") }
    for index in unmarked { print("  not marked: \(spoilings[index]) \(all[index]?.made ?? "")") }
    #expect(unnamed.count <= 5)
    #expect(unmarked.isEmpty)
  }
}
