/// A conversion factor as it was meant.
///
/// udunits multiplies definitions one after the other, so that a factor can miss its decimal by some last
/// bits. A factor within a few of them of a decimal of at most twelve digits, or of the reciprocal of one, is
/// that number.
func tidied(_ factor: Double) -> Double {
  if let decimal = nearDecimal(factor) { return decimal }
  if let reciprocal = nearDecimal(1 / factor) { return 1 / reciprocal }
  return factor
}

private func nearDecimal(_ x: Double) -> Double? {
  guard x.isFinite, x != 0 else { return nil }
  var exponent = 0
  var digits = x.magnitude
  while digits >= 1e12 {
    digits /= 10
    exponent += 1
  }
  while digits < 1e11, exponent > -400 {
    digits *= 10
    exponent -= 1
  }
  guard let whole = Int(exactly: digits.rounded()), let decimal = Double("\(whole)e\(exponent)") else {
    return nil
  }
  guard (decimal - x.magnitude).magnitude <= 8 * x.ulp else { return nil }
  return x < 0 ? -decimal : decimal
}
