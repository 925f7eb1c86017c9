extension Parser {
  mutating func expression() throws(FormulaError) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.greatestDepth else { throw tooDeep(token.span) }
    var left = try conjunction()
    while take(.or) { left = try join(.or, left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(FormulaError) -> Expression {
    var left = try negation()
    while take(.and) { left = try join(.and, left, try negation()) }
    return left
  }

  private mutating func negation() throws(FormulaError) -> Expression {
    let start = token.span
    guard take(.not) else { return try comparison() }
    let inner = try comparison()
    return Expression(.not(inner), start.joined(inner.span))
  }

  private mutating func comparison() throws(FormulaError) -> Expression {
    let left = try sum()
    guard let comparison = binary(["<", "<=", ">", ">=", "==", "!="]) else { return left }
    let whole = try join(comparison, left, try sum())
    if binary(["<", "<=", ">", ">=", "==", "!="]) != nil {
      place -= 1
      throw unexpected("一个比较 (one comparison)", "写成 a < b and b < c · write a < b and b < c")
    }
    return whole
  }

  private mutating func sum() throws(FormulaError) -> Expression {
    var left = try product()
    while let sign = binary(["+", "-"]) { left = try join(sign, left, try product()) }
    return left
  }

  private mutating func product() throws(FormulaError) -> Expression {
    var left = try unary()
    while let sign = binary(["*", "/"]) { left = try join(sign, left, try unary()) }
    return left
  }

  private mutating func unary() throws(FormulaError) -> Expression {
    let start = token.span
    guard take("-") else { return try power() }
    let inner = try power()
    return Expression(.negate(inner), start.joined(inner.span))
  }

  private mutating func power() throws(FormulaError) -> Expression {
    let base = try atom()
    guard take("^") else { return base }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.greatestDepth else { throw tooDeep(token.span) }
    return try join(.power, base, try unary())
  }

  private mutating func binary(_ marks: [String]) -> BinaryOperator? {
    guard case .mark(let mark) = token.shape, marks.contains(mark) else { return nil }
    advance()
    return BinaryOperator(rawValue: mark)
  }

  private func join(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression
  ) throws(FormulaError) -> Expression {
    let whole = Expression(.binary(sign, left, right), left.span.joined(right.span))
    guard whole.depth <= 2 * Self.greatestDepth else { throw tooDeep(whole.span) }
    return whole
  }

  private func tooDeep(_ span: Span) -> FormulaError {
    source.error(.tooDeep, span, Say.tooLong)
  }
}

extension Parser {
  private mutating func atom() throws(FormulaError) -> Expression {
    let token = token
    switch token.shape {
    case .number(let value):
      advance()
      return Expression(.number(value), token.span)
    case .text(let text):
      advance()
      return Expression(.text(text), token.span)
    case .mark("("): return try bracketed()
    case .word(.if): return try call(.if)
    case .word(.in): return try call(.in)
    case .name(let name): return try named(name)
    default:
      throw unexpected("数、名称、函数或“(” (a number, name, function or ‘(’)", hint(for: token))
    }
  }

  private func hint(for token: Token) -> String {
    switch token.shape {
    case .mark("="): "相等写作 == · equality is written =="
    case .mark("+"): "正号不必写 · leave a plus sign out"
    case .bracket: "单位只写在等号左边 · a unit stands on the left of = only"
    default: "检查括号和运算符 · check brackets and operators"
    }
  }

  private mutating func bracketed() throws(FormulaError) -> Expression {
    let start = token.span
    advance()
    var inner = try expression()
    let end = token.span
    try expect(")", "括号没有配对 · a bracket is not closed")
    inner.span = start.joined(end)
    return inner
  }

  private mutating func named(_ name: String) throws(FormulaError) -> Expression {
    let token = token
    if peek(1).shape == .mark("(") { return try callOrReduction(name) }
    if Reserved.words.contains(name) {
      advance()
      throw unexpected("“(”", "\(name) 是函数 · \(name) is a function")
    }
    advance()
    guard take(".") else { return Expression(.name(name), token.span) }
    let column = self.token
    guard case .name(let member) = column.shape else {
      throw unexpected("列名 (a column's name)", "写成 table.column · write table.column")
    }
    advance()
    return Expression(.member(name, member), token.span.joined(column.span))
  }

  private mutating func callOrReduction(_ name: String) throws(FormulaError) -> Expression {
    if let operation = Reduction.Operation(rawValue: name) { return try reduction(operation) }
    if let function = FunctionName(rawValue: name) { return try call(function) }
    let known = Reserved.words
    let guess = nearest(to: name, in: known)
    throw source.error(
      .unknownName, token.span, "没有函数“\(name)” · there is no function ‘\(name)’",
      guess.map { "是否想写“\($0)”？ · did you mean ‘\($0)’?" }
        ?? "函数见公式语言说明 · see the formula language for its functions")
  }

  private mutating func call(_ function: FunctionName) throws(FormulaError) -> Expression {
    let start = token.span
    advance()
    try expect("(", "函数后面跟括号 · a function is followed by brackets")
    return try call(function, from: start, first: try expression())
  }

  private mutating func call(
    _ function: FunctionName, from start: Span, first: Expression
  ) throws(FormulaError) -> Expression {
    var arguments = [first]
    while take(",") { arguments.append(try expression()) }
    let end = token.span
    try expect(")", "参数之间用逗号，最后用括号 · commas between arguments, a bracket at the end")
    let span = start.joined(end)
    guard function.arguments.contains(arguments.count) else {
      throw wrongCount(function, arguments.count, span)
    }
    return Expression(.call(function, arguments), span)
  }

  private func wrongCount(_ function: FunctionName, _ count: Int, _ span: Span) -> FormulaError {
    let wanted = function.arguments
    let text = wanted.lowerBound == wanted.upperBound ? "\(wanted.lowerBound)" : "\(wanted.lowerBound)…"
    return source.error(
      .arguments, span,
      "\(function.rawValue) 要 \(text) 个参数，却有 \(count) 个 · it takes \(text) arguments, not \(count)",
      "见公式语言说明 · see the formula language")
  }

  private mutating func reduction(_ operation: Reduction.Operation) throws(FormulaError) -> Expression {
    let start = token.span
    advance()
    try expect("(", "函数后面跟括号 · a function is followed by brackets")
    let inner = try expression()
    let function = FunctionName(rawValue: operation.rawValue)
    if let function, token.shape != .word(.for) { return try call(function, from: start, first: inner) }
    let percent = operation == .percentile ? try percentage() : nil
    guard take(.for) else {
      throw unexpected("for", "写成 \(operation.rawValue)(x for d in dimension)")
    }
    let variable = try newName("变量名 (a variable)").name
    guard take(.in) else { throw unexpected("in", "写成 for d in dimension") }
    let (dimension, span) = try dimension()
    let condition: Expression? = take(.where) ? try expression() : nil
    let end = token.span
    try expect(")", "括号没有配对 · a bracket is not closed")
    let reduction = Reduction(
      operation: operation, expression: inner, percent: percent, variable: variable,
      dimension: dimension, dimensionSpan: span, condition: condition)
    return Expression(.reduction(reduction), start.joined(end))
  }

  private mutating func percentage() throws(FormulaError) -> Double {
    try expect(",", "写成 percentile(x, 95 for d in dimension)")
    guard case .number(let percent) = token.shape, percent <= 100 else {
      throw unexpected("0…100 的数 (a number 0…100)", "写成 percentile(x, 95 for d in dimension)")
    }
    advance()
    return percent
  }
}
