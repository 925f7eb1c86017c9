/// Reads a decimal number as people type it: `12.5`, `-3`, `1e-4`, `１２．５`.
///
/// Nothing is guessed: `1,234` might be 1234 or 1.234, and `12%` might be 0.12 or 12, so both are refused
/// with advice. Words such as `nan` and `inf` are no numbers.
public func readNumber(_ text: String) throws(CellProblem) -> Double {
  let plain = narrowed(trimmed(text))
  if plain.isEmpty { throw .empty }
  if plain.hasSuffix("%") || plain.hasSuffix("‰") { throw .percentSign }
  guard isDecimal(plain) else {
    let separators: Set<Character> = [",", "'", " ", "\u{A0}", "\u{2009}", "\u{202F}"]
    let closed = String(plain.filter { !separators.contains($0) })
    throw closed != plain && isDecimal(closed) ? .thousandSeparator : .notANumber
  }
  guard let number = Double(plain), number.isFinite else { throw .notFinite }
  return number
}

/// Turns full-width digits and signs into their plain forms, and the typographic minus into the plain one.
func narrowed(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  var plain = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0xFF01...0xFF5E: plain.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
    case 0x2212: plain.append("-")
    case 0x3000: plain.append(" ")
    default: plain.append(scalar)
    }
  }
  return String(plain)
}

/// Whether a text is sign, digits, point, digits, exponent, of which digits must be there.
private func isDecimal(_ text: String) -> Bool {
  var rest = text.utf8[...]
  skipSign(&rest)
  let whole = skipDigits(&rest)
  var fraction = 0
  if rest.first == UInt8(ascii: ".") {
    rest.removeFirst()
    fraction = skipDigits(&rest)
  }
  guard whole + fraction > 0 else { return false }
  guard let letter = rest.first else { return true }
  guard letter | 0x20 == UInt8(ascii: "e") else { return false }
  rest.removeFirst()
  skipSign(&rest)
  return skipDigits(&rest) > 0 && rest.isEmpty
}

private func skipSign(_ rest: inout Substring.UTF8View) {
  if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
}

private func skipDigits(_ rest: inout Substring.UTF8View) -> Int {
  let digits = rest.prefix { (0x30...0x39).contains($0) }.count
  rest.removeFirst(digits)
  return digits
}
