import Glibc

/// Tells which seeds ran when the program stops at a trap: those are the ones to look at.
///
/// Only what a signal handler may do is done there: writing bytes that were prepared before.
enum Trap {
  static let places = 64
  /// Each thread writes its own place; the handler reads when the program ends anyway.
  nonisolated(unsafe) private static let seeds = UnsafeMutablePointer<UInt64>.allocate(capacity: places)

  /// Begins to watch.
  static func watch() {
    seeds.initialize(repeating: 0, count: places)
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] {
      signal(number) { number in
        Trap.tell()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Notes the seed that a thread runs.
  static func note(_ seed: UInt64, thread: Int) { seeds[thread % places] = seed }

  private static func tell() {
    for thread in 0..<places where seeds[thread] != 0 {
      write("the program stopped while it ran seed ")
      var digits: (UInt8, UInt8) = (0, 10)
      var divisor: UInt64 = 1
      while seeds[thread] / divisor >= 10 { divisor *= 10 }
      while divisor > 0 {
        digits.0 = UInt8(48 + seeds[thread] / divisor % 10)
        withUnsafeBytes(of: digits.0) { _ = Glibc.write(2, $0.baseAddress, 1) }
        divisor /= 10
      }
      withUnsafeBytes(of: digits.1) { _ = Glibc.write(2, $0.baseAddress, 1) }
    }
  }

  private static func write(_ text: StaticString) {
    _ = Glibc.write(2, text.utf8Start, text.utf8CodeUnitCount)
  }
}
