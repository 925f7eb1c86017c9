import Accounts
import Law
import Testing

/// Goal: a pack's table from another classification stands for a list of classes written out.
/// Method: a survey of five codes, one of which has a letter, for a raster and for a table of land.
@Suite struct ClassTableTests {
  private static let figures = Toy.figures.replacing(
    "{ codes: [",
    with: """
      { codes: [ { name: "survey", label: { zh: "调查", en: "Survey" }, source: { ref: "S" },
          values: [ { id: "0301", zh: "乔木", en: "Trees" }, { id: "0304", zh: "沼泽", en: "Swamp" },
            { id: "0402", zh: "沼泽", en: "Marsh" }, { id: "05H1", zh: "商业", en: "Shops" },
            { id: "2302", zh: "后备", en: "Reserve" } ] },
      """
  ).replacing(
    "tables: [",
    with: """
      tables: [
        { name: "surveyTypes", label: { zh: "对照", en: "Crosswalk" }, source: { ref: "A" },
          keys: [ { name: "class", code: "survey" } ], columns: [ { name: "type", code: "ecosystem" } ],
          rows: [ ["0301", "forest"], ["0304", "marsh"], ["0402", "marsh"], ["05H1", "town"] ] },
      """)

  private static let written = #"classes: { "1": "forest", "2": "marsh", "3": "town" }"#

  private func layer(_ classes: String) throws -> LayerBinding {
    let study = try Bench(figures: Self.figures).study(Toy.region.replacing(Self.written, with: classes))
    guard case .layer(let layer)? = study.region.binding(of: "ecosystem")?.binding else { throw NoLayer() }
    return layer
  }

  private struct NoLayer: Error {}

  @Test func `A raster's values are the codes that are whole numbers`() throws {
    let layer = try layer(#"classes: "surveyTypes""#)
    #expect(layer.classes.map(\.value) == [301, 304, 402])
    #expect(layer.classes.map(\.code) == ["forest", "marsh", "marsh"])
  }

  @Test func `What is written out goes before the table`() throws {
    let layer = try layer(#"classes: { "304": "城", "501": "town", "*": "surveyTypes" }"#)
    #expect(layer.classes.map(\.value) == [304, 501, 301, 402])
    #expect(layer.classes.map(\.code) == ["town", "town", "forest", "marsh"])
  }

  @Test func `The table is a thing that the account rests on, with its assumption`() throws {
    let text = Toy.region.replacing(Self.written, with: #"classes: "surveyTypes""#)
    let study = try Bench(figures: Self.figures).study(text)
    #expect(study.needed.contains("surveyTypes"))
    #expect(study.assumedFigures().contains { $0.name == "surveyTypes" })
  }

  @Test func `Words of a table are codes, their numbers, and names that only one code has`() throws {
    let land = """
      rows: { file: "land.csv", zone: "zone", ecosystem: "DLBM", area: { column: "area", unit: "hm2" },
        classes: { "乔木": "town", "*": "surveyTypes" }, source: { ref: "R" } },
      """
    let inputs = """
      inputs: { rain: { value: "1000 mm/a", source: { ref: "R" } },
        load: { values: { "C": "5 t/a" }, level: "county", source: { ref: "R" } } } }
      """
    let text = Toy.region.split(separator: "grid:")[0] + land + inputs
    let opened = try Bench(figures: Self.figures).open(text)
    guard case .table(let table, _)? = opened.study?.region.land else {
      Issue.record("no table of land: \(opened.problems)")
      return
    }
    #expect(
      table.classes == [
        "0301": "forest", "301": "forest", "Trees": "forest", "乔木": "town", "0304": "marsh", "304": "marsh",
        "Swamp": "marsh", "0402": "marsh", "402": "marsh", "Marsh": "marsh", "05H1": "town", "商业": "town",
        "Shops": "town",
      ])
  }

  @Test(arguments: ["cleaningRate", "surveyTipes"])
  func `A table that leads elsewhere, or is not there, is refused with those that fit`(name: String) throws {
    let text = Toy.region.replacing(Self.written, with: "classes: \"\(name)\"")
    let problems = try Bench(figures: Self.figures).open(text).problems
    #expect(problems.map(\.code) == [.unknownName])
    #expect(problems.first?.remedy.en.contains("surveyTypes") == true)
  }
}
