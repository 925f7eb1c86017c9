/// Reads the text of a unit into a product of names: `t/(hm2.a)`, `万m3`, `m²·s⁻¹`, `1e4 m3`.
///
/// As in udunits, products and quotients group from the left: `a/b.c` is `(a/b).c`.
struct UnitReader {
  private let text: String
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0

  static func read(_ text: String) throws(UnitError) -> MeasureUnit {
    var reader = UnitReader(text: text, scalars: Array(text.unicodeScalars))
    let unit = try reader.product()
    guard reader.place == reader.scalars.count else { throw reader.refusal }
    return unit
  }

  private init(text: String, scalars: [Unicode.Scalar]) {
    self.text = text
    self.scalars = scalars
  }

  private var refusal: UnitError { .notAUnit(text: text, offset: place) }
  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func skipSpaces() {
    while let scalar = next, scalar == " " || scalar == "\u{3000}" { place += 1 }
  }

  private mutating func product() throws(UnitError) -> MeasureUnit {
    skipSpaces()
    var unit = try power()
    while true {
      let end = place
      skipSpaces()
      guard let scalar = next, scalar != ")" else { return unit }
      switch scalar {
      case "/":
        place += 1
        skipSpaces()
        unit = unit.times(try power(), power: -1)
      case ".", "·", "⋅", "*", "×":
        place += 1
        skipSpaces()
        unit = unit.times(try power())
      default:
        // Two names side by side need a blank at least: hm2a is a slip, not hm2.a.
        guard place > end else { throw refusal }
        unit = unit.times(try power())
      }
    }
  }

  private mutating func power() throws(UnitError) -> MeasureUnit {
    guard let scalar = next else { throw refusal }
    if scalar == "(" { return try group() }
    if isDigit(scalar) { return try number() }
    let start = place
    while let scalar = next, isNameScalar(scalar) { place += 1 }
    guard place > start else { throw refusal }
    var name = string(of: scalars[start..<place])
    var exponent = try self.exponent() ?? 1
    // 万m3 is ten thousand cubic metres, not the cube of ten thousand metres.
    if NumberPrefix.split(name).factor != 1, exponent > 1 {
      name += String(exponent)
      exponent = 1
    }
    return MeasureUnit(scale: 1, factors: [.init(name: name, power: exponent)])
  }

  private mutating func group() throws(UnitError) -> MeasureUnit {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 16 else { throw refusal }
    place += 1
    let inner = try product()
    guard next == ")" else { throw refusal }
    place += 1
    return inner.raised(to: try exponent() ?? 1)
  }

  private mutating func number() throws(UnitError) -> MeasureUnit {
    let start = place
    skipDigits()
    if next == ".", place + 1 < scalars.count, isDigit(scalars[place + 1]) {
      place += 1
      skipDigits()
    }
    if next == "e" || next == "E" { skipDecimalExponent() }
    guard let value = Double(string(of: scalars[start..<place])), value > 0, value.isFinite else {
      throw refusal
    }
    let unit = MeasureUnit(scale: value, factors: [])
    return next == "^" ? unit.raised(to: try exponent() ?? 1) : unit
  }

  private mutating func skipDigits() {
    while let scalar = next, isDigit(scalar) { place += 1 }
  }

  private mutating func skipDecimalExponent() {
    let signed = place + 1 < scalars.count && (scalars[place + 1] == "-" || scalars[place + 1] == "+")
    let digit = place + (signed ? 2 : 1)
    guard digit < scalars.count, isDigit(scalars[digit]) else { return }
    place = digit
    skipDigits()
  }

  /// `2`, `-1`, `^-1`, `²`, `⁻¹` after a name; nil if there is none.
  private mutating func exponent() throws(UnitError) -> Int? {
    let marked = next == "^"
    if marked { place += 1 }
    var digits = ""
    while let scalar = next, let digit = exponentCharacter(scalar, first: digits.isEmpty) {
      digits.append(digit)
      place += 1
    }
    if digits.isEmpty, !marked { return nil }
    guard let value = Int(digits), abs(value) <= 60 else { throw refusal }
    return value
  }
}

private func exponentCharacter(_ scalar: Unicode.Scalar, first: Bool) -> Character? {
  if isDigit(scalar) { return Character(scalar) }
  if first, scalar == "-" || scalar == "⁻" { return "-" }
  guard let index = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars).firstIndex(of: scalar) else { return nil }
  return Character(String(index))
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

private func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isAlphabetic || "%‰°_µ".unicodeScalars.contains(scalar)
}
