import Dispatch
import Glibc
import Ledger
import Simulation
import Synchronization

guard let orders = Orders(Array(CommandLine.arguments.dropFirst())) else {
  print(Orders.help)
  exit(2)
}
Trap.watch()
exit(orders.seed.map { runOne($0, orders) } ?? runMany(orders))

/// Runs one seed; a failure is shrunk and printed.
func runOne(_ seed: UInt64, _ orders: Orders) -> Int32 {
  Trap.note(seed, thread: 0)
  var count = 0
  let run = SeededRun(seed: seed) { step in
    guard orders.isPrinted else { return }
    print("\(count): \(step)")
    fflush(nil)
    count += 1
  }
  guard let failure = run.failure else {
    print("seed \(seed) holds: \(run.tally.commands) commands, digest \(run.digest)")
    return 0
  }
  print("seed \(seed) fails at step \(failure.step): \(failure.kind.rawValue)\n  \(failure.text)")
  if orders.isBrief { return 1 }
  let shortest = run.shortest
  print("the shortest list that still fails, \(shortest.count) of \(run.steps.count) steps:")
  for step in shortest { print("  \(step)") }
  if let last = SeededRun.failure(of: shortest) { print("  → \(last.kind.rawValue): \(last.text)") }
  return 1
}

/// Runs seeds on several threads until one fails or all are done.
func runMany(_ orders: Orders) -> Int32 {
  let next = Atomic<UInt64>(orders.from)
  let end = orders.from + orders.seeds
  let totals = Mutex(Totals())
  let clock = ContinuousClock()
  let start = clock.now
  DispatchQueue.concurrentPerform(iterations: orders.threads) { thread in
    var own = Totals()
    while own.failed == nil {
      let seed = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard seed < end else { break }
      Trap.note(seed, thread: thread)
      own.add(SeededRun(seed: seed))
      if own.failed != nil { next.store(end, ordering: .relaxed) }
    }
    Trap.note(0, thread: thread)
    totals.withLock { $0.add(own) }
  }
  let result = totals.withLock { $0 }
  let seconds = Double((clock.now - start) / .milliseconds(1)) / 1_000
  report(result, seconds: seconds, orders)
  guard let failed = result.failed else {
    guard orders.mustReach, !result.unreached.isEmpty else { return 0 }
    print("never met: " + result.unreached.joined(separator: ", "))
    return 1
  }
  return runOne(failed, orders)
}

func report(_ totals: Totals, seconds: Double, _ orders: Orders) {
  let rate = { (count: Int) in Int(Double(count) / max(seconds, 0.001)) }
  print(
    "\(totals.seeds) seeds, \(totals.commands) commands, \(totals.operations) operations, "
      + "\(totals.accepted) accepted, \(totals.repeats) repeated, \(totals.crashes) crashes")
  print("\(seconds) s: \(rate(totals.seeds)) seeds/s, \(rate(totals.commands)) commands/s")
  print("digest \(totals.digestText)")
  guard orders.isDetailed else { return }
  for refusal in LedgerRefusal.allCases {
    print("  \(totals.refusals[refusal.number] ?? 0) × \(refusal.number) \(refusal.code)")
  }
  for (name, count) in totals.happened.sorted(by: { $0.key < $1.key }) { print("  \(count) × \(name)") }
}
