import Glibc

/// Moments of a clock that never goes back, in nanoseconds; they mean nothing outside of this process.
struct Tick: Hashable, Comparable, Sendable {
  let nanoseconds: UInt64

  static var now: Tick {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Tick(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  static func < (left: Tick, right: Tick) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The moment so many seconds later.
  func after(_ seconds: Double) -> Tick {
    Tick(nanoseconds: nanoseconds + UInt64(max(0, seconds) * 1e9))
  }

  /// Seconds from an earlier moment to this.
  func seconds(since earlier: Tick) -> Double { Double(nanoseconds - earlier.nanoseconds) / 1e9 }
}
