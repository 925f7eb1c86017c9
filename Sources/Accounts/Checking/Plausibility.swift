public import Law
import Quantities

/// Holds what was found in the data against what the pack calls plausible.
public enum Plausibility {
  /// Bounds of one name, all in its unit.
  public struct Bounds: Hashable, Sendable {
    public var low: Double
    public var high: Double
    public var mean: ClosedRange<Double>?

    public init(low: Double, high: Double, mean: ClosedRange<Double>?) {
      self.low = low
      self.high = high
      self.mean = mean
    }

    /// The bounds that a pack gives an input; infinite where it gives none.
    public init(_ plausible: InputDeclaration.Plausible?) {
      self.init(
        low: plausible?.min ?? -.infinity, high: plausible?.max ?? .infinity, mean: plausible?.mean)
    }
  }

  /// Findings about one name.
  ///
  /// - Parameter unit: The unit in which the statistics are, for the message.
  public static func findings(
    _ name: String, unit: String, statistics: ValueStatistics, bounds: Bounds
  ) -> [Finding] {
    guard let mean = statistics.mean else {
      return [
        Finding(
          .error, code: "data.empty", subject: name,
          message: Label(zh: "分区内没有任何有效值", en: "no value at all inside the zones"),
          remedy: Label(zh: "检查范围、坐标系和 nodata", en: "check extent, reference system and nodata"))
      ]
    }
    return beyond(name, unit, statistics, bounds) + meanFinding(name, unit, mean, bounds)
      + missing(name, statistics)
  }

  private static func beyond(
    _ name: String, _ unit: String, _ statistics: ValueStatistics, _ bounds: Bounds
  ) -> [Finding] {
    let beyond = statistics.below + statistics.above
    guard beyond > 0 else { return [] }
    let share = percent(Double(beyond) / Double(statistics.count))
    let range = measured("\(short(bounds.low))…\(short(bounds.high))", unit)
    let seen = measured("\(short(statistics.least))…\(short(statistics.most))", unit)
    let place =
      statistics.firstBeyond.map { "（瓦片 tile \($0.tile)，像元 cell \($0.cell)：\(short($0.value))）" } ?? ""
    return [
      Finding(
        .warning, code: "data.beyond-range", subject: name,
        message: Label(
          zh: "\(share) 的像元超出 \(range)，实际为 \(seen)\(place)",
          en: "\(share) of the cells lie outside \(range); seen \(seen)"),
        remedy: Label(
          zh: "检查单位、nodata 和波段；确属实情则在 region.json5 中写明",
          en: "check unit, nodata and band; if it is true, say so"))
    ]
  }

  /// A finding about single figures: one for the region, or those of zones.
  ///
  /// - Parameter figures: Each with the code of its zone; empty where it is the region's.
  /// - Returns: nil when all lie within the bounds of a single value.
  static func beyond(
    _ name: String, unit: String, figures: [(zone: String, value: Double)], bounds: Bounds
  ) -> Finding? {
    let beyond = figures.filter { $0.value < bounds.low || $0.value > bounds.high }
    guard !beyond.isEmpty else { return nil }
    let some = beyond.prefix(5).map {
      ($0.zone.isEmpty ? "" : "\($0.zone) ") + measured(short($0.value), unit)
    }
    let list = some.joined(separator: "；") + (beyond.count > 5 ? " …" : "")
    let range = measured("\(short(bounds.low))…\(short(bounds.high))", unit)
    let isZonal = !beyond[0].zone.isEmpty
    return Finding(
      .warning, code: "data.beyond-range", subject: name,
      message: Label(
        zh: (isZonal ? "\(beyond.count) 个分区的值" : "所给的值") + "超出 \(range)：\(list)",
        en: (isZonal ? "\(beyond.count) zones have values" : "the value given lies")
          + " outside \(range): \(list)"),
      remedy: Label(
        zh: "核对数和单位；确属实情则在 region.json5 中写明", en: "check number and unit; if it is true, say so"))
  }

  private static func meanFinding(
    _ name: String, _ unit: String, _ mean: Double, _ bounds: Bounds
  ) -> [Finding] {
    guard let range = bounds.mean, !range.contains(mean) else { return [] }
    let wanted = measured("\(short(range.lowerBound))…\(short(range.upperBound))", unit)
    let found = measured(short(mean), unit)
    let slip = slip(mean, into: range)
    return [
      Finding(
        .warning, code: "data.implausible-mean", subject: name,
        message: Label(
          zh: "平均值 \(found) 不在常见范围 \(wanted) 之内",
          en: "the mean \(found) lies outside the usual \(wanted)"),
        remedy: slip)
    ]
  }

  /// A factor of ten, a hundred or a thousand that would make the mean plausible; what lies just outside is
  /// no slip of magnitude.
  private static func slip(_ mean: Double, into range: ClosedRange<Double>) -> Label {
    let isNear = mean > 0 && mean >= range.lowerBound / 1.25 && mean <= range.upperBound * 1.25
    for factor in [1000.0, 0.001, 100, 0.01, 10, 0.1]
    where !isNear && range.contains(mean * factor) {
      let text = factor > 1 ? "×\(Int(factor))" : "÷\(Int((1 / factor).rounded()))"
      return Label(
        zh: "像是单位差了 \(text)：核对 unit", en: "it looks like a slip of \(text): check the unit")
    }
    return Label(
      zh: "核对单位、年份和文件；确属实情则不必改", en: "check unit, year and file; if it is true, leave it")
  }

  private static func missing(_ name: String, _ statistics: ValueStatistics) -> [Finding] {
    guard statistics.missingShare > 0.005 else { return [] }
    let share = percent(statistics.missingShare)
    // A map that knows next to nothing of the region is a wrong map, not one with gaps.
    return [
      Finding(
        statistics.missingShare > 0.9 ? .error : .warning, code: "data.missing", subject: name,
        message: Label(zh: "分区内 \(share) 的像元没有值", en: "\(share) of the cells inside the zones have no value"),
        remedy: Label(
          zh: "检查图层范围、是否错位、nodata；缺的地方不计入", en: "check extent, shift and nodata; such land is left out"))
    ]
  }

  static func percent(_ share: Double) -> String { short(share * 100) + "%" }

  /// A figure with its unit; a pure number has none.
  static func measured(_ figure: String, _ unit: String) -> String {
    unit.isEmpty || unit == "1" ? figure : "\(figure) \(unit)"
  }

  /// About four digits, enough for a message.
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return value < 0 ? "-∞" : "∞" }
    if value == 0 { return "0" }
    let size = abs(value)
    let decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 4 : 7
    return formatted(value, decimals: decimals, grouping: false)
  }
}
