import Accounts
import Law
import Testing

@Suite struct PlausibilityTests {
  private static let rain = Plausibility.Bounds(low: 0, high: 8000, mean: 200...3000)

  private func findings(_ values: [Double], _ bounds: Plausibility.Bounds = rain) -> [Finding] {
    var statistics = ValueStatistics()
    let zones = [UInt32](repeating: 1, count: values.count)
    values.withUnsafeBufferPointer { values in
      zones.withUnsafeBufferPointer { zones in
        guard let first = values.baseAddress, let zone = zones.baseAddress else { return }
        statistics.add(
          first, zones: zone, count: values.count, low: bounds.low, high: bounds.high, tile: 3, first: 0)
      }
    }
    return Plausibility.findings("rain", unit: "mm/a", statistics: statistics, bounds: bounds)
  }

  @Test func `Values as they are expected are not remarked on`() {
    #expect(findings([900, 1100, 1300]).isEmpty)
  }

  /// Rain of 1100 mm given as 1.1 (metres), 110 (centimetres) and 11 000 (tenths of a millimetre).
  @Test(arguments: [(1.1, "×1000"), (110.0, "×10"), (11_000, "÷10")])
  func `A slip of ten, a hundred or a thousand is named`(mean: Double, factor: String) throws {
    let bounds = Plausibility.Bounds(low: 0, high: 1e9, mean: 200...3000)
    let finding = try #require(findings([mean, mean], bounds).first)
    #expect(finding.code == "data.implausible-mean")
    #expect(finding.severity == .warning)
    #expect(finding.remedy.en.contains(factor), "\(finding.lines)")
  }

  @Test func `Values that no cell can have are counted, and the first is told`() throws {
    let finding = try #require(findings([1000, 9000, 1000, 1000]).first)
    #expect(finding.code.hasPrefix("data."))
    #expect(finding.message.en.contains("25"), "\(finding.lines)")
    #expect(finding.lines.joined().contains("9000"), "\(finding.lines)")
  }

  @Test func `Many missing cells are told, few are not`() {
    let few = [Double](repeating: 1000, count: 1000) + [.nan]
    #expect(findings(few).isEmpty)
    #expect(findings([1000, .nan, 1000, 1000]).map(\.code) == ["data.missing"])
  }

  @Test func `No value at all is an error`() {
    let found = findings([.nan, .nan])
    #expect(found.map(\.code) == ["data.empty"])
    #expect(found.map(\.severity) == [.error])
  }

  @Test func `Cells outside the zones do not count`() {
    var statistics = ValueStatistics()
    let (values, zones): ([Double], [UInt32]) = ([1, 2, .nan, 4], [0, 1, 0, 2])
    values.withUnsafeBufferPointer { values in
      zones.withUnsafeBufferPointer { zones in
        guard let first = values.baseAddress, let zone = zones.baseAddress else { return }
        statistics.add(first, zones: zone, count: 4, low: 0, high: 3, tile: 0, first: 100)
      }
    }
    #expect([statistics.count, statistics.missing, statistics.below, statistics.above] == [2, 0, 0, 1])
    #expect(statistics.mean == 3)
    #expect([statistics.least, statistics.most] == [2, 4])
    #expect(statistics.firstBeyond == .init(tile: 0, cell: 103, value: 4))
  }

  /// Lengths around the eight lanes, with missing values and land outside; expected by a loop of one value
  /// after the other. The values are whole numbers, so that sums in another order have the same bits.
  @Test(arguments: [0, 1, 7, 8, 9, 16, 100, 2047])
  func `Statistics of blocks are those of the values one by one`(count: Int) {
    var chance = SeededChance(seed: UInt64(count))
    let zones = (0..<count).map { _ in
      Bool.random(using: &chance) ? UInt32.max - UInt32.random(in: 0..<9, using: &chance) : 0
    }
    let values = (0..<count).map { _ in
      Int.random(in: 0..<5, using: &chance) == 0
        ? Double.nan : Double(Int.random(in: -500..<500, using: &chance))
    }
    var statistics = ValueStatistics()
    values.withUnsafeBufferPointer { values in
      zones.withUnsafeBufferPointer { zones in
        guard let first = values.baseAddress, let zone = zones.baseAddress else { return }
        statistics.add(first, zones: zone, count: count, low: -400, high: 450, tile: 2, first: 5)
      }
    }
    let inside = zip(values, zones).filter { $1 != 0 }.map(\.0)
    let known = inside.filter { !$0.isNaN }
    #expect(statistics.count == known.count && statistics.missing == inside.count - known.count)
    #expect(statistics.sum == known.reduce(0, +))
    #expect(statistics.least == known.min() ?? .infinity && statistics.most == known.max() ?? -.infinity)
    #expect(statistics.below == known.count { $0 < -400 } && statistics.above == known.count { $0 > 450 })
    let beyond = (0..<count).first { zones[$0] != 0 && (values[$0] < -400 || values[$0] > 450) }
    #expect(statistics.firstBeyond == beyond.map { .init(tile: 2, cell: 5 + $0, value: values[$0]) })
  }
}
