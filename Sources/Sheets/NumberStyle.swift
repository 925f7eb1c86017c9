/// How numbers of a column are shown; the cells keep all their digits.
public enum NumberStyle: Hashable, Sendable {
  /// As Excel sees fit.
  case general
  /// So many decimals, thousands set apart.
  case grouped(decimals: Int)
  /// So many decimals, thousands not set apart: codes, years, shares.
  case plain(decimals: Int)
  /// A share shown in percent.
  case percent(decimals: Int)

  /// The usual style for a unit.
  ///
  /// Money has fen; areas, masses and volumes have two decimals; counts have none; a number without a unit
  /// has four; a unit not known here is left to Excel.
  public init(unit: String?) {
    switch unit {
    case "1": self = .plain(decimals: 4)
    case "%": self = .plain(decimals: 2)
    case "a", "年": self = .plain(decimals: 0)
    case "元", "万元", "亿元", "CNY", "hm2", "hm²", "km2", "km²", "m2", "m²", "亩", "t", "万t", "m3", "m³", "kWh":
      self = .grouped(decimals: 2)
    case "人", "人次", "床", "头", "个", "户", "件": self = .grouped(decimals: 0)
    default: self = .general
    }
  }

  /// The format's text in the workbook.
  var code: String {
    switch self {
    case .general: "General"
    case .grouped(let decimals): "#,##0" + Self.fraction(decimals)
    case .plain(let decimals): "0" + Self.fraction(decimals)
    case .percent(let decimals): "0" + Self.fraction(decimals) + "%"
    }
  }

  private static func fraction(_ decimals: Int) -> String {
    decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
  }
}
