/// Checks the formulas of a vocabulary and collects all errors.
///
/// First everything is named, then the formulas are put in order, then each is checked after those that it
/// reads.
struct Checker {
  /// Deeper recursion through formulas with dimensions is refused.
  static let greatestDepth = 400

  /// Something with a text of its own.
  enum Part: Hashable {
    case formula(Int)
    case column(table: Int, column: Int)
    case condition(table: Int)
  }

  /// A part that parsed.
  struct Written {
    var source: Source
    var parsed: ParsedFormula
  }

  let vocabulary: Vocabulary
  let units: UnitSystem
  var result = CheckedFormulas()
  var model = Model()
  var errors: [FormulaError] = []
  var written: [Part: Written] = [:]
  /// What the formulas' heads declare, in the order of the model's formulas.
  var declared: [Meaning] = []
  var codeLists: [String: [String]] = [:]
  /// Names of formulas whose text could not be read; reading them is no second error.
  var broken: Set<String> = []
  var affine: [MeasureUnit: Bool] = [:]
  var place: Place

  init(_ vocabulary: Vocabulary, units: UnitSystem) {
    self.vocabulary = vocabulary
    self.units = units
    model.aliases = vocabulary.aliases
    broken = vocabulary.lost
    place = Place(source: Source(FormulaText(text: "", position: .init(file: "", line: 1, column: 1))))
  }

  mutating func run() {
    model.aliases = vocabulary.aliases
    declareNames()
    declareTables()
    declareFormulas()
    declarePriceIndex()
    for part in order() { check(part) }
    model.codeLists = codeLists
    result.model = model
    result.aliases = vocabulary.aliases
    errors.sort { ($0.position, $0.code.rawValue) < ($1.position, $1.code.rawValue) }
  }
}

/// Where the checker is: the text, and the names and dimensions that hold there.
struct Place {
  struct Loop {
    var variable: String
    /// nil for the cells, which have no number.
    var dimension: Dimension?
  }

  var source: Source
  var locals: [String: Checked] = [:]
  var loops: [Loop] = []
  var walked: [Dimension] = []
  var reads: [String] = []
  var name = ""

  mutating func read(_ name: String) {
    if !reads.contains(name) { reads.append(name) }
  }
}

extension CheckedFormulas {
  /// Checks all formulas of a vocabulary.
  ///
  /// - Returns: The checked formulas, or nil if there is any error; and all errors, in the order of their
  ///   places.
  public static func check(
    _ vocabulary: Vocabulary, units: UnitSystem
  ) -> (CheckedFormulas?, [FormulaError]) {
    let (checked, errors) = checkForgiving(vocabulary, units: units)
    return (errors.isEmpty ? checked : nil, errors)
  }

  /// Checks all formulas and keeps those that are right, and what can be known of the others: enough to look
  /// through the data of a region whose file has faults, not to account by.
  public static func checkForgiving(
    _ vocabulary: Vocabulary, units: UnitSystem
  ) -> (CheckedFormulas, [FormulaError]) {
    var checker = Checker(vocabulary, units: units)
    checker.run()
    return (checker.result, checker.errors)
  }
}
