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
    var data = maker.data
    for (name, table) in maker.study.ecosystemTables() { data.tables[name] = table }
    let shares = try Sensitivity(study: maker.study, data: data, sample: sample).shares(
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

  /// Two pieces of land of which one is assumed: only what grows on it moves.
  @Test func `An assumed area moves its own land and no other`() throws {
    let written = Self.waterOnly
      .replacing(
        #"grid: { crs: "EPSG:4549", cell: [100, 100], extent: [0, 0, 200, 200] },"#,
        with: """
          land: [ { zone: "A", ecosystem: "forest", area: "1 km2", source: { ref: "R" } },
            { zone: "B", ecosystem: "marsh", area: "0.5 km2",
              source: { standing: "assumption", by: "a tester", on: "2026-01-01", why: "to have one" } } ],
          """
      )
      .replacing(#"zones: { file: "zones.gpkg", code: "code", level: "village" },"#, with: "")
      .replacing(
        #"ecosystem: { layer: "e.tif", classes: { "1": "forest", "2": "marsh", "3": "town" }, "#
          + #"source: { ref: "R" } },"#,
        with: ""
      )
      .replacing(#"layer: "r.tif", unit: "mm/a""#, with: #"value: "1000 mm/a""#)
      .replacing(#"layer: "c.tif", unit: "t/a""#, with: #"value: "1 t/a""#)
    // 1000 mm on 100 hm² of forest, half kept, and 500 mm on 50 hm² of marsh, a fifth kept: 500 000 and 50
    // 000 m³.
    let share = try #require(try shares(written)["land.B.marsh"])
    #expect(abs(share - 1.0 / 11) < 1e-9)
  }

  /// The region has a formula of that name, so the table of the region's values gets another name than
  /// `rainByEcosystem`.
  @Test func `Assumed values by ecosystem weigh what they move`() throws {
    let text = Self.waterOnly.replacing(
      #"rain: { layer: "r.tif", unit: "mm/a", source: { ref: "R" } },"#,
      with: """
        rain: { byEcosystem: { forest: "1000 mm/a", marsh: "500 mm/a" },
          source: { standing: "assumption", by: "a tester", on: "2026-01-01", why: "to have one" } },
        """
    ).replacing(
      "inputs: {",
      with: #"formulas: [ { text: "rainByEcosystem [1] = 1", source: { ref: "R" } } ], inputs: {"#)
    let share = try #require(try shares(text)["rain"])
    #expect(abs(share - 1) < 1e-9)
  }

  @Test func `Without any value every share is nought`() throws {
    #expect(try shares(Self.waterOnly, rain: [0, 0]).values.allSatisfy { $0 == 0 })
  }

  private static let assumed =
    #"source: { standing: "assumption", by: "a tester", on: "2026-01-01", why: "to have one" }"#

  @Test func `An assumed layer of numbers is tried like a figure`() throws {
    let text = Self.waterOnly.replacing(
      #"rain: { layer: "r.tif", unit: "mm/a", source: { ref: "R" } }"#,
      with: #"rain: { layer: "r.tif", unit: "mm/a", \#(Self.assumed) }"#)
    let share = try #require(try shares(text)["rain"])
    #expect(abs(share - 1) < 1e-9)
  }

  @Test func `What is no number is not tried, which is not nought`() throws {
    let text = Self.waterOnly.replacing(
      #""3": "town" }, source: { ref:"#,
      with: #""3": "town" }, source: { standing: "assumption", on: "2026-01-01", why: "-", by:"#)
    #expect(try #require(try shares(text)["ecosystem"]).isNaN)
  }
}
