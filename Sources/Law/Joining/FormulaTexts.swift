internal import Formula

/// The texts of formulas as the checker takes them, and the way back from its errors to the files.
struct FormulaTexts: Sendable {
  /// A text that was handed to the checker.
  private struct Entry {
    let text: String
    let start: SourcePosition
    /// Characters in front of the file's text that the file does not have.
    let prefix: Int
    let place: Place
  }

  private var entries: [Entry] = []

  /// A formula, condition or column as it stands in the file.
  mutating func text(_ source: FormulaSource, empirical: Bool = false) -> FormulaText {
    enter(source, prefix: "", empirical: empirical)
  }

  /// The rule of a check as a formula with its name.
  mutating func text(_ check: PackCheck) -> FormulaText {
    enter(check.rule, prefix: "\(check.name) [1] = ", empirical: false)
  }

  /// A name at which the checker reports what is wrong with a whole declaration.
  mutating func position(of reference: Reference) -> SourcePosition {
    let source = FormulaSource(text: reference.name, place: reference.place)
    return enter(source, prefix: "", empirical: false).position
  }

  private mutating func enter(_ source: FormulaSource, prefix: String, empirical: Bool) -> FormulaText {
    var start = source.place.node.position(ofScalar: 0)
    let length = prefix.unicodeScalars.count
    start.column -= length
    entries.append(Entry(text: prefix + source.text, start: start, prefix: length, place: source.place))
    return FormulaText(text: prefix + source.text, position: start, empirical: empirical)
  }

  /// The problem that an error of the checker means, at its place in the file.
  ///
  /// - Parameter names: Where names are declared; what is wrong with a name itself has no text of a formula.
  func problem(_ error: FormulaError, names: Names) -> Problem {
    let code = ProblemCode(rawValue: "formula." + kebab(error.code.rawValue))
    let (message, remedy) = (Label(same: error.message), Label(same: error.remedy))
    guard let entry = entry(of: error.position), let offset = offset(of: error.position, in: entry) else {
      if let named = names[error.position.file] { return named.place.problem(code, message, remedy: remedy) }
      return Problem(code, at: error.position, message: message, remedy: remedy, excerpt: error.excerpt)
    }
    return entry.place.problem(code, scalar: max(0, offset - entry.prefix), message, remedy: remedy)
  }

  /// The last text of the file that begins at or before the place.
  private func entry(of position: SourcePosition) -> Entry? {
    entries.filter { $0.start.file == position.file && $0.start <= position }.max { $0.start < $1.start }
  }

  /// How many characters of the text lie before a place that the checker counted; nil behind its end.
  private func offset(of position: SourcePosition, in entry: Entry) -> Int? {
    var (line, column) = (entry.start.line, entry.start.column)
    for (index, scalar) in entry.text.unicodeScalars.enumerated() {
      if line > position.line || (line == position.line && column >= position.column) { return index }
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (line, column) == (position.line, position.column) ? entry.text.unicodeScalars.count : nil
  }

  private func kebab(_ word: String) -> String {
    word.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}
