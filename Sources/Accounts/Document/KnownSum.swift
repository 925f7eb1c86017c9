/// The sum of what is known of some figures; NaN, which is missing, where nothing is.
public func sumOfKnown(_ figures: some Sequence<Double>) -> Double {
  figures.reduce(.nan, sumOfKnown)
}

/// The sum of what is known of two figures; NaN where neither is.
func sumOfKnown(_ one: Double, _ other: Double) -> Double {
  one.isNaN ? other : other.isNaN ? one : one + other
}
