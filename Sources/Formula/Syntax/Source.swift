/// A run of characters of a formula's text, counted from 0.
struct Span: Hashable, Sendable {
  var start: Int
  var end: Int

  func joined(_ other: Span) -> Span { Span(start: min(start, other.start), end: max(end, other.end)) }
}

/// A formula's text, from which errors take their place and excerpt.
struct Source: Sendable {
  let formula: FormulaText
  let scalars: [Unicode.Scalar]

  init(_ formula: FormulaText) {
    self.formula = formula
    scalars = Array(formula.text.unicodeScalars)
  }

  func text(_ span: Span) -> String { string(of: scalars[span.start..<span.end]) }

  /// The place in the file; a formula that runs over several lines starts each later one at column 1.
  func position(_ offset: Int) -> SourcePosition {
    var place = formula.position
    for scalar in scalars.prefix(offset) {
      if scalar == "\n" {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
    }
    return place
  }

  func error(
    _ code: FormulaError.Code, _ span: Span, _ message: String, _ remedy: String
  ) -> FormulaError {
    FormulaError(
      code: code, position: position(span.start), message: message, remedy: remedy,
      excerpt: excerpt(of: formula.text, at: span.start, length: span.end - span.start))
  }

  func error(
    _ code: FormulaError.Code, _ span: Span, _ words: (message: String, remedy: String)
  ) -> FormulaError {
    error(code, span, words.message, words.remedy)
  }
}
