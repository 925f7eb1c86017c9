import Accounts
import Law
import Testing

@Suite struct SensitivityTests {
  /// Of all indicators only water: its value is in proportion to the price and does not know the cap.
  private static let waterOnly = Toy.region
    .replacing(
      "pack: \"toy\",",
      with: """
        pack: "toy", excluded: [ { indicator: "fish", why: "-" }, { indicator: "clean", why: "-" },
          { indicator: "tourism", why: "-" } ],
        """)

  private func shares(_ text: String, rain: [Double] = [1000, 500]) throws -> [String: Double] {
    let maker = try Bench().maker(text)
    let layers = ["catch": [1.0, 2], "ecosystem": [0, 1], "rain": rain]
    let sample = Sensitivity.Sample(
      zones: [1, 2], areas: [1e6, 5e5], columns: maker.data.layers.compactMap { layers[$0] })
    let figures = maker.study.assumedFigures()
    let shares = try Sensitivity(study: maker.study, data: maker.data, sample: sample).shares(
      of: figures, sideBySide: { count, share in for number in 0..<count { share(number) } })
    return Dictionary(zip(figures.map(\.name), shares), uniquingKeysWith: { first, _ in first })
  }

  @Test func `A price in proportion to the total has a share of one`() throws {
    let share = try #require(try shares(Self.waterOnly)["waterPrice"])
    #expect(abs(share - 1) < 1e-9)
  }

  @Test func `A figure that moves nothing has a share of nought`() throws {
    #expect(try shares(Self.waterOnly)["cap"] == 0)
  }

  /// Water 500 000 and 50 000 m³ at 2 元; fish 1 + 1 t at 10 元; 5 t cleaned at 3000 元; 11 trips at 7 元.
  @Test func `A share is that of the total to which the figure belongs`() throws {
    let water = (500_000 + 50_000) * 2.0
    let total = water + 20 + 15_000 + 77
    let share = try #require(try shares(Toy.region)["waterPrice"])
    #expect(abs(share - water / total) < 1e-9)
  }

  @Test func `Without any value every share is nought`() throws {
    #expect(try shares(Self.waterOnly, rain: [0, 0]).values.allSatisfy { $0 == 0 })
  }
}
