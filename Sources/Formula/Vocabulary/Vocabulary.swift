/// All that the formulas of a pack, joined with those it uses and with a region's own, may name.
public struct Vocabulary: Sendable {
  /// Inputs, parameters and constants.
  public var symbols: [Symbol]
  public var tables: [TableSignature]
  public var codeLists: [CodeList]
  public var formulas: [FormulaText]
  /// The name that a variant defines, and the formula that was chosen for it.
  public var aliases: [String: String]
  /// The table column that `reprice` follows, keyed by year; nil if the pack has none.
  public var priceIndex: PriceIndex?
  /// Names that are meant to be here and could not be read, which has been told: reading them is no second
  /// error.
  public var lost: Set<String> = []

  /// A table column of price levels; the table's one key is the year.
  public struct PriceIndex: Hashable, Sendable {
    public var table: String
    public var column: String

    public init(table: String, column: String) {
      self.table = table
      self.column = column
    }
  }

  public init(
    symbols: [Symbol] = [], tables: [TableSignature] = [], codeLists: [CodeList] = [],
    formulas: [FormulaText] = [], aliases: [String: String] = [:], priceIndex: PriceIndex? = nil
  ) {
    self.symbols = symbols
    self.tables = tables
    self.codeLists = codeLists
    self.formulas = formulas
    self.aliases = aliases
    self.priceIndex = priceIndex
  }
}

/// A closed, ordered list of classes. A class's value in formulas is its index here: 0, 1, 2, …
public struct CodeList: Hashable, Sendable {
  public var name: String
  public var ids: [String]

  public init(name: String, ids: [String]) {
    self.name = name
    self.ids = ids
  }
}

/// Where a name has its values: one for the region, one for each zone, one for each cell (or row of an area
/// table).
public enum Context: Int, Hashable, Sendable, Comparable, CaseIterable {
  case region
  case zone
  case cell

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a name's values are.
public enum Kind: Hashable, Sendable {
  /// A measured number; a price has the year whose prices it is in.
  case number(MeasureUnit, priceYear: Int?)
  /// A class of the named code list.
  case code(list: String)
}

/// An input, parameter or constant that formulas may read.
public struct Symbol: Hashable, Sendable {
  public var name: String
  public var kind: Kind
  public var context: Context
  /// Calendar dimensions or tables it has a value for each element of. The values of `rain` with dimension
  /// `month` are bound as `rain#1` … `rain#12`; a year is its own number, a table's row counts from 1.
  public var dimensions: [String]

  public init(name: String, kind: Kind, context: Context, dimensions: [String] = []) {
    self.name = name
    self.kind = kind
    self.context = context
    self.dimensions = dimensions
  }
}

/// The text of one formula, and where its first character stands.
public struct FormulaText: Hashable, Sendable {
  public var text: String
  public var position: SourcePosition
  /// An empirical formula states its unit; its expression is a pure number.
  public var empirical: Bool

  public init(text: String, position: SourcePosition, empirical: Bool = false) {
    self.text = text
    self.position = position
    self.empirical = empirical
  }
}
