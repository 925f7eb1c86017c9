internal import Accounts
internal import Quantities

/// The rows of `account.csv`: the head, then one row for each figure of the cube, made as they are asked for.
///
/// The last column says after or by which norm, and 演示 where prices are those of elsewhere.
///
/// - Parameter leftOut: Indicators without figures by choice; their rows stand blank and say so.
func csvRows(_ account: Account, leftOut: Set<String> = []) -> some Sequence<[String]> {
  let units = Dictionary(account.indicators.map { ($0.id, $0.unit) }) { first, _ in first }
  let mark = account.pack.basis + (account.region.demonstration ? " 演示" : "")
  return (-1..<account.sums.count).lazy.map { index in
    index < 0
      ? ["zone", "ecosystem", "indicator", "physical", "unit", "value", "mark"]
      : csvRow(account.sums[index], units, mark, leftOut)
  }
}

private func csvRow(
  _ sum: Account.Sum, _ units: [String: String], _ mark: String, _ leftOut: Set<String>
) -> [String] {
  let isLeftOut = leftOut.contains(sum.indicator)
  func text(_ figure: Double) -> String { isLeftOut ? "" : canonicalNumber(figure) ?? "" }
  return [
    harmless(sum.zone), harmless(sum.ecosystem), harmless(sum.indicator), text(sum.physical),
    harmless(units[sum.indicator] ?? ""), text(sum.value), isLeftOut ? "\(mark) 按选择不计" : mark,
  ]
}

/// A text that no spreadsheet takes for a formula: where it begins like one, an apostrophe stands before it.
///
/// - Source: OWASP, CSV Injection.
func harmless(_ text: String) -> String {
  guard let first = text.unicodeScalars.first, ["=", "+", "-", "@", "\t", "\r"].contains(first) else {
    return text
  }
  return "'" + text
}
