/// Work that computes for long (password hashes, reports, whole pages of maps): few at a time, on threads
/// that stand back behind those that answer small requests.
public enum HeavyWork {
  private static let pool = HandlerPool("heavy", width: 2, niceness: 10)
  /// How many pieces may wait before more are refused.
  public static let queue = 64

  /// Does the work on one of the threads and waits for it.
  ///
  /// - Throws: ``Fault/tooBusy`` when too much waits already; what the work throws.
  public static func run<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    guard pool.waiting < queue else { throw Fault.tooBusy }
    return try await Task(executorPreference: pool) { try work() }.value
  }
}
