public import Journal
import LedgerOracle

/// Runs seeds.
public struct SeededRun: Sendable {
  public let seed: UInt64
  /// The steps that were taken; the last one is the one that failed, if one did.
  public let steps: [SimulationStep]
  public let tally: SimulatedRun.Tally
  public let digest: Digest
  public let failure: SimulationFailure?

  /// Makes and takes the steps of a seed.
  ///
  /// - Parameter watch: Hears of each step before it is taken, so that a trap has a last line.
  public init(seed: UInt64, watch: (SimulationStep) -> Void = { _ in }) {
    self.seed = seed
    var generator = Generator(seed: seed)
    var steps: [SimulationStep] = []
    var failure: SimulationFailure?
    guard var run = try? SimulatedRun() else { preconditionFailure("An empty disk has room.") }
    do throws(SimulationFailure) {
      while steps.count < generator.swarm.steps {
        let step = generator.next(run.oracle, sequence: run.nextSequence, hasBatch: run.hasBatch)
        steps.append(step)
        watch(step)
        try run.take(step)
        if let (sequence, facts) = run.learned { generator.learn(sequence: sequence, facts: facts) }
      }
      for step in [SimulationStep.commit, .crash(isWritten: false, chance: seed), .reload] {
        steps.append(step)
        watch(step)
        try run.take(step)
      }
    } catch {
      failure = error
      failure?.step = steps.count - 1
    }
    (self.steps, self.failure, tally, digest) = (steps, failure, run.tally, run.digest)
  }

  /// The first failure of a list of steps over an empty registry.
  public static func failure(of steps: [SimulationStep]) -> SimulationFailure? {
    guard var run = try? SimulatedRun() else { preconditionFailure("An empty disk has room.") }
    for (index, step) in steps.enumerated() {
      do throws(SimulationFailure) { try run.take(step) } catch {
        var failure = error
        failure.step = index
        return failure
      }
    }
    return nil
  }

  /// A short list of steps that fails in the same way; empty when this run did not fail.
  public var shortest: [SimulationStep] {
    guard let failure else { return [] }
    return Shrinker.shortest(of: steps) { Self.failure(of: $0)?.kind == failure.kind }
  }
}
