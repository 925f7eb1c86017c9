import Actions
import Foundation
import Journal
import Ledger
import PostgresStore
import SQLiteStore
import Seals
import Store

/// Measures the ledger against what the same machine allows in the same run (`scripts/bench-ledger.sh`).
@main
struct LedgerBench {
  private static let usage = """
    ledgerbench measure FOLDER [postgres://…] | single FOLDER ROUNDS | restart REGISTRY | pure
              | growth FOLDER ACCOUNTS | torture FOLDER ROUNDS
    """

  static func main() async {
    var words = Array(CommandLine.arguments.dropFirst())
    do {
      switch words.isEmpty ? "" : words.removeFirst() {
      case "measure" where words.count >= 1: try await measure(words[0], server: words.dropFirst().first)
      case "single" where words.count == 2: try await single(words[0], rounds: Int(words[1]) ?? 0)
      case "restart" where words.count == 1:
        let restart = try Restart.secondsPerMillion(words[0])
        print("restart-seconds-per-million: \(restart.load)")
        print("replay-seconds-per-million: \(restart.replay)")
      case "pure" where words.isEmpty: print("pure-per-second: \(Int(try PureLedger.transfersPerSecond()))")
      case "growth" where words.count == 2: try await growth(words[0], accounts: UInt32(words[1]) ?? 0)
      case "write" where words.count == 1: try await TortureWriter(path: words[0]).run()
      case "torture" where words.count == 2: try Torture(folder: words[0], rounds: Int(words[1]) ?? 0).run()
      default:
        print(usage)
        exit(2)
      }
    } catch {
      print("ledgerbench: \(error)")
      exit(1)
    }
  }

  /// One client alone, beside the loop, in many short turns.
  private static func single(_ folder: String, rounds: Int) async throws {
    let store = try SQLiteRegistry.create(at: folder + "/single.db", shape: World.shape, hash: .sm3)
    let registry = try await BenchRegistry.fill(store, accounts: 10_000)
    let throughput = Throughput(registry: registry)
    for _ in 0..<rounds {
      let alone = try Throughput.appendAndSync(in: folder, bytes: 400, count: 100)
      let before = Restart.processorSeconds
      let ours = try await throughput.single(count: 100, isBlocking: true)
      let used = Int((Restart.processorSeconds - before) * 1e4)
      print(
        "one client: \(Int(ours))/s, append and sync: \(Int(alone))/s, ratio \(ours / alone), "
          + "processor \(used) µs a command")
    }
    registry.registrar.close()
  }

  private static func measure(_ folder: String, server: String?) async throws {
    let path = folder + "/bench.db"
    let store = try SQLiteRegistry.create(at: path, shape: World.shape, hash: .sm3)
    let registry = try await BenchRegistry.fill(store, accounts: 10_000)
    let throughput = Throughput(registry: registry)
    var (ratios, log): ([Double], [Double]) = ([], [])
    for _ in 0..<5 {
      let alone = try Throughput.appendAndSync(in: folder, bytes: 400, count: 300)
      // A command changes about nine pages, which the log takes whole.
      let pages = try Throughput.appendAndSync(in: folder, bytes: 9 * 2072, count: 300)
      let ours = try await throughput.single(count: 300, isBlocking: true)
      let hopping = try await throughput.single(count: 300, isBlocking: false)
      ratios.append(ours / alone)
      log.append(ours / pages)
      print(
        "one client: \(Int(ours))/s, through Swift's concurrency \(Int(hopping))/s, "
          + "append and sync: \(Int(alone))/s, as many bytes as the log takes: \(Int(pages))/s")
    }
    var (spread, hot): ([Double], [Double]) = ([], [])
    for _ in 0..<3 {
      let (before, entries) = (Restart.processorSeconds, try registry.sequence())
      spread.append(await throughput.many(clients: 64, inFlight: 16, seconds: 3, hot: nil))
      hot.append(await throughput.many(clients: 64, inFlight: 16, seconds: 3, hot: 1))
      let seconds = Restart.processorSeconds - before
      let each = Int(seconds * 1e6 / Double(try registry.sequence() - entries))
      print("processor: \(each) µs a transfer, clients and both threads of the writer together")
      print("64 clients × 16: spread \(Int(spread.last ?? 0))/s, hot \(Int(hot.last ?? 0))/s")
    }
    registry.registrar.close()
    let pure = try PureLedger.transfersPerSecond()
    let restart = try Restart.secondsPerMillion(path)
    if let server { print("durable-per-second-postgres: \(Int(try await postgres(server)))") }
    let beside = "; \(rounded(median(log))) of a loop of as many bytes as the log takes"
    tell("single-vs-sync", median(ratios), .atLeast(0.5), beside)
    tell("durable-per-second", median(spread), .atLeast(20_000))
    tell("hot-vs-spread", median(hot) / median(spread), .atLeast(0.8))
    tell("pure-per-second", pure, .atLeast(1_000_000))
    tell("restart-seconds-per-million", restart.load, .atMost(2))
    tell("replay-seconds-per-million", restart.replay, .atMost(2))
  }

  /// What is promised of a figure.
  private enum Promise {
    case atLeast(Double)
    case atMost(Double)
  }

  /// Prints a figure, what was promised, and whether it was reached.
  private static func tell(_ name: String, _ figure: Double, _ promise: Promise, _ more: String = "") {
    let (words, isReached) =
      switch promise {
      case .atLeast(let least): ("at least \(rounded(least))", figure >= least)
      case .atMost(let most): ("at most \(rounded(most))", figure <= most)
      }
    print("\(name): \(rounded(figure)) (promised \(words): \(isReached ? "reached" : "NOT reached")\(more))")
  }

  private static func rounded(_ figure: Double) -> String {
    figure >= 100 ? String(Int(figure)) : String(Double(Int(figure * 100)) / 100)
  }

  private static func postgres(_ address: String) async throws -> Double {
    let store = try PostgresRegistry.create(at: address, shape: World.shape, hash: .sm3)
    let registry = try await BenchRegistry.fill(store, accounts: 10_000)
    defer { registry.registrar.close() }
    return await Throughput(registry: registry).many(clients: 64, inFlight: 16, seconds: 5, hot: nil)
  }

  private static func growth(_ folder: String, accounts: UInt32) async throws {
    let path = folder + "/growth-\(accounts).db"
    let store = try SQLiteRegistry.create(at: path, shape: World.shape, hash: .sm3)
    let started = ContinuousClock.now
    let registry = try await BenchRegistry.fill(store, accounts: accounts)
    let filled = (ContinuousClock.now - started).seconds
    let rate = await Throughput(registry: registry).many(clients: 64, inFlight: 16, seconds: 5, hot: nil)
    registry.registrar.close()
    let restart = try Restart.secondsPerMillion(path)
    print(
      "accounts \(accounts): filled in \(Int(filled)) s, \(Int(rate)) transfers/s, start \(restart.start) s, "
        + "\(Restart.peakMegabytes) MB")
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
