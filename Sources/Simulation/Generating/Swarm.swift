/// What one seed's run is like. Runs differ in kind, not only in luck: some have no pledges, some crash all
/// the time, some live among boundary amounts.
struct Swarm: Sendable {
  /// Weights of the families of operations, in the order of ``Family``.
  let weights: [Int]
  /// Percent of amounts, numbers and texts that are drawn at the bounds of what can be said.
  let boundary: Int
  /// Percent of numbers that name nothing.
  let stray: Int
  /// Percent of commands that repeat an earlier key.
  let retry: Int
  /// Percent of steps that are a fault of the disk or a crash.
  let fault: Int
  /// Percent of commands before which the clock jumps.
  let jump: Int
  /// Percent of commands that meet a passed deadline without a tick.
  let careless: Int
  let batch: Int
  let chain: Int
  let steps: Int

  /// What operations have in common.
  enum Family: Int, CaseIterable, Sendable {
    case opening, status, issue, transfer, share, convert, end, hold, pledge, freeze, lease, counter, claim,
      reverse
  }

  init(_ chance: inout Chance) {
    var weights: [Int] = []
    for _ in Family.allCases { weights.append(chance.happens(percent: 25) ? 0 : chance.within(1...10)) }
    weights[Family.issue.rawValue] += 3
    weights[Family.transfer.rawValue] += 2
    self.weights = weights
    boundary = chance.one(of: [0, 1, 1, 5, 20, 60])
    stray = chance.one(of: [0, 2, 10])
    retry = chance.one(of: [1, 5, 20])
    fault = chance.one(of: [0, 2, 5, 15])
    jump = chance.one(of: [2, 10, 40])
    careless = chance.one(of: [0, 10, 50])
    batch = chance.one(of: [1, 4, 20])
    chain = chance.one(of: [1, 1, 3, 6])
    steps = chance.within(40...240)
  }
}
