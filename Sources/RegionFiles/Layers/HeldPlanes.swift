import Foundation
import Synchronization

/// Planes in memory, each with a ring of one cell around the grid, up to a number of bytes.
final class HeldPlanes: Sendable {
  private struct State {
    /// Nil for a plane that found no room and lies in a file.
    var planes: [String: HeldPlane?] = [:]
    /// Memory of planes that were removed, to be used again: fresh memory is cleared by the system first.
    var spare: [HeldPlane] = []
    /// Of the planes and of what is spare.
    var bytes = 0
  }

  private let columns: Int
  private let rows: Int
  private let memory: Int
  private let state = Mutex(State())

  init(columns: Int, rows: Int, memory: Int) {
    self.columns = columns
    self.rows = rows
    self.memory = memory
  }

  /// Place of a cell of the grid among the cells of a plane.
  func place(column: Int, row: Int) -> Int { (row + 1) * (columns + 2) + column + 1 }

  /// The cells of a plane from the ring's first on; nil when there is no room. They are zero at first, or
  /// what a plane held that was removed.
  func cells(_ name: String, cellBytes: Int) -> UnsafeMutableRawPointer? {
    state.withLock { state in
      if let known = state.planes[name] { return known?.start }
      let made = Self.take((columns + 2) * (rows + 2) * cellBytes, of: memory, &state)
      state.planes[name] = .some(made)
      return made?.start
    }
  }

  private static func take(_ bytes: Int, of memory: Int, _ state: inout State) -> HeldPlane? {
    if let place = state.spare.firstIndex(where: { $0.bytes == bytes }) {
      return state.spare.remove(at: place)
    }
    while state.bytes + bytes > memory, let spare = state.spare.popLast() { state.bytes -= spare.bytes }
    guard state.bytes + bytes <= memory, let made = HeldPlane(bytes: bytes) else { return nil }
    state.bytes += bytes
    return made
  }

  func remove(_ name: String) {
    state.withLock { state in
      if let known = state.planes.removeValue(forKey: name), let known { state.spare.append(known) }
    }
  }
}

/// The memory of one plane. It comes straight from the system, in large pages where there are such: what is
/// walked through along the flow would else be looked up page by page.
private final class HeldPlane: @unchecked Sendable {
  let start: UnsafeMutableRawPointer
  let bytes: Int

  init?(bytes: Int) {
    self.bytes = bytes
    let size = max(bytes, 1)
    guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { return nil }
    #if os(Linux)
      madvise(start, size, MADV_HUGEPAGE)
    #endif
    self.start = start
  }

  deinit { munmap(start, max(bytes, 1)) }
}
