/// Cuts a formula's text into words. Comments run from `#` to the end of the line.
struct Lexer {
  private let source: Source
  private let scalars: [Unicode.Scalar]
  private var place = 0

  init(_ source: Source) {
    self.source = source
    scalars = source.scalars
  }

  static func tokens(of source: Source) throws(FormulaError) -> [Token] {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    repeat { tokens.append(try lexer.nextToken()) } while tokens.last?.shape != .end
    return tokens
  }

  private var here: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }
  private var following: Unicode.Scalar? { place + 1 < scalars.count ? scalars[place + 1] : nil }
  private func span(from start: Int) -> Span { Span(start: start, end: place) }

  private mutating func nextToken() throws(FormulaError) -> Token {
    skipBlanks()
    let start = place
    guard let scalar = here else { return Token(shape: .end, span: Span(start: start, end: start)) }
    let shape: Token.Shape =
      if scalar.isDigit { try number() } else if scalar.startsName { name() } else if scalar == "\"" {
        .text(try quoted())
      } else if scalar == "[" { .bracket(try bracketed()) } else { .mark(try mark()) }
    return Token(shape: shape, span: span(from: start))
  }

  private mutating func skipBlanks() {
    while let scalar = here {
      if scalar == "#" {
        while let scalar = here, scalar != "\n" { place += 1 }
      } else if scalar.properties.isWhitespace {
        place += 1
      } else {
        return
      }
    }
  }

  private mutating func skipDigits() {
    while let scalar = here, scalar.isDigit { place += 1 }
  }

  private mutating func number() throws(FormulaError) -> Token.Shape {
    let start = place
    skipDigits()
    if here == ".", following?.isDigit == true {
      place += 1
      skipDigits()
    }
    if here == "e" || here == "E" { skipDecimalExponent() }
    if let scalar = here, scalar.startsName || scalar == "%" {
      throw source.error(
        .syntax, Span(start: start, end: place + 1),
        "公式里的数不带单位 · a number in a formula has no unit",
        "把它命名为有单位和来源的参数 · name it as a parameter with unit and source")
    }
    guard let value = Double(source.text(span(from: start))), value.isFinite else {
      throw source.error(
        .syntax, span(from: start), "数太大 · the number is too large", "检查指数 · check the exponent")
    }
    return .number(value)
  }

  private mutating func skipDecimalExponent() {
    let signed = following == "-" || following == "+"
    let digit = place + (signed ? 2 : 1)
    guard digit < scalars.count, scalars[digit].isDigit else { return }
    place = digit
    skipDigits()
  }

  private mutating func name() -> Token.Shape {
    let start = place
    while let scalar = here, scalar.continuesName { place += 1 }
    let text = source.text(span(from: start))
    return Token.Word(rawValue: text).map { .word($0) } ?? .name(text)
  }

  private mutating func quoted() throws(FormulaError) -> String {
    try enclosed(until: "\"", what: "引号 (quotation mark)")
  }

  private mutating func bracketed() throws(FormulaError) -> String {
    try enclosed(until: "]", what: "方括号 (bracket)")
  }

  private mutating func enclosed(until close: Unicode.Scalar, what: String) throws(FormulaError) -> String {
    let start = place
    place += 1
    while let scalar = here, scalar != close, scalar != "\n" { place += 1 }
    guard here == close else {
      throw source.error(
        .syntax, Span(start: start, end: start + 1), "\(what)没有结束 · is not closed",
        "补上“\(close)” · close it with \(close)")
    }
    place += 1
    return source.text(Span(start: start + 1, end: place - 1))
  }

  private mutating func mark() throws(FormulaError) -> String {
    for long in ["<=", ">=", "==", "!="] where matches(long) {
      place += 2
      return long
    }
    guard let scalar = here, "+-*/^(),;=<>.".unicodeScalars.contains(scalar) else { throw strange() }
    place += 1
    return String(scalar)
  }

  private func matches(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    return place + wanted.count <= scalars.count
      && scalars[place..<place + wanted.count].elementsEqual(wanted)
  }
}

extension Lexer {
  /// What to type instead of characters that an input method or a printed page brings in.
  private static let instead: [Unicode.Scalar: String] = [
    "（": "(", "）": ")", "，": ",", "；": ";", "＝": "=", "＋": "+", "－": "-", "−": "-", "–": "-", "×": "*",
    "·": "*", "÷": "/", "／": "/", "＜": "<", "＞": ">", "≤": "<=", "≥": ">=", "≠": "!=", "“": "\"", "”": "\"",
    "「": "\"", "」": "\"", "。": ".", "．": ".", "【": "[", "】": "]", "'": "\"", "&": "and", "|": "or",
    "!": "not",
    "²": "^2", "³": "^3", "{": "(", "}": ")", "、": ",", "：": "=", ":": "=", "％": "/ 100", "%": "/ 100",
  ]

  fileprivate func strange() -> FormulaError {
    let scalar = scalars[place]
    let shown = scalar.value < 0x20 ? "U+" + String(scalar.value, radix: 16) : String(scalar)
    let remedy =
      Self.instead[scalar].map { "改用 \($0) · write \($0)" }
      ?? "名称用汉字、拉丁字母、数字和 _ · names are Chinese or Latin letters, digits and _"
    return source.error(
      .syntax, Span(start: place, end: place + 1),
      "公式中不能有字符“\(shown)” · the character ‘\(shown)’ has no meaning in a formula", remedy)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { self >= "0" && self <= "9" }

  /// Chinese characters, Latin letters with and without marks, and `_`.
  var startsName: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x3007,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
      true
    default: false
    }
  }

  var continuesName: Bool { startsName || isDigit }
}
