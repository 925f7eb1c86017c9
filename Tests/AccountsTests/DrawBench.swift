import Accounts
import Formula
import Law
import Testing

/// A small region drawn, beside the same region accounted anew for each draw.
struct DrawBench {
  let drawing: Drawing
  let figures: DrawFigures
  private let sample: Sensitivity.Sample

  /// Two pieces of land: forest in A, marsh in B.
  static let layers = ["catch": [1.0, 2], "ecosystem": [0, 1], "rain": [1000.0, 500]]

  init(_ region: String, figures text: String = Toy.figures, count: Int = 8, seed: UInt64 = 1) throws {
    try self.init(try Bench(figures: text).maker(region), count: count, seed: seed)
  }

  init(_ maker: PlanMaker, count: Int, seed: UInt64) throws {
    sample = Sensitivity.Sample(
      zones: [1, 2], areas: [1e6, 5e5], columns: maker.data.layers.compactMap { Self.layers[$0] })
    drawing = try Drawing(maker, count: count, seed: seed, statistics: nil)
    let (cube, decided) = try Self.made(maker, sample)
    figures = DrawFigures(drawing, cube: cube, decided: decided)
  }

  private static func made(
    _ maker: PlanMaker, _ sample: Sensitivity.Sample
  ) throws -> (Cube, [String: [Int: ZoneFigure]]) {
    let plan = try maker.cellPlan(layout: maker.layout)
    var cube = Cube(layout: maker.layout, zoneCount: plan.zoneCount, ecosystemCount: plan.ecosystemCount)
    try cube.add(
      TileEvaluator(plan).sums(columns: sample.columns, zones: sample.zones, areas: sample.areas))
    return (cube, try ZoneStage(maker: maker, cube: cube).decide(maker.indicators(layout: maker.layout)))
  }

  /// What each draw reckons anew from the cells.
  func free() throws -> [[Int: [Double]]] {
    guard !drawing.free.isEmpty else { return Array(repeating: [:], count: drawing.count) }
    let stretch = try DrawStretch(drawing, draws: 0..<drawing.count)
    var cube = Cube(layout: stretch.layout, zoneCount: stretch.zoneCount, ecosystemCount: 0)
    try cube.add(
      stretch.sums(columns: sample.columns, zones: sample.zones, areas: sample.areas, tile: 0))
    return (0..<drawing.count).map { stretch.free($0, from: cube) }
  }

  func uncertainty() throws -> Account.Uncertainty {
    try drawing.uncertainty(figures, free: try free(), base: [:]) { count, body in (0..<count).forEach(body) }
  }

  /// The figures of one draw, made from the cells as an account of their own.
  func anew(_ drawn: [Double]) throws -> FigureSet {
    let maker = PlanMaker(study: drawing.maker.study, data: try drawing.data(drawn))
    let (cube, decided) = try Self.made(maker, sample)
    let builder = FigureBuilder(
      cube: cube, tree: maker.data.tree, ecosystems: maker.study.ecosystems.values.map(\.id))
    return try builder.figures(of: maker.indicators(layout: maker.layout), decided: decided)
  }
}

extension Toy {
  /// The region with ranges: overrides of prices, and what stands behind layers and zone values.
  static func ranged(overrides: String, rain: String = "", load: String = "", quota: String = "") -> String {
    region
      .replacing("pack: \"toy\",", with: "pack: \"toy\", overrides: [ \(overrides) ],")
      .replacing("layer: \"r.tif\", unit: \"mm/a\",", with: "layer: \"r.tif\", unit: \"mm/a\", \(rain)")
      .replacing(
        "\"C\": \"5 t/a\" }, level: \"county\",", with: "\"C\": \"5 t/a\" }, level: \"county\", \(load)"
      )
      .replacing("\"B\": \"0.5 1\" },", with: "\"B\": \"0.5 1\" }, \(quota)")
  }

  static func price(_ name: String, _ value: String, _ range: String) -> String {
    "{ name: \"\(name)\", value: \"\(value)\", priceYear: 2020, range: \(range), "
      + "source: { ref: \"R\" } },"
  }
}
