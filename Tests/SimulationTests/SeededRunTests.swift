import Foundation
import Simulation
import Testing

@Suite struct SeededRunTests {
  /// In debug; `make test` runs 20 000 seeds of the release program.
  @Test(arguments: 0..<12)
  func `Book and oracle agree in every answer and every state, over crashes`(block: UInt64) {
    for seed in block * 16 + 1...block * 16 + 16 {
      let run = SeededRun(seed: seed)
      #expect(run.failure == nil, "simulator --seed \(seed): \(run.failure?.text ?? "")")
    }
  }

  @Test func `The same steps give the same digest`() {
    for seed in UInt64(1)...5 {
      let (first, second) = (SeededRun(seed: seed), SeededRun(seed: seed))
      #expect(first.digest == second.digest)
      #expect(first.steps == second.steps)
      #expect(SeededRun.failure(of: first.steps) == nil)
    }
  }

  /// Dictionaries and sets have another order in every process.
  @Test func `Two processes come to one digest`() throws {
    let digests = try (1...2).map { threads in
      try output(of: ["--seeds", "20", "--from", "500", "--threads", "\(threads)"])
        .split(separator: "\n").filter { $0.hasPrefix("digest ") }
    }
    #expect(digests[0].count == 1)
    #expect(digests[0] == digests[1])
  }

  @Test func `Runs differ in kind: crashes, repeats, refusals and all families of operations occur`() {
    var happened: Set<String> = []
    var (crashes, repeats, refusals) = (0, 0, Set<UInt16>())
    for seed in UInt64(1)...60 {
      let tally = SeededRun(seed: seed).tally
      happened.formUnion(tally.happened.keys)
      refusals.formUnion(tally.refusals.keys)
      crashes += tally.crashes
      repeats += tally.repeats
    }
    #expect(crashes > 60 && repeats > 60)
    #expect(happened.count > 25 && refusals.count > 40)
  }
}

/// What the program beside the test bundle prints.
private func output(of arguments: [String]) throws -> String {
  let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  let process = Process()
  process.executableURL = bundle.deletingLastPathComponent().appendingPathComponent("simulator")
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(bytes: bytes, encoding: .utf8) ?? ""
}
