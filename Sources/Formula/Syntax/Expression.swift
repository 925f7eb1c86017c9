/// An expression as it was written.
struct Expression: Sendable {
  indirect enum Shape: Sendable {
    case number(Double)
    case text(String)
    case name(String)
    /// `table.column`, `cell.area`.
    case member(String, String)
    case negate(Expression)
    case not(Expression)
    case binary(BinaryOperator, Expression, Expression)
    case call(FunctionName, [Expression])
    case reduction(Reduction)
  }

  var shape: Shape
  var span: Span
  /// How many expressions lie inside each other here, this one included.
  var depth: Int

  init(_ shape: Shape, _ span: Span) {
    self.shape = shape
    self.span = span
    depth = 1 + (shape.children.map(\.depth).max() ?? 0)
  }
}

extension Expression.Shape {
  var children: [Expression] {
    switch self {
    case .number, .text, .name, .member: []
    case .negate(let x), .not(let x): [x]
    case .binary(_, let a, let b): [a, b]
    case .call(_, let arguments): arguments
    case .reduction(let reduction): [reduction.expression] + (reduction.condition.map { [$0] } ?? [])
    }
  }
}

enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case or, and
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case equal = "=="
  case unequal = "!="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case power = "^"
}

/// The functions of the language, reductions apart.
enum FunctionName: String, Hashable, Sendable, CaseIterable {
  case `if`, min, max, clamp, abs, exp, ln, log10, sqrt, sin, cos, tan, atan2, round, lookup, step, coalesce
  case missing, `in`, reprice

  /// How many arguments it takes.
  var arguments: ClosedRange<Int> {
    switch self {
    case .if, .clamp: 3...3
    case .min, .max: 1...64
    case .atan2, .coalesce, .in: 2...2
    case .round: 1...2
    case .lookup: 2...17
    case .step: 2...18
    case .abs, .exp, .ln, .log10, .sqrt, .sin, .cos, .tan, .missing, .reprice: 1...1
    }
  }
}

/// `sum(x for d in rain where c)`.
struct Reduction: Sendable {
  enum Operation: String, Hashable, Sendable, CaseIterable {
    case sum, mean, min, max, count, percentile
  }

  var operation: Operation
  var expression: Expression
  /// Of a percentile, 0…100.
  var percent: Double?
  var variable: String
  var dimension: String
  var dimensionSpan: Span
  var condition: Expression?
}

/// A formula as it was written.
struct ParsedFormula: Sendable {
  struct Binding: Sendable {
    var name: String
    var span: Span
    var expression: Expression
  }

  struct Head: Sendable {
    var name: String
    var nameSpan: Span
    /// A unit or a code list.
    var bracket: String
    var bracketSpan: Span
    var dimensions: [(name: String, span: Span)]
  }

  /// nil for a bare expression, as a condition or a grouped column may be.
  var head: Head?
  var bindings: [Binding]
  var body: Expression
}

/// The words that no formula, symbol, table or local may be named by.
enum Reserved {
  static let words: Set<String> = Set(
    Token.Word.allCases.map(\.rawValue) + FunctionName.allCases.map(\.rawValue)
      + Reduction.Operation.allCases.map(\.rawValue))
  /// Names that the engine gives: dimensions, and values that every formula may read.
  static let given: Set<String> = ["cell", "region", "year", "month", "halfmonth", "day"]
}
