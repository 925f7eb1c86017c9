@testable import Formula

/// Walks a term value by value; nil is missing, and nothing that is not finite ever counts as a number.
struct Walker {
  static let keys: [Double] = [0, 1, 2, 5]
  static let values: [Double] = [3, .nan, -0.5, 12]
  static let intervals: [(from: Double, to: Double, value: Double)] = [(-1, 0, 8), (0, 2, 9), (3, 10, 10)]

  var variables: [String: Double]
  var row: Int?

  func value(_ term: Term) -> Double? {
    switch term {
    case .number(let value): value
    case .variable(let name): there(variables[name])
    case .unary(let sign, let x): value(x).map { sign == "-" ? -$0 : ($0 == 0 ? 1 : 0) }
    case .binary(let sign, let a, let b): binary(sign, a, b)
    case .call(let name, let arguments): call(name, arguments)
    case .round(let x, let digits): value(x).flatMap { one(.round, $0, Double(digits)) }
    case .lookup(let x):
      value(x).flatMap { key in Self.keys.firstIndex(of: key).flatMap { there(Self.values[$0]) } }
    case .step(let x):
      value(x).flatMap { x in Self.intervals.first { x >= $0.from && x < $0.to }?.value }
    case .reduction(let name, let x, let condition): reduce(name, x, condition)
    case .rowNumber: row.map { Double($0 + 1) }
    case .rowValue: row.flatMap { there(Self.values[$0]) }
    }
  }

  private func there(_ x: Double?) -> Double? { x.flatMap { $0.isFinite ? $0 : nil } }

  private func binary(_ sign: String, _ a: Term, _ b: Term) -> Double? {
    let (x, y) = (value(a), value(b))
    if sign == "and" {
      if x == 0 || y == 0 { return 0 }
      return x == nil || y == nil ? nil : 1
    }
    if sign == "or" {
      if let x, x != 0 { return 1 }
      if let y, y != 0 { return 1 }
      return x == nil || y == nil ? nil : 0
    }
    guard let x, let y else { return nil }
    switch sign {
    case "+": return there(x + y)
    case "-": return there(x - y)
    case "*": return there(x * y)
    case "/": return y == 0 ? nil : there(x / y)
    case "^": return power(x, y)
    case "<": return x < y ? 1 : 0
    case "<=": return x <= y ? 1 : 0
    case ">": return x > y ? 1 : 0
    case ">=": return x >= y ? 1 : 0
    case "==": return x == y ? 1 : 0
    default: return x != y ? 1 : 0
    }
  }

  private func power(_ x: Double, _ y: Double) -> Double? {
    switch y {
    case 1: x
    case 2: there(x * x)
    case 3: there(x * x * x)
    case 4: there((x * x) * (x * x))
    case 0.5: there(x.squareRoot())
    default: one(.power, x, y)
    }
  }

  private func call(_ name: String, _ arguments: [Term]) -> Double? {
    let first = value(arguments[0])
    switch name {
    case "if": return first.flatMap { value(arguments[$0 != 0 ? 1 : 2]) }
    case "coalesce": return first ?? value(arguments[1])
    case "missing": return first == nil ? 1 : 0
    default: break
    }
    let values = arguments.compactMap { value($0) }
    guard values.count == arguments.count, let x = first else { return nil }
    switch name {
    case "min": return values[1] < x ? values[1] : x
    case "max": return values[1] > x ? values[1] : x
    case "clamp":
      let low = values[1] > x ? values[1] : x
      return values[2] < low ? values[2] : low
    case "abs": return x.magnitude
    case "sqrt": return there(x.squareRoot())
    case "atan2": return one(.atan2, x, values[1])
    case "exp": return one(.exp, x)
    case "ln": return one(.ln, x)
    case "log10": return one(.log10, x)
    case "sin": return one(.sin, x)
    case "cos": return one(.cos, x)
    default: return one(.tan, x)
    }
  }

  /// The elementary functions and rounding, whose bits are not the walker's to know, by one lane's kernel.
  private func one(_ operation: Operation, _ x: Double, _ y: Double = 0) -> Double? {
    var (a, b, out) = (x, y, 0.0)
    switch operation {
    case .power: Kernels.power(&a, &b, &out, 1)
    case .atan2: Kernels.angle(&a, &b, &out, 1)
    case .round: Kernels.run(.round, Operand(block: nil, fixed: x), Operand(block: nil, fixed: y), &out, 1)
    default: Kernels.elementary(operation, &a, &out, 1)
    }
    b = a
    return there(out)
  }

  private func reduce(_ name: String, _ x: Term, _ condition: Term?) -> Double? {
    var found: [Double] = []
    for row in Self.keys.indices {
      let inner = Walker(variables: variables, row: row)
      if let condition, (inner.value(condition) ?? 0) == 0 { continue }
      if let value = inner.value(x) { found.append(value) }
    }
    switch name {
    case "sum": return there(found.reduce(0, +))
    case "count": return Double(found.count { $0 != 0 })
    case "mean": return found.isEmpty ? nil : there(found.reduce(0, +)).map { $0 / Double(found.count) }
    case "min": return found.min()
    case "max": return found.max()
    default: return there(percentile(40, of: &found))
    }
  }
}
