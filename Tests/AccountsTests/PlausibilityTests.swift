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
}
