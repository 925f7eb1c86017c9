/// The shortest decimal digits that read back to the same Double: 0.d₁d₂d₃… × 10^`point`.
struct ShortestDigits {
  /// Whether the number is below zero; negative zero is not.
  let negative: Bool
  /// Digits 0 to 9 without leading or trailing zeros; empty for zero, at most 17.
  let digits: [UInt8]
  /// How many of the digits stand before the decimal point; may be negative or above the count.
  let point: Int

  /// Takes the digits from the standard library, which gives the shortest and among these the closest,
  /// as ECMAScript asks; nil when `value` is NaN or infinite.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    var (digits, before, power) = Self.parts(of: value.magnitude.description)
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    negative = value < 0
    before -= leading
    power = digits.isEmpty ? 0 : before + power
    point = power
  }

  /// Splits `1.5e-07` into its digits, how many stand before the point, and the exponent.
  private static func parts(of text: String) -> (digits: [UInt8], before: Int, power: Int) {
    let halves = text.split(separator: "e", maxSplits: 1)
    let mantissa = halves[0].utf8
    let digits = mantissa.filter { $0 != UInt8(ascii: ".") }.map { $0 - UInt8(ascii: "0") }
    let before = mantissa.prefix { $0 != UInt8(ascii: ".") }.count
    return (digits, before, halves.count > 1 ? Int(halves[1]) ?? 0 : 0)
  }

  /// The digits as text.
  var text: String { Self.text(digits) }

  /// Digits 0 to 9 as text.
  static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
