import Journal
import Ledger
import Simulation

/// What many seeds came to, in any order of theirs.
struct Totals: Sendable {
  var seeds = 0
  var commands = 0
  var operations = 0
  var accepted = 0
  var crashes = 0
  var repeats = 0
  var refusals: [UInt16: Int] = [:]
  var happened: [String: Int] = [:]
  /// The sum of all digests word by word: the same for any order and number of threads.
  var digest: [UInt64] = [0, 0, 0, 0]
  /// The least seed that failed.
  var failed: UInt64?

  mutating func add(_ run: SeededRun) {
    seeds += 1
    commands += run.tally.commands
    operations += run.tally.operations
    accepted += run.tally.accepted
    crashes += run.tally.crashes
    repeats += run.tally.repeats
    refusals.merge(run.tally.refusals, uniquingKeysWith: +)
    happened.merge(run.tally.happened, uniquingKeysWith: +)
    for (index, byte) in run.digest.bytes.enumerated() {
      digest[index / 8] &+= UInt64(byte) << (8 * UInt64(index % 8))
    }
    if run.failure != nil { failed = min(failed ?? .max, run.seed) }
  }

  mutating func add(_ other: Totals) {
    seeds += other.seeds
    commands += other.commands
    operations += other.operations
    accepted += other.accepted
    crashes += other.crashes
    repeats += other.repeats
    refusals.merge(other.refusals, uniquingKeysWith: +)
    happened.merge(other.happened, uniquingKeysWith: +)
    for index in 0..<4 { digest[index] &+= other.digest[index] }
    failed = [failed, other.failed].compactMap { $0 }.min()
  }

  /// The digest in 64 hexadecimal digits.
  var digestText: String {
    digest.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Refusals and operations that never occurred. Two refusals need a larger registry than a run has; tests
  /// of the target Ledger meet them.
  var unreached: [String] {
    let tooLarge: Set<LedgerRefusal> = [.scattered, .full]
    let missing = LedgerRefusal.allCases.filter { refusals[$0.number] == nil && !tooLarge.contains($0) }
    return missing.map(\.code) + Self.operations.filter { happened[$0] == nil }
  }

  private static let operations = [
    "openUnit", "openAccount", "openLot", "setStatus", "setFloor", "issue", "release", "transfer", "post",
    "split", "convert", "retire", "void", "hold", "settle", "unhold", "pledge", "pledgeAgain", "discharge",
    "enforce", "freeze", "prolong", "unfreeze", "seize", "lease", "endLease", "setCounter", "count", "claim",
    "withdraw", "useReference", "reverse", "tick",
  ]
}
