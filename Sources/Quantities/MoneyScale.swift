/// The three scales in which documents state money.
public enum MoneyScale: String, Hashable, Sendable, CaseIterable {
  /// Yuan.
  case yuan = "元"
  /// Ten thousand yuan.
  case wanYuan = "万元"
  /// A hundred million yuan.
  case yiYuan = "亿元"

  /// The power of ten between this scale and the yuan: 4 for 万元.
  public var exponent: Int {
    switch self {
    case .yuan: 0
    case .wanYuan: 4
    case .yiYuan: 8
    }
  }
}

extension Counted where Unit == Yuan {
  /// The bridge from a measured number of 元, 万元 or 亿元 to whole fen.
  ///
  /// - Throws: ``CountedRefusal`` as ``init(measured:rounding:)``.
  public init(
    measured value: Double, in scale: MoneyScale, rounding: Rounding
  ) throws(CountedRefusal) {
    try self.init(measured: value, timesTenTo: scale.exponent, rounding: rounding)
  }

  /// Reads an amount with its scale, such as `219.5 万元`, `1.875亿元` or `30 元`, exactly.
  ///
  /// - Throws: ``NumeralRefusal``; an amount finer than a fen is refused.
  public init(parsingScaled text: some StringProtocol) throws(NumeralRefusal) {
    // 元 is the tail of the other two, so the longer names are tried first.
    let known: [MoneyScale] = [.yiYuan, .wanYuan, .yuan]
    guard let scale = known.first(where: { text.hasSuffix($0.rawValue) }) else {
      throw .unknownScale(text: String(text))
    }
    var number = text.dropLast(scale.rawValue.count)
    if number.last == " " { number = number.dropLast() }
    let numeral: DecimalNumeral = try DecimalNumeral(parsing: number)
    try self.init(exactly: numeral.shifted(by: scale.exponent), text: String(text))
  }

  /// The exact amount in a scale, without needless zeros: `219.5 万元`.
  public func text(in scale: MoneyScale) -> String {
    var text = decimalText(of: Int128(parts), decimals: Yuan.decimals + scale.exponent)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return "\(text) \(scale.rawValue)"
  }

  /// The amount in a scale, rounded to so many decimals for people, with commas: `1,875.00 万元`.
  ///
  /// - Precondition: `decimals` is in `0...10`.
  public func text(in scale: MoneyScale, decimals: Int, rounding: Rounding) -> String {
    precondition((0...10).contains(decimals), "0 to 10 decimals.")
    let numeral = DecimalNumeral(coefficient: Int128(parts), exponent: -Yuan.decimals - scale.exponent)
    // An Int64 times 10^10 always fits in 128 bits.
    let rounded = numeral.wholeParts(decimals: decimals, rounding: rounding) ?? 0
    let text = decimalText(of: rounded, decimals: decimals)
    let halves = text.split(separator: ".", maxSplits: 1)
    let fraction = halves.count > 1 ? "." + halves[1] : ""
    return "\(grouped(String(halves[0])))\(fraction) \(scale.rawValue)"
  }
}
