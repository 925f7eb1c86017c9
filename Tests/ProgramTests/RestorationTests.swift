import Foundation
import Testing

/// Goal: the six restoration cases of the Ministry of Natural Resources come out of region files before
/// and after,
/// as the document prints them. Expected: its figures, and their differences by hand.
@Suite struct RestorationTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let figures: [String: [Double?]]
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "xiamen",
      figures: [
        "sea-area": [112, 242, 130], "green-rate": [5.4, 13.8, 8.4], "fiscal-share": [3.7, 8.3, 4.6],
        "service-value": [nil, 238_964_000, nil], "net-income": [nil, 10.07e9, nil],
      ]),
    Case(
      name: "xuzhou",
      figures: [
        "restored-land": [nil, 1160.87, nil], "land-price": [300_000, 3_000_000, 2_700_000],
        "visits": [nil, 3.8e6, nil],
      ]),
    Case(
      name: "weihai",
      figures: [
        "forest-rate": [56, 95, 39], "vegetation-rate": [65, 97, 32],
        "land-price": [580_000, 4_940_000, 4_360_000], "investment": [nil, 5.16e9, nil],
      ]),
    Case(
      name: "xunwu",
      figures: [
        "vegetation-rate": [10.2, 95, 84.8], "ammonia-index": [100, 10.24, -89.76],
        "restored-land": [nil, 1400, nil], "investment": [nil, 9.55e8, nil],
      ]),
    // 4 870 / 0.885 = 5 502.8 and 2 050 / 0.891 = 2 300.8; 102 000 and 35 000 mu are 6 800 and 2 333.3 hm2.
    Case(
      name: "fuxian",
      figures: [
        "nitrogen-load": [5502.8248587570, 632.8248587570, -4870],
        "phosphorus-load": [2300.7856341190, 250.7856341190, -2050],
        "building-land": [6800, 7000 / 3, -13_400 / 3],
      ]),
    Case(
      name: "yuyao",
      figures: [
        "forest-rate": [nil, 71.68, nil], "new-farmland": [0, 20, 20], "visit-income": [nil, 2.4e8, nil],
      ]),
  ]

  @Test(arguments: cases)
  func `A published restoration case comes out before and after`(_ given: Case) throws {
    let folder = TemporaryFolder()
    let sample = Program.checkout.appendingPathComponent("Samples/restoration/\(given.name)").path
    for (state, path) in [("before", sample + "/before"), ("after", sample)] {
      let made = try folder.program.run("account", path, "--out", state, "--quiet")
      #expect(made.status == 0, "\(made.errors)")
    }
    let ended = try folder.program.run("compare", "before", "after", "--out", "benefit")
    #expect(ended.status == 0, "\(ended.text)")
    for name in ["zh.html", "en.html", "xlsx", "json"] {
      #expect(FileManager.default.fileExists(atPath: folder("benefit/comparison.\(name)").path))
    }
    let csv = try String(contentsOf: folder("benefit/comparison.csv"), encoding: .utf8)
    let rows = csv.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    for (indicator, wanted) in given.figures {
      let row = try #require(rows.first { $0[1] == indicator }, "\(indicator)")
      for (cell, figure) in zip(row[3...5], wanted) {
        guard let figure else {
          #expect(cell.isEmpty, "\(indicator)")
          continue
        }
        #expect(abs((Double(cell) ?? .nan) - figure) <= 1e-9 * max(abs(figure), 1), "\(indicator) \(cell)")
      }
    }
  }
}
