import Actions
import Foundation
import Journal
import Synchronization

/// How many durable transfers clients get.
struct Throughput {
  let registry: BenchRegistry

  /// One client that waits for each answer, on its own thread or through Swift's concurrency.
  func single(count: Int, isBlocking: Bool) async throws -> Double {
    var chance = SystemRandomNumberGenerator()
    let started = ContinuousClock.now
    for _ in 0..<count {
      let request = registry.transfer(from: nil, chance: &chance)
      let answer =
        isBlocking ? registry.registrar.ask(request) : await registry.registrar.submit(request)
      guard case .decided(let entry, _) = answer, case .done = entry.outcome else {
        throw BenchFault("a transfer was refused")
      }
    }
    return Double(count) / (ContinuousClock.now - started).seconds
  }

  /// Many clients with several commands in flight each.
  ///
  /// - Parameter hot: The account that all of them debit; `nil` for any.
  func many(clients: Int, inFlight: Int, seconds: Double, hot: UInt32?) async -> Double {
    let started = ContinuousClock.now
    let end = started + .seconds(seconds)
    let done = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<clients * inFlight {
        group.addTask {
          var chance = SystemRandomNumberGenerator()
          var done = 0
          while ContinuousClock.now < end {
            let answer = await registry.registrar.submit(registry.transfer(from: hot, chance: &chance))
            if case .decided(let entry, _) = answer, case .done = entry.outcome { done += 1 }
          }
          return done
        }
      }
      return await group.reduce(0, +)
    }
    return Double(done) / (ContinuousClock.now - started).seconds
  }

  /// A loop that appends as many bytes as a transfer's entry has and syncs: what the disk alone allows.
  static func appendAndSync(in folder: String, bytes: Int, count: Int) throws -> Double {
    let path = folder + "/append.bin"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
    guard file >= 0 else { throw BenchFault("\(path) cannot be made") }
    defer {
      close(file)
      unlink(path)
    }
    let piece = [UInt8](repeating: 7, count: bytes)
    let started = ContinuousClock.now
    for _ in 0..<count {
      guard write(file, piece, bytes) == bytes, fdatasync(file) == 0 else { throw BenchFault("\(path)") }
    }
    return Double(count) / (ContinuousClock.now - started).seconds
  }
}

extension Duration {
  var seconds: Double {
    let parts = components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}
