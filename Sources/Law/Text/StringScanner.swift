/// Walks through a quoted text, piece by piece.
struct StringScanner {
  /// What comes next in the text.
  enum Piece {
    /// Bytes that stand for themselves.
    case plain(Range<Int>)
    /// What an escape stands for.
    case scalar(Unicode.Scalar)
    /// A continued line: stands for nothing.
    case nothing
    case end
  }

  let source: SourceText
  let dialect: Dialect
  let start: Int
  private(set) var at: Int
  private let quote: UInt8

  /// Begins behind the opening quote, which stands at `start`.
  init(_ source: SourceText, _ dialect: Dialect, start: Int) {
    self.source = source
    self.dialect = dialect
    self.start = start
    quote = source.bytes[start]
    at = start + 1
  }

  private func byte(_ index: Int) -> UInt8 { index < source.bytes.count ? source.bytes[index] : 0 }

  /// The whole text when nothing in it is escaped, as in most; nil, with nothing passed over, otherwise.
  mutating func plainText() -> String? {
    let bytes = source.bytes
    var end = at
    while end < bytes.count, bytes[end] != quote {
      if bytes[end] == UInt8(ascii: "\\") || bytes[end] < 0x20 { return nil }
      end += 1
    }
    guard end < bytes.count else { return nil }
    defer { at = end + 1 }
    return String(decoding: bytes[at..<end], as: UTF8.self)
  }

  /// The next piece; after ``Piece/end``, `at` is behind the closing quote.
  mutating func next() throws(ReadingError) -> Piece {
    let from = at
    while at < source.bytes.count {
      let current = source.bytes[at]
      if current == quote || current == UInt8(ascii: "\\") || current == 0x0A || current == 0x0D { break }
      if current == 0x09, !dialect.isJSON5 { break }
      at += 1
    }
    if at > from { return .plain(from..<at) }
    switch byte(at) {
    case quote where at < source.bytes.count:
      at += 1
      return .end
    case UInt8(ascii: "\\"):
      return try escape()
    default:
      throw source.error(
        at: start, Label(zh: "字符串在本行内没有结束", en: "the text does not end in its line"),
        remedy: Label(
          zh: "加上结尾引号；要续行，在行末写 \\", en: "close the quote; to go on in the next line, end the line with \\"))
    }
  }

  private mutating func escape() throws(ReadingError) -> Piece {
    let code = byte(at + 1)
    if let plain = Self.jsonEscapes[code] {
      at += 2
      return .scalar(plain)
    }
    if code == UInt8(ascii: "u") { return .scalar(try unicodeEscape()) }
    guard dialect.isJSON5 else { throw unknownEscape() }
    return try liberalEscape(code)
  }

  private static let jsonEscapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  /// Escapes that only JSON5 has: `\'`, `\v`, `\xHH`, continued lines, and characters that need none.
  private mutating func liberalEscape(_ code: UInt8) throws(ReadingError) -> Piece {
    switch code {
    case UInt8(ascii: "x"):
      guard let value = hexadecimal(from: at + 2, count: 2), value != 0 else { throw unknownEscape() }
      at += 4
      return .scalar(Unicode.Scalar(UInt8(value)))
    case 0x0A, 0x0D:
      at += code == 0x0D && byte(at + 2) == 0x0A ? 3 : 2
      return .nothing
    case 0xE2 where byte(at + 2) == 0x80 && (byte(at + 3) == 0xA8 || byte(at + 3) == 0xA9):
      at += 4
      return .nothing
    case 0, UInt8(ascii: "0")...UInt8(ascii: "9"):
      throw unknownEscape()
    case UInt8(ascii: "v"):
      at += 2
      return .scalar("\u{B}")
    default:
      at += 1
      let length = code < 0x80 ? 1 : code < 0xE0 ? 2 : code < 0xF0 ? 3 : 4
      let end = min(at + length, source.bytes.count)
      defer { at = end }
      return .plain(at..<end)
    }
  }

  private func unknownEscape() -> ReadingError {
    source.error(
      at: at, Label(zh: "不认识的转义 \\", en: "unknown escape \\"),
      remedy: Label(zh: "反斜杠本身写 \\\\", en: "write \\\\ for a backslash"))
  }

  private mutating func unicodeEscape() throws(ReadingError) -> Unicode.Scalar {
    guard let first = hexadecimal(from: at + 2, count: 4) else { throw unknownEscape() }
    var (value, length) = (first, 6)
    if (0xD800...0xDBFF).contains(first), byte(at + 6) == UInt8(ascii: "\\"),
      byte(at + 7) == UInt8(ascii: "u"),
      let second = hexadecimal(from: at + 8, count: 4), (0xDC00...0xDFFF).contains(second)
    {
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      length = 12
    }
    // Half of a pair is no character, and a zero would end the text for C libraries.
    guard let scalar = Unicode.Scalar(value), value != 0 || !dialect.isJSON5 else { throw unknownEscape() }
    at += length
    return scalar
  }

  private func hexadecimal(from index: Int, count: Int) -> UInt32? {
    var value: UInt32 = 0
    for place in index..<(index + count) {
      guard let digit = Unicode.Scalar(byte(place)).properties.numericHex else { return nil }
      value = value << 4 + digit
    }
    return value
  }

  /// The byte at which a character of the decoded text stands in the file.
  ///
  /// - Parameter scalar: Index of a Unicode scalar; beyond the end gives the closing quote.
  static func offset(ofScalar scalar: Int, inLiteralAt start: Int, of source: SourceText) -> Int {
    guard start < source.bytes.count else { return start }
    var scanner = StringScanner(source, .json5, start: start)
    var left = scalar
    while true {
      let before = scanner.at
      guard let piece = try? scanner.next() else { return before }
      switch piece {
      case .end: return before
      case .nothing: continue
      case .scalar:
        if left == 0 { return before }
        left -= 1
      case .plain(let range):
        for index in range where source.bytes[index] & 0xC0 != 0x80 {
          if left == 0 { return index }
          left -= 1
        }
      }
    }
  }
}

extension Unicode.Scalar.Properties {
  /// The value of an ASCII hexadecimal digit.
  fileprivate var numericHex: UInt32? {
    guard isASCIIHexDigit, let value = Int(String(lowercaseMapping), radix: 16) else { return nil }
    return UInt32(value)
  }
}
