import Foundation

/// Measures the account engine against plain reading. Called by scripts/bench-account.sh.
///
///     bench account PROGRAM FOLDER THREADS ROUNDS
///     bench make FOLDER SIDE          bench read FOLDER SIDE THREADS
///
/// The latter two are the processes that the first one starts, so that each is measured by itself.
///
///     bench pages PORT CLIENTS SECONDS PATH…
///
/// Clients that each ask for a page a second. Called by scripts/bench-pages.sh.
///
///     bench zonal RASTER POLYGONS FIELD THREADS TABLE
///
/// Sums by polygons alone. Called by scripts/bench-peers.sh.
@main
struct Bench {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      try run(words)
    } catch {
      FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ words: [String]) throws {
    switch (words.first, words.count) {
    case ("make", 3): try region(words[1], words[2]).make()
    case ("read", 4):
      try PlainReading(paths: region(words[1], words[2]).layerPaths, threads: whole(words[3])).run()
    case ("zonal", 6):
      try ZonalSums(raster: words[1], polygons: words[2], field: words[3], threads: whole(words[4]))
        .run(into: words[5])
    case ("pages", 5...):
      try PagesBench(
        port: whole(words[1]), clients: whole(words[2]), seconds: whole(words[3]), paths: Array(words[4...])
      ).run()
    case ("account", 5):
      try AccountBench(
        program: words[1], folder: URL(fileURLWithPath: words[2]), threads: whole(words[3]),
        rounds: whole(words[4])
      ).run()
    default:
      throw BenchError(
        "bench account PROGRAM FOLDER THREADS ROUNDS\nbench zonal RASTER POLYGONS FIELD THREADS TABLE")
    }
  }

  private static func region(_ folder: String, _ side: String) throws -> BenchRegion {
    let side = try whole(side)
    return BenchRegion(folder: URL(fileURLWithPath: folder).appendingPathComponent("\(side)"), side: side)
  }

  private static func whole(_ word: String) throws -> Int {
    guard let number = Int(word), number > 0 else { throw BenchError("\(word)：应为正整数 · wants a whole number") }
    return number
  }
}
