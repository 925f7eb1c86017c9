/// The sum of what is known of some figures; NaN, which is missing, where nothing is.
public func sumOfKnown(_ figures: some Sequence<Double>) -> Double {
  figures.reduce(.nan) { $0.isNaN ? $1 : $1.isNaN ? $0 : $0 + $1 }
}
