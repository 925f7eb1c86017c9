/// Why a formula was refused: where, what, and what to do, in Chinese and English.
public struct FormulaError: Error, Hashable, Sendable {
  /// The kinds of error, for programs; people read the message.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The text does not follow the grammar.
    case syntax
    /// The text, or a chain of formulas, is nested too deeply.
    case tooDeep
    /// No such name, table, column or function; the remedy names the nearest.
    case unknownName
    /// udunits does not know the unit.
    case unknownUnit
    /// A text that is not in the code list it is compared with.
    case unknownCode
    /// No such dimension.
    case unknownDimension
    /// Two things have one name.
    case duplicateName
    /// A word of the language used as a name.
    case reservedName
    /// A formula that needs itself.
    case cycle
    /// Two units that do not convert into each other.
    case unitMismatch
    /// A unit with its own zero (°C) in arithmetic.
    case affineUnit
    /// An exponent that is not a literal, or a root that the unit does not have.
    case exponent
    /// Prices of different years together.
    case priceYears
    /// `reprice` without a price index, or of something without a price year.
    case noPriceIndex
    /// A class where a number is wanted, the reverse, or classes of different lists.
    case codeMismatch
    /// A formula marked empirical whose expression has a unit.
    case empirical
    /// Wrong number or kind of arguments.
    case arguments
    /// Something read where its context or dimension does not exist.
    case context
    /// A column read outside of a row, or a table read in a way that its shape does not allow.
    case table
    /// A value, table or index that a run needs and was not given.
    case unbound
    /// Two rows of a table with the same keys, or intervals that overlap.
    case duplicateRow
    /// A program longer than can be run.
    case tooLarge
  }

  public var code: Code
  public var position: SourcePosition
  /// What is wrong.
  public var message: String
  /// What to do about it.
  public var remedy: String
  /// The line of the formula and a caret below the place; nil where there is no text.
  public var excerpt: String?

  public init(
    code: Code, position: SourcePosition, message: String, remedy: String, excerpt: String? = nil
  ) {
    self.code = code
    self.position = position
    self.message = message
    self.remedy = remedy
    self.excerpt = excerpt
  }
}

extension FormulaError: CustomStringConvertible {
  public var description: String {
    var text = "\(position): \(message)"
    if let excerpt { text += "\n" + excerpt }
    if !remedy.isEmpty { text += "\n→ " + remedy }
    return text
  }
}
