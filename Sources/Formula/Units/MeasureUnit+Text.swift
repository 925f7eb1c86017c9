import Quantities

extension MeasureUnit {
  static func text(scale: Double, factors: [Factor]) -> String {
    body(scale: scale, factors: factors) { name, power in written(name, power) }
  }

  /// The same unit as udunits reads it: 万 and 亿 written as numbers.
  var udunitsText: String {
    Self.body(scale: scale, factors: factors) { name, power in
      let parts = NumberPrefix.split(name)
      guard parts.factor != 1 else { return Self.written(name, power) }
      return "(\(canonicalNumber(parts.factor) ?? "1") \(parts.unit))^\(power)"
    }
  }

  private static func body(
    scale: Double, factors: [Factor], write: (String, Int) -> String
  ) -> String {
    let above = factors.filter { $0.power > 0 }.map { write($0.name, $0.power) }
    let below = factors.filter { $0.power < 0 }.map { write($0.name, -$0.power) }
    var text = above.isEmpty ? "1" : above.joined(separator: ".")
    if scale != 1 {
      let number = canonicalNumber(scale) ?? "1"
      text = above.isEmpty ? number : number + " " + text
    }
    guard !below.isEmpty else { return text }
    return text + (below.count == 1 ? "/" + below[0] : "/(" + below.joined(separator: ".") + ")")
  }

  /// One factor: a name that ends in a digit, as 万m3 does, is repeated rather than raised.
  private static func written(_ name: String, _ power: Int) -> String {
    guard power != 1 else { return name }
    guard name.last?.isNumber == true else { return "\(name)\(power)" }
    return Array(repeating: name, count: power).joined(separator: ".")
  }
}

/// The Chinese number words in front of a unit.
enum NumberPrefix {
  private static let words: [(word: String, factor: Double)] = [
    ("万亿", 1e12), ("百万", 1e6), ("千万", 1e7), ("千", 1e3), ("万", 1e4), ("亿", 1e8),
  ]

  /// A unit's name without the number word in front of it, and the number: 万m3 is 10000 and m3.
  static func split(_ name: String) -> (factor: Double, unit: String) {
    for (word, factor) in words where name.hasPrefix(word) && name.count > word.count {
      return (factor, String(name.dropFirst(word.count)))
    }
    return (1, name)
  }
}
