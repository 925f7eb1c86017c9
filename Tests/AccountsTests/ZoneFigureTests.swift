import Accounts
import Formula
import Land
import Law
import Testing

/// Village A has a forest of 100 hm², B a marsh of 50 hm² and a town of 10 hm²: they can clean 2 and 5 t a
/// year.
private struct Village {
  let maker: PlanMaker
  let cube: Cube
  let planned: [PlannedIndicator]

  init(_ text: String = Toy.region, change: (inout StudyData) -> Void = { _ in }) throws {
    maker = try Bench().maker(text, change: change)
    let layout = maker.layout
    let plan = try maker.cellPlan(layout: layout)
    let sums = TileEvaluator(plan).sums(
      columns: [[1, 2, 3], [0, 1, 2], [1000, 1000, 1000]], zones: [1, 2, 2],
      areas: [1_000_000, 500_000, 100_000])
    var cube = Cube(layout: layout, zoneCount: plan.zoneCount, ecosystemCount: plan.ecosystemCount)
    try cube.add(sums)
    self.cube = cube
    planned = maker.indicators(layout: layout)
  }

  func decided() throws -> [String: [Int: ZoneFigure]] {
    try ZoneStage(maker: maker, cube: cube).decide(planned)
  }

  func figures() throws -> FigureSet {
    try FigureBuilder(cube: cube, tree: maker.data.tree, ecosystems: ["forest", "marsh", "town"])
      .figures(of: planned, decided: try decided())
  }

  func member(_ code: String) throws -> Int { try #require(maker.data.tree.index(of: code)) }
}

extension FigureSet {
  fileprivate func sum(_ zone: String, _ ecosystem: String, _ indicator: String) -> Account.Sum? {
    sums.first { $0.zone == zone && $0.ecosystem == ecosystem && $0.indicator == indicator }
  }

  fileprivate func total(_ id: String) -> Account.IndicatorTotal? { indicators.first { $0.id == id } }
}

@Suite struct ZoneStageTests {
  @Test func `Where less is discharged than can be cleaned, the discharge binds`() throws {
    let village = try Village()
    let figure = try #require(try village.decided()["clean"]?[try village.member("C")])
    #expect(isNear(figure.physical, 5))
    #expect(isNear(figure.value, 15_000))
  }

  @Test func `Where more is discharged than can be cleaned, the capacity binds`() throws {
    let village = try Village { $0.zoneValues["load"] = [9, .nan, .nan] }
    let figure = try #require(try village.decided()["clean"]?[try village.member("C")])
    #expect(isNear(figure.physical, 7))
    #expect(isNear(figure.value, 21_000))
  }

  @Test func `A figure is decided at the pack's level only`() throws {
    let village = try Village()
    #expect(try village.decided()["clean"]?.keys.sorted() == [try village.member("C")])
  }

  @Test func `Where the zones lack the pack's level, that of the statistics decides`() throws {
    let text = Toy.region
    let village = try Village(text) { data in
      let leaves = ["A", "B"].map { LeafRow(place: .init(code: $0, name: $0, level: "village"), above: []) }
      guard let tree = try? ZoneTree(leaves: leaves) else { return }
      data.tree = tree
      data.zoneValues = ["quota": [1, 1], "load": [9, 3], "trips": [4, .nan]]
      data.zoneLevels = ["quota": "village", "load": "village", "trips": "village"]
    }
    // A can clean 2 of 9 t, B 5 of 3 t.
    let clean = try #require(try village.decided()["clean"])
    #expect(isNear(clean[0]?.physical, 2))
    #expect(isNear(clean[1]?.physical, 3))
    #expect(try village.figures().total("clean")?.decidedAt == "village")
  }

  @Test func `A zone without statistics has no figure, and its land counts as missing`() throws {
    let village = try Village { data in
      let leaves = ["A", "B"].map { LeafRow(place: .init(code: $0, name: $0, level: "county"), above: []) }
      guard let tree = try? ZoneTree(leaves: leaves) else { return }
      data.tree = tree
      data.zoneValues = ["quota": [1, 1], "load": [9, .nan], "trips": [4, 5]]
      data.zoneLevels = ["quota": "county", "load": "county", "trips": "county"]
    }
    #expect(try village.decided()["clean"]?.keys.sorted() == [0])
    let figures = try village.figures()
    #expect(isNear(figures.total("clean")?.missingArea, 60))
    #expect(figures.total("tourism")?.missingArea == 0)
  }
}

@Suite struct MissingFigureTests {
  /// Fish has no price: 1 t in A's forest, 1 and 1.5 t in B, on 100, 50 and 10 hm².
  @Test func `Land whose quantity has no value counts as missing`() throws {
    let total = try #require(try Village { $0.numbers["fishPrice"] = .nan }.figures().total("fish"))
    #expect(isNear(total.physicalTotal, 3.5))
    #expect(isNear(total.missingArea, 160))
  }

  /// Of town the pack does not know how much is kept.
  @Test func `Land whose quantity is missing everywhere has no figure, not nought`() throws {
    let figures = try Village().figures()
    #expect(figures.sum("B", "town", "water") == nil)
    #expect(figures.sum("C", "town", "water") == nil)
    #expect(isNear(figures.total("water")?.missingArea, 10))
    #expect(isNear(figures.sum("B", "marsh", "water")?.physical, 100_000))
  }
}

@Suite struct FigureBuilderTests {
  @Test func `What is shared downward follows the key and adds up to the figure`() throws {
    let figures = try Village().figures()
    #expect(isNear(figures.sum("A", "forest", "clean")?.physical, 5 * 2.0 / 7))
    #expect(isNear(figures.sum("B", "marsh", "clean")?.physical, 5 * 5.0 / 7))
    #expect(figures.sum("B", "town", "clean")?.physical == 0)
    let shared = figures.sums.filter { $0.indicator == "clean" && $0.zone != "C" }
    #expect(isNear(shared.reduce(0) { $0 + $1.physical }, 5))
    #expect(isNear(shared.reduce(0) { $0 + $1.value }, 15_000))
    #expect(isNear(figures.total("clean")?.physicalTotal, 5))
  }

  @Test func `Without a key a figure stays where it was decided and belongs to no ecosystem`() throws {
    let figures = try Village().figures()
    let tourism = figures.sums.filter { $0.indicator == "tourism" }
    #expect(tourism.map(\.zone) == ["C"])
    #expect(tourism.map(\.ecosystem) == [""])
    #expect(isNear(tourism.first?.value, 77))
    #expect(figures.total("tourism")?.decidedAt == "county")
  }

  @Test func `A figure whose key adds up to nothing is left where it was decided`() throws {
    let village = try Village { $0.tables["cleaningRate"]?.columns["rate"] = [0, 0, 0] }
    let figures = try village.figures()
    #expect(figures.sums.filter { $0.indicator == "clean" }.map(\.zone) == ["C"])
  }

  /// 1000 mm on 100 hm² of forest, half kept: 500 000 m³, at 2 元 a million.
  @Test func `Figures come in the indicator's unit and in yuan`() throws {
    let figures = try Village().figures()
    let sum = try #require(figures.sum("A", "forest", "water"))
    #expect(isNear(sum.physical, 500_000))
    #expect(isNear(sum.value, 1_000_000))
    #expect(isNear(figures.sum("B", "marsh", "fish")?.physical, 2 * 0.5))
    #expect(isNear(figures.totals.supply, (1 + 1 + 1.5) * 10))
    #expect(isNear(figures.totals.regulating, 1_000_000 + 50 * 2000 * 2 + 15_000))
    #expect(
      isNear(figures.totals.all, figures.totals.supply + figures.totals.regulating + figures.totals.cultural))
  }

  @Test func `A parent is the sum of its children, for areas too`() throws {
    let figures = try Village().figures()
    for indicator in ["water", "fish", "clean"] {
      for type in ["forest", "marsh", "town"] {
        let children = ["A", "B"].compactMap { figures.sum($0, type, indicator) }
        guard !children.isEmpty else {
          #expect(figures.sum("C", type, indicator) == nil)
          continue
        }
        #expect(isNear(figures.sum("C", type, indicator)?.physical, children.reduce(0) { $0 + $1.physical }))
        #expect(isNear(figures.sum("C", type, indicator)?.value, children.reduce(0) { $0 + $1.value }))
      }
    }
    let county = figures.areas.filter { $0.zone == "C" }.map(\.area)
    #expect(county == [100, 50, 10])
  }

  @Test func `Missing land is told in hectares`() throws {
    #expect(isNear(try Village().figures().total("water")?.missingArea, 10))
  }

  @Test func `Sums that do not add up to the raster are refused`() throws {
    let layout = SumLayout(quantities: ["a"])
    var cube = Cube(layout: layout, zoneCount: 1, ecosystemCount: 1)
    try cube.add(
      TileSums(
        tile: 0, keys: [TileSums.key(zone: 1, ecosystem: 0)], values: [10, 20, 0], raster: [10, 20.001, 0],
        missingByFormula: [:]))
    let tree = try ZoneTree(leaves: [.init(place: .init(code: "z", name: "z", level: "zone"), above: [])])
    let label = Label(zh: "某", en: "a")
    let planned = PlannedIndicator(
      id: "a", group: "g", kind: "supply", label: label, unit: "t/a", source: .cells(physical: 0, value: 0),
      seea: "", physicalFactor: 1, valueFactor: 1)
    let builder = FigureBuilder(cube: cube, tree: tree, ecosystems: ["forest"])
    let failure = try #require(
      #expect(throws: ReconciliationFailure.self) { () throws in
        try builder.figures(of: [planned], decided: [:])
      })
    #expect([failure.zones, failure.outside, failure.raster] == [20, 0, 20.001])
    #expect(failure.indicator == "a")
  }
}
