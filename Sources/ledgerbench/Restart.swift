import Actions
import Foundation
import Journal
import SQLiteStore
import Seals
import Store

/// How long a registry takes to be there again.
enum Restart {
  /// - Returns: Seconds from opening to the state in memory; the same for each million journal entries;
  ///   and seconds to tell a million entries anew, as verification does.
  static func secondsPerMillion(_ path: String) throws -> (start: Double, load: Double, replay: Double) {
    let started = ContinuousClock.now
    let store = try SQLiteRegistry.open(path, shape: World.shape, hash: .sm3)
    defer { store.close() }
    let rules = try BenchRegistry.rules()
    _ = try World(from: store, rules: rules, hash: .sm3)
    let start = (ContinuousClock.now - started).seconds
    let entries = Double(try store.sequence())
    let again = ContinuousClock.now
    var world = World(rules: rules, hash: .sm3)
    var chain = Chain(hash: .sm3)
    let prepare: @Sendable (Block) -> ToldBlock = { ToldBlock($0, by: .sm3) }
    try store.eachBlock(from: 1, ahead: prepare) { told in
      try world.replay(told, behind: &chain)
      return true
    }
    let replay = (ContinuousClock.now - again).seconds
    return (start, start / entries * 1e6, replay / entries * 1e6)
  }

  /// What the processor did for this process so far.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let (user, system) = (usage.ru_utime, usage.ru_stime)
    return Double(user.tv_sec + system.tv_sec) + Double(user.tv_usec + system.tv_usec) / 1e6
  }

  /// The most memory that this process had.
  static var peakMegabytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
