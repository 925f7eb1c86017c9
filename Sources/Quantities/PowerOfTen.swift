/// 10 to the `exponent`, exactly.
///
/// - Precondition: `exponent` is in `0...38`, the powers that a 128-bit number holds.
func powerOfTen(_ exponent: Int) -> Int128 {
  precondition((0...38).contains(exponent), "A power of ten of a 128-bit number is 0 to 38.")
  var power: Int128 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}
