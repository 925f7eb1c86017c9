internal import Accounts
internal import Foundation
internal import GeoFiles
internal import Law
internal import Quantities
public import Reports
internal import Sheets

/// Writes two states side by side: `comparison.json`, `.csv`, `.xlsx`, `.zh.html` and `.en.html`.
///
/// - Returns: The paths.
/// - Throws: When the folder or a file cannot be written.
public func writeComparison(_ table: BeforeAfter, into folder: String) throws -> [String] {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  func path(_ ending: String) -> String { "\(folder)/comparison.\(ending)" }
  try writeWhole(path("json"), Array(table.comparison.json().canonical().utf8))
  try writeCSV(path("csv"), rows: comparisonRows(table))
  try Workbook(title: "前后比较", sheets: [comparisonSheet(table)]).write(to: path("xlsx"))
  for language in Language.allCases {
    try writeWhole(path("\(language.rawValue).html"), Array(comparisonHTML(table, in: language).utf8))
  }
  return (["json", "csv", "xlsx"] + Language.allCases.map { "\($0.rawValue).html" }).map(path)
}

private let heads = [
  "zone", "indicator", "unit", "before", "after", "change", "before_yuan", "after_yuan", "change_yuan",
  "area_yuan", "quality_yuan", "price_yuan", "unsplit_yuan",
]

/// Figures of a row in the order of ``heads``, behind the unit.
private func figures(_ row: BeforeAfter.Row) -> [Double?] {
  let (physical, value, effects) = (row.physical, row.value, row.effects)
  return [
    physical.before, physical.after, physical.change, value.before, value.after, value.change, effects?.area,
    effects?.quality, effects?.price, effects?.unsplit,
  ]
}

private func comparisonRows(_ table: BeforeAfter) -> [[String]] {
  [heads]
    + table.rows.map { row in
      [harmless(row.zone?.code ?? ""), row.indicator.id, row.indicator.unit]
        + figures(row).map { $0.flatMap { canonicalNumber($0) } ?? "" }
    }
}

private func comparisonSheet(_ table: BeforeAfter) -> Sheet {
  let style = NumberStyle.grouped(decimals: 2)
  let rows = table.rows.map { row in
    SheetRow(
      [
        .text(row.zone?.code ?? ""), .text(row.zone.map { $0.name.isEmpty ? $0.code : $0.name } ?? "全区"),
        .text(row.indicator.zh), .text(row.indicator.unit),
      ] + figures(row).map { number($0) })
  }
  let total = SheetRow(
    [.empty, .text("全区"), .text(accountTotal(table.after)), .empty, .empty, .empty, .empty]
      + [table.total.before, table.total.after, table.total.change].map { number($0) }
      + [.empty, .empty, .empty, .empty], isTotal: true)
  let (physical, money) = (["前", "后", "变化"], ["前", "后", "变化", "面积效应", "单产效应", "价格效应", "未分解"])
  return Sheet(
    name: "前后比较",
    title: "前：\(table.title(of: table.before, in: .zh))　后：\(table.title(of: table.after, in: .zh))",
    groups: [ColumnGroup("实物量", columns: 4...6), ColumnGroup("价值（元）", columns: 7...13)],
    columns: [
      SheetColumn("代码"), SheetColumn("单元", width: 24), SheetColumn("指标", width: 32), SheetColumn("单位"),
    ] + (physical + money).map { SheetColumn($0, style: style) },
    rows: rows + [total], notes: table.notes(in: .zh))
}
