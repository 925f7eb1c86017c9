import Testing

@testable import Formula

/// What the tests of the language share: the project's own units, and short ways to declare things.
enum Workbench {
  static let unitsPath: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/") + "/Packs/units.xml"
  }()

  static let units: UnitSystem? = try? UnitSystem(definitions: unitsPath)

  static func unit(_ text: String) throws -> MeasureUnit {
    try #require(units).parse(text)
  }

  static func text(_ text: String, empirical: Bool = false) -> FormulaText {
    FormulaText(
      text: text, position: SourcePosition(file: "test.json5", line: 1, column: 1), empirical: empirical)
  }

  static func symbol(
    _ name: String, _ unit: String, _ context: Context = .region, year: Int? = nil,
    for dimensions: [String] = []
  ) throws -> Symbol {
    Symbol(
      name: name, kind: .number(try self.unit(unit), priceYear: year), context: context,
      dimensions: dimensions)
  }

  static func column(_ name: String, _ unit: String, year: Int? = nil) throws -> TableSignature.Column {
    .init(name: name, kind: .number(try self.unit(unit), priceYear: year))
  }

  static func check(_ vocabulary: Vocabulary) throws -> (CheckedFormulas?, [FormulaError]) {
    CheckedFormulas.check(vocabulary, units: try #require(units))
  }

  /// The checked formulas, all errors being failures.
  static func checked(_ vocabulary: Vocabulary) throws -> CheckedFormulas {
    let (formulas, errors) = try check(vocabulary)
    for error in errors { Issue.record("\(error)") }
    return try #require(formulas)
  }
}
