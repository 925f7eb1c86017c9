@testable import Formula

/// A formula's expression that the tests make by chance, print, and walk by rules of their own: the slow and
/// obvious form of the language.
indirect enum Term {
  case number(Double)
  case variable(String)
  case unary(String, Term)
  case binary(String, Term, Term)
  case call(String, [Term])
  /// `round(x, digits)`.
  case round(Term, Int)
  /// `lookup(t.v, x)`.
  case lookup(Term)
  /// `step(s.v, x)`.
  case step(Term)
  /// `sum(x for r in t where c)` and its like; `r` and `t.v` stand inside.
  case reduction(String, Term, Term?)
  case rowNumber
  case rowValue

  var text: String {
    switch self {
    case .number(let value): value < 0 ? "(0 - \(-value))" : "\(value)"
    case .variable(let name): name
    case .unary(let sign, let x): "\(sign) (\(x.text))"
    case .binary(let sign, let a, let b): "(\(a.text)) \(sign) (\(b.text))"
    case .call(let name, let arguments): "\(name)(\(arguments.map(\.text).joined(separator: ", ")))"
    case .round(let x, let digits): "round(\(x.text), \(digits))"
    case .lookup(let x): "lookup(t.v, \(x.text))"
    case .step(let x): "step(s.v, \(x.text))"
    case .reduction(let name, let x, let condition):
      "\(name)(\(x.text)\(name == "percentile" ? ", 40" : "") for r in t"
        + (condition.map { " where \($0.text)" } ?? "") + ")"
    case .rowNumber: "r"
    case .rowValue: "t.v"
    }
  }

  /// By chance; `inside` a reduction the row's values may stand too.
  static func random(_ depth: Int, inside: Bool, _ chance: inout Seeded) -> Term {
    guard depth > 0 else { return leaf(inside, &chance) }
    let next = { (chance: inout Seeded) in random(depth - 1, inside: inside, &chance) }
    switch Int.random(in: 0..<15, using: &chance) {
    case 0...5:
      let signs = ["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or", "+", "*", "-"]
      return .binary(signs.randomElement(using: &chance) ?? "+", next(&chance), next(&chance))
    case 6: return .unary(Bool.random(using: &chance) ? "-" : "not", next(&chance))
    case 7, 8: return .call("if", [next(&chance), next(&chance), next(&chance)])
    case 9:
      let names = ["abs", "exp", "ln", "log10", "sqrt", "sin", "cos", "tan", "missing"]
      return .call(names.randomElement(using: &chance) ?? "abs", [next(&chance)])
    case 10:
      let names = ["min", "max", "atan2", "coalesce"]
      return .call(names.randomElement(using: &chance) ?? "min", [next(&chance), next(&chance)])
    case 11: return .call("clamp", [next(&chance), next(&chance), next(&chance)])
    case 12: return .round(next(&chance), Int.random(in: -3...6, using: &chance))
    case 13: return Bool.random(using: &chance) ? .lookup(next(&chance)) : .step(next(&chance))
    default:
      guard !inside else { return leaf(inside, &chance) }
      let names = ["sum", "mean", "min", "max", "count", "percentile"]
      let condition = Bool.random(using: &chance) ? random(depth - 1, inside: true, &chance) : nil
      return .reduction(
        names.randomElement(using: &chance) ?? "sum", random(depth - 1, inside: true, &chance), condition)
    }
  }

  private static func leaf(_ inside: Bool, _ chance: inout Seeded) -> Term {
    switch Int.random(in: 0..<(inside ? 12 : 9), using: &chance) {
    case 0...2:
      let numbers = [0, 1, 2, 0.5, 3, 4, 10, 0.1, 1e200, 1e-200, 7.25]
      return .number(numbers.randomElement(using: &chance) ?? 1)
    case 3...8: return .variable(["x", "y", "z", "p", "q"].randomElement(using: &chance) ?? "x")
    case 9, 10: return .rowValue
    default: return .rowNumber
    }
  }
}
