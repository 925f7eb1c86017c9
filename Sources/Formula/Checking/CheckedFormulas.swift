/// Formulas that have passed every check, ready to be compiled.
public struct CheckedFormulas: Sendable {
  /// By name; aliases are not listed.
  public internal(set) var formulas: [String: CheckedFormula] = [:]
  /// The names in an order in which each formula comes after those that it reads.
  public internal(set) var order: [String] = []
  /// The reductions over cells and over the region that the engine must compute and feed back.
  public internal(set) var cellReductions: [CellReduction] = []
  /// Names that stand for a formula.
  public internal(set) var aliases: [String: String] = [:]

  var model = Model()

  /// The formula that a name or an alias stands for.
  public func formula(_ name: String) -> CheckedFormula? {
    formulas[model.resolve(name)]
  }
}

/// A formula that has passed every check.
public struct CheckedFormula: Sendable {
  public var name: String
  /// What its values are: in the declared unit, or classes of a list.
  public var kind: Kind
  /// The unit that the expression came to before it was converted; the declared unit for an empirical formula
  /// and nil for classes.
  public var derivedUnit: MeasureUnit?
  public var prices: PriceYear
  /// The finest context of what it reads.
  public var context: Context
  /// The dimensions it has a value for each element of.
  public var dimensions: [String]
  /// Names it reads itself, in order: symbols, formulas, tables, `cell.area`, reductions over cells by their
  /// id.
  public var reads: [String]
  public var text: FormulaText

  /// The declared unit; nil for classes.
  public var unit: MeasureUnit? {
    if case .number(let unit, _) = kind { unit } else { nil }
  }
}

/// A reduction over the cells of a zone or of the region, which the engine computes.
///
/// Its inner expression compiles as the output `id + ".inner"`; its value is fed back under `id`: as a number
/// if it is one for the region, as a varying symbol otherwise. With dimensions, both names end in `#element`.
public struct CellReduction: Hashable, Sendable {
  /// What is done over the cells.
  public enum Operation: String, Hashable, Sendable {
    case sum, mean, min, max, percentile
  }

  public var id: String
  public var operation: Operation
  /// Of a percentile, 0…100.
  public var percent: Double?
  /// Where its value lives: `zone` for `in cell`, `region` for `in region`.
  public var context: Context
  /// The reduction as it was written.
  public var text: String
  /// The formula in which it was found first.
  public var formula: String
  /// The unit of the value that is fed back.
  public var unit: MeasureUnit
  /// A sum of a quantity per area multiplies the inner value by the cell's area in m2 and by this factor; nil
  /// for a sum of plain figures of cells. Means, and only they, are weighted by the area instead.
  public var areaFactor: Double?
  public var dimensions: [String]
}

/// All that the compiler needs to know.
struct Model: Sendable {
  /// Where a formula's expression begins in the arena.
  struct FormulaRoot: Sendable {
    var name: String
    var root: NodeID
    var dimensions: [Dimension]
  }

  var arena = Arena()
  var symbols: [Symbol] = []
  var codeLists: [String: [String]] = [:]
  var symbolDimensions: [[Dimension]] = []
  var tables: [CheckedTable] = []
  var formulas: [FormulaRoot] = []
  var aliases: [String: String] = [:]
  /// The inner expressions of the reductions over cells, and their dimensions.
  var cells: [(root: NodeID, dimensions: [Dimension])] = []
  var priceIndex: (table: Int, column: Int)?
  var symbolIndex: [String: Int] = [:]
  var tableIndex: [String: Int] = [:]
  var formulaIndex: [String: Int] = [:]

  /// The name that a chain of aliases ends in.
  func resolve(_ name: String) -> String {
    var name = name
    for _ in 0...aliases.count {
      guard formulaIndex[name] == nil, let next = aliases[name] else { return name }
      name = next
    }
    return name
  }

  func dimension(named name: String) -> Dimension? {
    if let index = Dimension.calendarNames.firstIndex(of: name) { return Dimension(index: index) }
    return tableIndex[name].map { .table($0) }
  }

  func name(of dimension: Dimension) -> String {
    dimension.table.map { tables[$0].name } ?? Dimension.calendarNames[dimension.index]
  }
}
