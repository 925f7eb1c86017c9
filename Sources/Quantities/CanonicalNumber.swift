/// The one text of a Double in canonical JSON (RFC 8785 §3.2.2.3, ECMAScript Number::toString).
///
/// Two programs that follow the rule write the same bytes, and the text reads back to the same bits
/// (except that negative zero becomes `0`).
///
/// - Returns: nil for NaN and the infinities, which JSON does not have.
public func canonicalNumber(_ x: Double) -> String? {
  guard x.isFinite else { return nil }
  // Where the standard library needs no exponent its digits are those of ECMAScript, but for a final ".0".
  let plain = x.description
  if x != 0, !plain.utf8.contains(UInt8(ascii: "e")) {
    let isWhole = plain.utf8.suffix(2).elementsEqual(".0".utf8)
    return isWhole ? String(plain.utf8.dropLast(2)) ?? plain : plain
  }
  guard let shortest = ShortestDigits(x) else { return nil }
  if shortest.digits.isEmpty { return "0" }
  return (shortest.negative ? "-" : "") + magnitude(of: shortest)
}

/// The ECMAScript form of the digits, by where the decimal point falls.
private func magnitude(of shortest: ShortestDigits) -> String {
  let (digits, count, point) = (shortest.text, shortest.digits.count, shortest.point)
  if point > 21 || point <= -6 { return scientific(digits, power: point - 1) }
  if point >= count { return digits + String(repeating: "0", count: point - count) }
  if point > 0 { return digits.prefix(point) + "." + digits.dropFirst(point) }
  return "0." + String(repeating: "0", count: -point) + digits
}

private func scientific(_ digits: String, power: Int) -> String {
  let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
  return digits.prefix(1) + fraction + (power < 0 ? "e-" : "e+") + String(abs(power))
}
