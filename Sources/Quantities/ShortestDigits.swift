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

  /// Splits `1.5e-07` into its digits, how many stand before the point, and the exponent, in one pass over
  /// its bytes: an account prints hundreds of thousands of numbers.
  private static func parts(of text: String) -> (digits: [UInt8], before: Int, power: Int) {
    var digits: [UInt8] = []
    digits.reserveCapacity(17)
    var before: Int?
    var (power, sign, isPower) = (0, 1, false)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): before = digits.count
      case UInt8(ascii: "e"): isPower = true
      case UInt8(ascii: "-"): sign = -1
      case UInt8(ascii: "+"): sign = 1
      case _ where isPower: power = power * 10 + Int(byte - UInt8(ascii: "0"))
      default: digits.append(byte - UInt8(ascii: "0"))
      }
    }
    return (digits, before ?? digits.count, sign * power)
  }

  /// The digits as text.
  var text: String { Self.text(digits) }

  /// Digits 0 to 9 as text.
  static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
