/// A word of a formula.
struct Token: Hashable, Sendable {
  enum Shape: Hashable, Sendable {
    case number(Double)
    case text(String)
    case name(String)
    case word(Word)
    /// An operator or a bracket, by its characters.
    case mark(String)
    /// What stands between `[` and `]` in the head: a unit or a code list.
    case bracket(String)
    case end
  }

  /// The reserved words that are not functions.
  enum Word: String, Hashable, Sendable, CaseIterable {
    case `let`, `for`, `in`, `where`, and, or, not, `if`
  }

  var shape: Shape
  var span: Span

  /// How the token is named in an error.
  var described: String {
    switch shape {
    case .number(let value): "\(value)"
    case .text(let text): "“\(text)”"
    case .name(let name): "“\(name)”"
    case .word(let word): "“\(word.rawValue)”"
    case .mark(let mark): "“\(mark)”"
    case .bracket(let text): "“[\(text)]”"
    case .end: "结尾 (end)"
    }
  }
}
