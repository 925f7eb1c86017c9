/// Reads one number and keeps its digits.
struct NumberScanner {
  let source: SourceText
  let dialect: Dialect
  let start: Int
  private(set) var at: Int

  init(_ source: SourceText, _ dialect: Dialect, start: Int) {
    self.source = source
    self.dialect = dialect
    self.start = start
    at = start
  }

  private func byte(_ index: Int) -> UInt8 { index < source.bytes.count ? source.bytes[index] : 0 }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private mutating func digits() -> Int {
    let from = at
    while isDigit(byte(at)) { at += 1 }
    return at - from
  }

  /// The number at the start.
  mutating func read() throws(ReadingError) -> Node.Numeral {
    let sign = byte(at)
    if sign == UInt8(ascii: "-") || (dialect.isJSON5 && sign == UInt8(ascii: "+")) { at += 1 }
    let letter = byte(at)
    if letter == UInt8(ascii: "I") || letter == UInt8(ascii: "N") { throw notFinite() }
    if dialect.isJSON5, letter == UInt8(ascii: "0"), byte(at + 1) | 0x20 == UInt8(ascii: "x") {
      return try hexadecimal(negative: sign == UInt8(ascii: "-"))
    }
    return try decimal()
  }

  private mutating func decimal() throws(ReadingError) -> Node.Numeral {
    let first = at
    let whole = digits()
    if whole > 1, byte(first) == UInt8(ascii: "0") { throw malformed() }
    var fraction = 0
    if byte(at) == UInt8(ascii: ".") {
      at += 1
      fraction = digits()
      if !dialect.isJSON5, whole == 0 || fraction == 0 { throw malformed() }
    }
    if whole + fraction == 0 { throw malformed() }
    if byte(at) | 0x20 == UInt8(ascii: "e") {
      at += 1
      if byte(at) == UInt8(ascii: "+") || byte(at) == UInt8(ascii: "-") { at += 1 }
      if digits() == 0 { throw malformed() }
    }
    guard let value = number(source.bytes[start..<at]) else { throw malformed() }
    return try finished(value)
  }

  /// The nearest Double; the standard library wants a digit on each side of the point.
  private func number(_ digits: ArraySlice<UInt8>) -> Double? {
    if let value = Double(String(decoding: digits, as: UTF8.self)) { return value }
    var text: [UInt8] = []
    for index in digits.indices {
      let isPoint = digits[index] == UInt8(ascii: ".")
      if isPoint, index == digits.startIndex || !isDigit(digits[index - 1]) { text.append(0x30) }
      text.append(digits[index])
      if isPoint, index + 1 == digits.endIndex || !isDigit(digits[index + 1]) { text.append(0x30) }
    }
    return Double(String(decoding: text, as: UTF8.self))
  }

  private mutating func hexadecimal(negative: Bool) throws(ReadingError) -> Node.Numeral {
    at += 2
    let from = at
    while Unicode.Scalar(byte(at)).properties.isASCIIHexDigit { at += 1 }
    let text = String(decoding: source.bytes[from..<at], as: UTF8.self)
    guard let whole = UInt64(text, radix: 16), whole <= 1 << 53 else { throw malformed() }
    return try finished(negative ? -Double(whole) : Double(whole))
  }

  private func finished(_ value: Double) throws(ReadingError) -> Node.Numeral {
    let next = byte(at)
    // Asking for properties of a character takes longer than reading a number, so the usual ones come first.
    let isUsual = next == UInt8(ascii: ",") || next == UInt8(ascii: "]") || next == UInt8(ascii: "}")
    if !isUsual, next >= 0x80 || Unicode.Scalar(next).properties.isIDContinue || next == UInt8(ascii: ".") {
      throw malformed()
    }
    guard value.isFinite else { throw notFinite() }
    return Node.Numeral(digits: String(decoding: source.bytes[start..<at], as: UTF8.self), value: value)
  }

  private func malformed() -> ReadingError {
    source.error(
      at: start, Label(zh: "数写得不对", en: "malformed number"),
      remedy: Label(
        zh: "写成 12、0.5 或 1.2e-3；带单位的量写成文字，如 \"1.35 t/m3\"",
        en: "write it like 12, 0.5 or 1.2e-3; a quantity with its unit is a text, like \"1.35 t/m3\""))
  }

  private func notFinite() -> ReadingError {
    source.error(
      at: start, Label(zh: "数必须有限", en: "a number must be finite"),
      remedy: Label(zh: "缺测写 null；没有上限就不写", en: "write null for missing; leave out a bound that there is not")
    )
  }
}
