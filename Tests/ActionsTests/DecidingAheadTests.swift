import Actions
import Dispatch
import Foundation
import Journal
import Ledger
import Seals
import Simulation
import Store
import Synchronization
import Testing

/// Goal: what is decided while another batch is on its way to the store is never more than a guess: nobody
/// sees it, and it is thrown away when that batch fails.
/// Method: a store whose commits wait at a gate and fail on order; many clients at once; the journal told
/// anew.
@Suite struct DecidingAheadTests {
  /// What a number of transfers of one part each came to, in the order of asking.
  private final class Answers: Sendable {
    let all: Mutex<[Answer?]>
    private let heard = DispatchSemaphore(value: 0)

    init(_ requests: [Request], at registrar: Registrar) {
      all = Mutex(Array(repeating: nil, count: requests.count))
      for (place, request) in requests.enumerated() {
        registrar.submit(request) { [self] answer in
          all.withLock { $0[place] = answer }
          heard.signal()
        }
      }
    }

    /// Waits for all answers; once.
    func codes() -> [String] {
      for _ in 0..<all.withLock({ $0.count }) { heard.wait() }
      return all.withLock { $0.map { $0?.code ?? "none" } }
    }
  }

  private static func office(_ plan: FaultyStore.Plan) async throws -> Office {
    let office = try await Office.open(
      store: FaultyStore(MemoryStore(World.shape, hash: .sm3), plan: plan))
    try await office.stock(100_000)
    return office
  }

  private static func transfer(_ office: Office, key: CommandKey? = nil) -> Request {
    Request(
      key: key ?? office.key(), person: Office.holder.0, organisation: Office.holder.1,
      action: LedgerAction([.transfer(lot: 1, from: 1, to: 2, quantity: 1)]))
  }

  @Test func `A batch that fails throws away what was decided ahead of it, which is then decided anew`()
    async throws
  {
    let plan = FaultyStore.Plan()
    let office = try await Self.office(plan)
    let (before, registrar) = (try office.registrar.stamped { $1 }, office.registrar)
    plan.isGateShut.withLock { $0 = true }
    let first = Answers([Self.transfer(office)], at: registrar)
    #expect(Self.arrives(plan))
    // More than one piece: the second batch goes to the other thread, the rest is decided ahead.
    let requests = (0..<300).map { _ in Self.transfer(office) }
    let rest = Answers(requests, at: registrar)
    plan.mayGo.signal()
    #expect(Self.arrives(plan))
    usleep(100_000)
    plan.faults.withLock { $0 = [.before] }
    plan.isGateShut.withLock { $0 = false }
    plan.mayGo.signal()
    #expect(first.codes() == ["done"])
    let codes = rest.codes()
    let failed = codes.prefix { $0 == "failed" }.count
    #expect(failed > 0 && failed < 300, "the batch at the gate fails, and it alone")
    #expect(codes.dropFirst(failed).allSatisfy { $0 == "done" })
    #expect(try office.balance(2) == Int64(301 - failed))
    #expect(try registrar.stamped { $1 } == before + UInt64(301 - failed), "no sequence is left out")
    for request in requests.prefix(failed) {
      #expect(registrar.ask(request).code == "done", "what did not happen can be asked again")
    }
    #expect(try office.balance(2) == 301)
  }

  private static func arrives(_ plan: FaultyStore.Plan) -> Bool {
    plan.arrived.wait(timeout: .now() + 60) == .success
  }

  @Test func `Nobody reads what is decided and not durable yet`() async throws {
    let plan = FaultyStore.Plan()
    let office = try await Self.office(plan)
    plan.isGateShut.withLock { $0 = true }
    let answers = Answers([Self.transfer(office)], at: office.registrar)
    #expect(Self.arrives(plan))
    let seen = Mutex<Int64?>(nil)
    let ready = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let balance = try? office.balance(2)
      seen.withLock { $0 = balance }
      ready.signal()
    }
    #expect(ready.wait(timeout: .now() + 0.1) == .timedOut)
    plan.isGateShut.withLock { $0 = false }
    plan.mayGo.signal()
    #expect(ready.wait(timeout: .now() + 60) == .success)
    #expect(seen.withLock { $0 } == 1)
    #expect(answers.codes() == ["done"])
  }

  @Test func `A key that comes again while its batch is on its way is answered with that batch, once`()
    async throws
  {
    let plan = FaultyStore.Plan()
    let office = try await Self.office(plan)
    plan.isGateShut.withLock { $0 = true }
    let twice = Self.transfer(office)
    let answers = Answers([twice], at: office.registrar)
    #expect(Self.arrives(plan))
    let again = Answers(
      [twice] + (0..<200).map { _ in Self.transfer(office) } + [twice], at: office.registrar)
    plan.isGateShut.withLock { $0 = false }
    plan.mayGo.signal()
    #expect(Set(answers.codes() + again.codes()) == ["done"])
    #expect(try office.balance(2) == 201)
  }

  @Test func `Random faults under load: each answer is the truth, and the journal tells the same state`()
    async throws
  {
    let plan = FaultyStore.Plan()
    let office = try await Self.office(plan)
    var chance = Chance(seed: 20_261_121)
    var done: Int64 = 0
    for _ in 0..<12 {
      plan.faults.withLock { faults in
        faults = (0..<4).map { _ in [nil, nil, .before, .after][Int(chance.next() % 4)] }
      }
      let requests = (0..<400).map { _ in Self.transfer(office) }
      let codes = Answers(requests, at: office.registrar).codes()
      plan.faults.withLock { $0 = [] }
      for (request, code) in zip(requests, codes) where code == "failed" {
        #expect(office.registrar.ask(request).code == "done")
      }
      #expect(Set(codes).isSubset(of: ["done", "failed"]))
      done += 400
      #expect(try office.balance(2) == done)
    }
    let kept = try office.registrar.read { $0.book.digest(by: .sm3) }
    var told = World(rules: try Office.rules(), hash: .sm3)
    var chain = Chain(hash: .sm3)
    try plan.inner.withLock { $0 }?.eachBlock(from: 1) { block in
      for entry in try chain.follow(block) { try told.replay(entry) }
      return true
    }
    #expect(told.book.digest(by: .sm3) == kept)
    #expect(try office.registrar.stamped { $1 } == chain.nextSequence - 1)
  }

  @Test func `Threads that ask and wait, beside clients that do not, are all answered and change each once`()
    async throws
  {
    let office = try await Self.office(FaultyStore.Plan())
    let answers = Answers((0..<300).map { _ in Self.transfer(office) }, at: office.registrar)
    DispatchQueue.concurrentPerform(iterations: 6) { _ in
      for _ in 0..<50 { #expect(office.registrar.ask(Self.transfer(office)).code == "done") }
    }
    #expect(Set(answers.codes()) == ["done"])
    #expect(try office.balance(2) == 600)
    office.registrar.close()
    #expect(office.registrar.ask(Self.transfer(office)).code == "failed")
  }

  @Test func `No client can take a key of the registry itself`() async throws {
    let office = try await Self.office(FaultyStore.Plan())
    let key = CommandKey(high: .max, low: 1_000)
    #expect(office.registrar.ask(Self.transfer(office, key: key)).code == "conflict")
    #expect(try office.balance(2) == 0)
  }
}
