/// Reads a formula by recursive descent. Throws at the first thing that does not fit the grammar.
struct Parser {
  /// Deeper nesting is refused, so that no text can exhaust the stack.
  static let greatestDepth = 120
  /// So is a longer text, in characters, and one with more bindings by `let`.
  static let greatestLength = 40_000
  static let greatestBindings = 500

  let source: Source
  let tokens: [Token]
  var place = 0
  var nesting = 0

  init(_ source: Source) throws(FormulaError) {
    self.source = source
    guard source.scalars.count <= Self.greatestLength else {
      throw source.error(.tooDeep, Span(start: 0, end: 1), Say.tooLong)
    }
    tokens = try Lexer.tokens(of: source)
  }

  /// A formula with its head: `name [unit] for month = let a = …; expression`.
  static func formula(_ source: Source) throws(FormulaError) -> ParsedFormula {
    var parser = try Parser(source)
    let head = try parser.head()
    return try parser.rest(of: head)
  }

  /// A formula whose head may be left out.
  static func column(_ source: Source) throws(FormulaError) -> ParsedFormula {
    var parser = try Parser(source)
    if case .bracket = parser.peek(1).shape { return try parser.rest(of: try parser.head()) }
    return try parser.rest(of: nil)
  }

  /// A condition, without head.
  static func condition(_ source: Source) throws(FormulaError) -> ParsedFormula {
    var parser = try Parser(source)
    return try parser.rest(of: nil)
  }

  var token: Token { tokens[place] }
  func peek(_ ahead: Int) -> Token { tokens[min(place + ahead, tokens.count - 1)] }

  mutating func advance() {
    if place < tokens.count - 1 { place += 1 }
  }

  mutating func take(_ mark: String) -> Bool {
    guard token.shape == .mark(mark) else { return false }
    advance()
    return true
  }

  mutating func take(_ word: Token.Word) -> Bool {
    guard token.shape == .word(word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ mark: String, _ remedy: String) throws(FormulaError) {
    guard take(mark) else { throw unexpected("“\(mark)”", remedy) }
  }

  func unexpected(_ wanted: String, _ remedy: String) -> FormulaError {
    source.error(
      .syntax, token.span,
      "这里应为\(wanted)，却是\(token.described) · expected \(wanted), found \(token.described)", remedy)
  }

  mutating func newName(_ what: String) throws(FormulaError) -> (name: String, span: Span) {
    let token = token
    guard case .name(let name) = token.shape else {
      if case .word(let word) = token.shape { throw reserved(word.rawValue, token.span) }
      throw unexpected(what, "名称不以数字开头 · a name does not begin with a digit")
    }
    if Reserved.words.contains(name) { throw reserved(name, token.span) }
    advance()
    return (name, token.span)
  }

  private func reserved(_ name: String, _ span: Span) -> FormulaError {
    source.error(
      .reservedName, span, "“\(name)”是保留字 · ‘\(name)’ is a word of the language",
      "换一个名称 · choose another name")
  }
}

extension Parser {
  private mutating func head() throws(FormulaError) -> ParsedFormula.Head {
    let (name, span) = try newName("公式名称 (the formula's name)")
    guard case .bracket(let bracket) = token.shape else {
      throw unexpected("[单位] ([unit])", "写成 name [unit] = … · write name [unit] = …")
    }
    let bracketSpan = token.span
    advance()
    var dimensions: [(name: String, span: Span)] = []
    if take(.for) {
      repeat { dimensions.append(try dimension()) } while take(",")
    }
    try expect("=", "写成 name [unit] = … · write name [unit] = …")
    return .init(
      name: name, nameSpan: span, bracket: bracket, bracketSpan: bracketSpan, dimensions: dimensions)
  }

  mutating func dimension() throws(FormulaError) -> (name: String, span: Span) {
    let token = token
    guard case .name(let name) = token.shape else {
      throw unexpected("维度名称 (a dimension)", "day、month、halfmonth、year 或表名 · or a table's name")
    }
    advance()
    return (name, token.span)
  }

  fileprivate mutating func rest(of head: ParsedFormula.Head?) throws(FormulaError) -> ParsedFormula {
    var bindings: [ParsedFormula.Binding] = []
    while take(.let) {
      let (name, span) = try newName("名称 (a name)")
      try expect("=", "let name = expression;")
      let value = try expression()
      try expect(";", "let name = expression;")
      guard bindings.count < Self.greatestBindings else { throw source.error(.tooDeep, span, Say.tooLong) }
      bindings.append(.init(name: name, span: span, expression: value))
    }
    let body = try expression()
    guard token.shape == .end else {
      throw unexpected("运算符或结尾 (an operator or the end)", "检查括号和运算符 · check brackets and operators")
    }
    return ParsedFormula(head: head, bindings: bindings, body: body)
  }
}
