internal import Quantities

/// The limits by which a map sorts its values into at most five classes of about equal count.
public struct ClassBreaks {
  /// Between classes, rising; a value equal to a limit belongs to the class above it.
  public let limits: [Double]
  /// Smallest and largest value.
  public let range: ClosedRange<Double>

  /// - Returns: nil when there is no finite value.
  public init?(_ values: [Double], classes: Int = Palette.steps.count) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    range = first...last
    var limits: [Double] = []
    for step in 1..<classes {
      let limit = Self.rounded(sorted[min(sorted.count - 1, sorted.count * step / classes)])
      if limit > (limits.last ?? first), limit <= last { limits.append(limit) }
    }
    self.limits = limits
  }

  /// The class of a value, 0 for the lowest; nil for what is missing.
  public func index(of value: Double) -> Int? {
    value.isFinite ? limits.count { $0 <= value } : nil
  }

  /// Which of the five colours a class has: few classes are spread over the whole range of lightness.
  public func step(of index: Int) -> Int {
    limits.isEmpty ? 2 : index * (Palette.steps.count - 1) / limits.count
  }

  /// The classes in words, from the lowest.
  public var labels: [String] {
    guard let first = limits.first, let last = limits.last else { return [text(range.lowerBound)] }
    let middle = zip(limits, limits.dropFirst()).map { "\(text($0)) – \(text($1))" }
    return ["< \(text(first))"] + middle + ["≥ \(text(last))"]
  }

  private func text(_ x: Double) -> String {
    quantityText(x)
  }

  /// Two significant digits, so that a limit can be remembered.
  private static func rounded(_ x: Double) -> Double {
    guard x != 0 else { return 0 }
    var power = 1.0
    while abs(x) / power >= 100 { power *= 10 }
    while abs(x) / power < 10 { power /= 10 }
    return (x / power).rounded() * power
  }
}
