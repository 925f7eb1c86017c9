internal import Foundation

/// Threads of our own on which handlers run. A handler that waits for a disk holds up one of them, and never
/// the few threads on which all other Swift tasks depend.
public final class HandlerPool: TaskExecutor {
  private let queue = JobQueue()
  /// How many threads there are.
  public let width: Int

  /// Starts the threads.
  ///
  /// - Parameter niceness: How far the threads stand back behind others, 0 to 19 (setpriority(2)).
  public init(_ name: String, width: Int, niceness: Int32 = 0) {
    self.width = width
    let executor = asUnownedTaskExecutor()
    for number in 0..<width {
      let thread = Thread { [queue] in
        // 0 stands for the calling thread alone.
        if niceness > 0 { setpriority(Int32(PRIO_PROCESS.rawValue), 0, niceness) }
        while let job = queue.next() { job.runSynchronously(on: executor) }
      }
      thread.name = "\(name)-\(number)"
      thread.stackSize = 2 << 20
      thread.start()
    }
  }

  deinit { queue.close() }

  /// Takes a piece of work.
  public func enqueue(_ job: consuming ExecutorJob) { queue.add(UnownedJob(job)) }

  /// How many pieces wait for a thread.
  public var waiting: Int { queue.count }
}

/// Pieces of work in the order in which they came.
private final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var first = 0
  private var isClosed = false

  var count: Int { condition.withLock { jobs.count - first } }

  func add(_ job: UnownedJob) {
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for work; `nil` when none will come any more.
  func next() -> UnownedJob? {
    condition.lock()
    defer { condition.unlock() }
    while first == jobs.count {
      if isClosed { return nil }
      condition.wait()
    }
    let job = jobs[first]
    first += 1
    if first == jobs.count {
      jobs.removeAll(keepingCapacity: true)
      first = 0
    } else if first > 1024 {
      jobs.removeFirst(first)
      first = 0
    }
    return job
  }
}
