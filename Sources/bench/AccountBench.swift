import Foundation

/// The measurement: plain reading and accounts in turn, several rounds, on a small and on a large grid.
struct AccountBench {
  let program: String
  let folder: URL
  let threads: Int
  let rounds: Int

  private static let (small, large) = (2048, 8192)

  /// What one grid took.
  private struct Measured {
    var reading: [ProcessRun] = []
    var account: [ProcessRun] = []

    var ratio: Double { median(zip(account, reading).map { $0.wall / $1.wall }) }
    var cpuRatio: Double { median(zip(account, reading).map { $0.cpu / $1.cpu }) }
    var peak: Int { account.map(\.peakMemory).max() ?? 0 }
  }

  func run() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for side in [Self.small, Self.large] {
      say("region of \(side)² cells, \(BenchLayer.all.count) layers, in \(folder.path)/\(side)")
      _ = try start([CommandLine.arguments[0], "make", folder.path, "\(side)"])
    }
    let small = try measure(Self.small)
    let large = try measure(Self.large)
    try reportApart()
    // Seconds for each cell on the large grid over those on the small one.
    let cells = Double(Self.large * Self.large) / Double(Self.small * Self.small)
    let growth = median(large.account.map(\.wall)) / median(small.account.map(\.wall)) / cells
    say("layer-mb: \(try bytes(of: Self.large) >> 20)")
    say("read-ratio-wall: \(shown(large.ratio))")
    say("read-ratio-cpu: \(shown(large.cpuRatio))")
    // The promise speaks of time: whichever is worse, that of the clock or that of the processors.
    say("read-ratio: \(shown(max(large.ratio, large.cpuRatio)))")
    say("growth-cpu: \(shown(median(large.account.map(\.cpu)) / median(small.account.map(\.cpu)) / cells))")
    say("peak-memory-mb: \(large.peak >> 20)")
    say("growth: \(shown(growth))")
  }

  private func measure(_ side: Int) throws -> Measured {
    var measured = Measured()
    // Once before the rounds, so that all files lie in memory for both.
    _ = try read(side)
    for round in 1...rounds {
      measured.reading.append(try read(side))
      measured.account.append(try account(side, "plain", maps: false))
      let (reading, account) = (measured.reading[round - 1], measured.account[round - 1])
      say("\(side)² round \(round): reading \(words(reading)), account \(words(account))")
    }
    return measured
  }

  /// Neighbourhood layers and maps, each measured once.
  private func reportApart() throws {
    let side = Self.large
    say("\(side)² with neighbourhood layers: \(words(try account(side, "terrain", maps: false)))")
    say("\(Self.small)² with maps written: \(words(try account(Self.small, "plain", maps: true)))")
  }

  /// What the layers of a grid take on disk.
  private func bytes(of side: Int) throws -> Int {
    try BenchRegion(folder: folder.appendingPathComponent("\(side)"), side: side).layerPaths.reduce(0) {
      $0 + (try FileManager.default.attributesOfItem(atPath: $1)[.size] as? Int ?? 0)
    }
  }

  private func read(_ side: Int) throws -> ProcessRun {
    try start([CommandLine.arguments[0], "read", folder.path, "\(side)", "\(threads)"])
  }

  private func account(_ side: Int, _ kind: String, maps: Bool) throws -> ProcessRun {
    let out = folder.appendingPathComponent("out-\(side)-\(kind)").path
    try? FileManager.default.removeItem(atPath: out)
    let region = folder.appendingPathComponent("\(side)/\(kind)").path
    let words = [program, "account", region, "--out", out, "--threads", "\(threads)", "--quiet"]
    return try start(words + (maps ? [] : ["--no-maps"]))
  }

  private func start(_ words: [String]) throws -> ProcessRun {
    try ProcessRun.run(words, output: folder.appendingPathComponent("last-run.txt").path)
  }

  private func words(_ run: ProcessRun) -> String {
    "\(shown(run.wall)) s (CPU \(shown(run.cpu)) s, \(run.peakMemory >> 20) MB)"
  }

  private func shown(_ number: Double) -> String { String(format: "%.2f", number) }

  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
