import Dispatch
import Foundation
import Synchronization

/// Computes tiles on several threads. Each thread has a worker of its own (its own file handles and memory);
/// finished tiles are delivered one at a time.
public struct TileWalk: Sendable {
  /// Computes one tile.
  public protocol Worker {
    /// What comes of a tile.
    associatedtype Product
    mutating func tile(_ number: Int) throws -> Product
  }

  public let threads: Int

  /// Walks on as many threads as asked, at least one.
  public init(threads: Int) { self.threads = max(1, threads) }

  /// Walks the tiles.
  ///
  /// - Parameters:
  ///   - stop: Asked before each tile; true ends the walk after the tiles in work.
  ///   - deliver: Called with each finished tile, never by two threads at once.
  /// - Returns: Whether all tiles were computed.
  /// - Throws: The first failure of a worker or of `deliver`; the other threads then stop.
  public func run<W: Worker & SendableMetatype>(
    _ tiles: [Int], worker: @Sendable () throws -> W, stop: @Sendable () -> Bool,
    deliver: @Sendable (W.Product) throws -> Void
  ) throws -> Bool {
    let state = WalkState(tiles: tiles)
    DispatchQueue.concurrentPerform(iterations: min(threads, max(1, tiles.count))) { _ in
      do {
        guard !tiles.isEmpty else { return }
        var worker = try worker()
        while !stop(), let tile = state.next() {
          try state.deliver(try worker.tile(tile), to: deliver)
        }
      } catch { state.fail(error) }
    }
    if let failure = state.failure { throw failure }
    return state.isDone
  }
}

/// What the threads of a walk share.
private final class WalkState: Sendable {
  private struct Inside {
    var next = 0
    var done = 0
    var failure: (any Error)?
  }

  private let tiles: [Int]
  private let inside = Mutex(Inside())
  private let delivery = Mutex(())

  init(tiles: [Int]) { self.tiles = tiles }

  var failure: (any Error)? { inside.withLock { $0.failure } }
  var isDone: Bool { inside.withLock { $0.done == tiles.count } }

  func next() -> Int? {
    inside.withLock { inside in
      guard inside.failure == nil, inside.next < tiles.count else { return nil }
      defer { inside.next += 1 }
      return tiles[inside.next]
    }
  }

  func deliver<Product>(_ product: Product, to receiver: (Product) throws -> Void) throws {
    try delivery.withLock { _ in try receiver(product) }
    inside.withLock { $0.done += 1 }
  }

  func fail(_ error: any Error) {
    inside.withLock { inside in if inside.failure == nil { inside.failure = error } }
  }
}
