import Foundation
import Testing

/// Goal: the comparison with other programs reckons rightly: its lines from known runs, its verdicts, and the
/// walk that stands for what InVEST documents. Its Python is run as it stands in `scripts/peers`.
@Suite struct PeerComparisonTests {
  private static let peers = Program.checkout.appendingPathComponent("scripts/peers")

  /// Whether there is a Python with what the scripts reckon with.
  private static let hasPython = (try? python("import numpy"))?.status == 0
  private static let comment: Comment =
    "no python3 with numpy: the comparison's arithmetic is not tested here"

  /// Output and errors come in the order in which they are said.
  private static func python(_ code: String) throws -> (status: Int32, text: String) {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", code]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PYTHONPATH": peers.path, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"]
    ) { $1 }
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  private func run(_ cpu: Double, _ wall: Double) -> String {
    "{ \"cpu\": \(cpu), \"wall\": \(wall), \"memory\": 1048576 }"
  }

  /// InVEST 30 + 70 s, wall 40 + 80; ours 4 s and 2, with maps 10 and 5: 25, 60, 10 and 24 times. Polygons:
  /// 3 s over 1.5.
  private func summary(judged: Double) throws -> (status: Int32, text: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("peers-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let zone = "{ \"exact\": \(run(3, 4)), \"ours\": \(run(1.5, 1)), \"difference\": 2e-15, \"rest\": 1e-16 }"
    let line = { (name: String, zone: Double, judged: Double) in
      "{ \"indicator\": \"\(name)\", \"total\": 1e-9, \"zone\": \(zone), \"judged\": \(judged), "
        + "\"allowed\": 1e-3, \"verdict\": \"agrees with the rule\" }"
    }
    for (name, text) in [
      ("invest-mfd/invest.json", "{ \"carbon\": \(run(30, 40)), \"sdr\": \(run(70, 80)) }"),
      (
        "ours-mfd/ours.json",
        "{ \"all\": \(run(4, 2)), \"maps\": \(run(10, 5)), \"carbon\": \(run(1, 1)), \"sdr\": \(run(2, 2)) }"
      ), ("zonal/zonal.json", "{ \"zones-1000\": \(zone), \"zones-100000\": \(zone) }"),
      ("agreement-mfd.json", "[\(line("soil-loss", 0.02, judged))]"),
      ("agreement-d8.json", "[\(line("nitrogen-surface", 0.7, 1e-8))]"),
    ] {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return try Self.python("import summary; summary.main('\(folder.path)')")
  }

  @Test(.enabled(if: hasPython, comment)) func `The closing lines are those of known runs`() throws {
    let (status, text) = try summary(judged: 5e-4)
    #expect(status == 0, "\(text)")
    for line in [
      "invest-speedup: 25.0 (CPU 100.0 s in 2 runs of InVEST, 4.0 s in one account without maps; "
        + "20 promised: reached); 10.0 with 13 maps (10.0 s)",
      "invest-wall-speedup: 60.0 (wall 120.0 s and 2.0 s); 24.0 with 13 maps",
      "zonal-speedup: 2.00 (CPU, 100 489 polygons; reached; wall 4.00; sums apart by 2.0e-15)",
      "worst-difference: 5.0e-04 of soil-loss, 1e-03 allowed, agrees with the rule; as InVEST runs 7.0e-01 "
        + "in a zone of nitrogen-surface",
    ] { #expect(text.contains(line + "\n"), "\(text)") }
  }

  @Test(.enabled(if: hasPython, comment)) func `What differs ends the comparison with a failure`() throws {
    let (status, text) = try summary(judged: 2e-3)
    #expect(status == 1 && text.hasSuffix("differs by more than is allowed: soil-loss\n"), "\(text)")
  }

  /// Zones of 100 and 10 and the outside with 5: 1 too much in the second is 1 of 115 and 0.1 of the zone.
  @Test(.enabled(if: hasPython, comment)) func `Differences and verdicts are those reckoned by hand`() throws
  {
    let (status, text) = try Self.python(
      """
      import numpy
      from agreement import difference, judge
      total, zone = difference(numpy.array([5.0, 100, 11]), numpy.array([5.0, 100, 10]))
      assert abs(total - 1 / 115) < 1e-15 and abs(zone - 0.1) < 1e-15, (total, zone)
      assert judge((1e-7, 5e-7), None, 1e-6) == (5e-7, "agrees")
      assert judge((1e-7, 5e-6), None, 1e-6) == (5e-6, "DIFFERS")
      assert judge((1e-4, 5e-3), (1e-9, 2e-8), 1e-3) == (2e-8, "agrees with the rule")
      assert judge((1e-4, 5e-3), (1e-3, 2e-3), 1e-3) == (2e-3, "DIFFERS")
      """)
    #expect(status == 0, "\(text)")
  }

  /// A row of four cells falling west by D8 (way 4), the westmost draining out. Sums along the way, retention
  /// with s = exp(−5 · 10/72.134752) = 1/2, and deposition as in the tests of routing.
  @Test(.enabled(if: hasPython, comment)) func `The walk apart from both programs is right on a row`() throws
  {
    let (status, text) = try Self.python(
      """
      import numpy
      import flow
      walk = flow.Flow(numpy.array([[4, 4, 4, 4]]), False)
      on = lambda *cells: walk.padded(numpy.array([cells], float))
      off = lambda cells: walk.trimmed(cells)[0].tolist()
      stream = walk.streams(on(4, 3, 2, 1), 4, 1)
      assert off(stream) == [True, False, False, False], off(stream)
      assert off(walk.streams(on(12, 6, 9, 9), 8, 0.5)) == [True, True, True, True]
      assert off(walk.way_down(on(1, 2, 3, 4), stream, True)) == [0, 1, 3, 6]
      assert off(walk.way_down(on(1, 2, 3, 4), stream, False)) == [0, 2, 5, 9]
      held = off(walk.retention(on(0.8, 0.8, 0.8, 0.2), on(*[72.134752] * 4), stream, 10))
      assert numpy.allclose(held, [0, 0.4, 0.6, 0.6], atol=1e-7), held
      settled = off(walk.deposition(on(0, 0, 5, 10), on(1, 1, 0.5, 0.2)))
      assert numpy.allclose(settled, [0, 5, 10, 0]), settled
      """)
    #expect(status == 0, "\(text)")
  }
}
