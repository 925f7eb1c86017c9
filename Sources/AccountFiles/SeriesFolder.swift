public import Accounts
internal import Foundation
internal import GeoFiles
internal import Law
internal import Reports
internal import Sheets

/// Writes a series of accounts: `series.json`, the workbook `series.xlsx` and the drawing `series.svg`.
///
/// - Returns: The paths.
/// - Throws: When the folder or a file cannot be written.
public func writeSeries(_ series: AccountSeries, into folder: String) throws -> [String] {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let paths = ["json", "xlsx", "svg"].map { "\(folder)/series.\($0)" }
  try writeWhole(paths[0], Array(series.json().canonical().utf8))
  try Workbook(
    title: "逐年比较", sheets: [seriesSheet(series), effectSheet(series)]
  ).write(to: paths[1])
  try writeWhole(paths[2], Array(seriesDrawing(series).utf8))
  return paths
}

private let money = NumberStyle.grouped(decimals: 2)

/// Each indicator in each year: quantity, value at current and at constant prices.
private func seriesSheet(_ series: AccountSeries) -> Sheet {
  let years = series.titles.map { "\($0.year)" }
  let rows = series.rows.map { row in
    SheetRow(
      [.text(row.zh), .text(row.unit)] + row.physical.map(cell) + row.current.map(cell)
        + row.constant.map(cell))
  }
  let gap = [SheetCell](repeating: .empty, count: years.count)
  let sums = [
    SheetRow(
      [.text("合计"), .empty] + gap + series.current.map(cell) + series.constant.map(cell),
      isTotal: true),
    SheetRow(
      [.text("每公顷地类已知的土地"), .empty] + gap + series.currentByHectare.map(cell) + gap, isTotal: true),
    SheetRow(
      [.text("地类已知的面积（hm²）"), .empty] + series.covered.map { .number($0) } + gap + gap, isTotal: true),
  ]
  let groups = ["实物量", "现价（元）", "不变价（元）"].enumerated().map { number, head in
    let first = 2 + number * years.count
    return ColumnGroup(head, columns: first...first + years.count - 1)
  }
  let priceYears = series.titles.map { "\($0.year) 年的账按 \($0.priceYear) 年价格" }.joined(separator: "；")
  return Sheet(
    name: "逐年", groups: groups,
    columns: [SheetColumn("指标", width: 28), SheetColumn("单位")]
      + groups.flatMap { _ in years.map { SheetColumn($0, style: money) } },
    rows: rows + sums,
    notes: [
      "现价：\(priceYears)。", "不变价：各年实物量乘 \(series.titles[series.base].year) 年账的单价。",
    ]
      + series.steps.flatMap { step in
        step.remarks.map { "\(step.old.year)→\(step.new.year)：\($0.zh)" }
      })
}

/// Each change of each step with its parts.
private func effectSheet(_ series: AccountSeries) -> Sheet {
  let rows = series.steps.flatMap { step in
    step.region.map { row("\(step.old.year)→\(step.new.year)", $0.zh, $0.value, isTotal: false) }
      + [row("\(step.old.year)→\(step.new.year)", "合计", step.value, isTotal: true)]
  }
  let heads = ["旧", "新", "变化", "面积效应", "其中覆盖", "单产效应", "价格效应", "未分解"]
  return Sheet(
    name: "变化分解",
    columns: [SheetColumn("年份"), SheetColumn("指标", width: 28)]
      + heads.map { SheetColumn($0, unit: "元", style: money) },
    rows: rows, notes: ["面积、单产、价格、未分解四者之和等于变化；“其中覆盖”是面积效应的一部分：图上地类已知的面积不同。"])
}

private func row(_ years: String, _ name: String, _ effects: Effects?, isTotal: Bool) -> SheetRow {
  let parts: [KeyPath<Effects, Double>] = [
    \.old, \.new, \.change, \.area, \.coverage, \.quality, \.price, \.unsplit,
  ]
  return SheetRow([.text(years), .text(name)] + parts.map { cell(effects?[keyPath: $0]) }, isTotal: isTotal)
}

private func cell(_ figure: Double?) -> SheetCell {
  figure.map { .number($0) } ?? .empty
}
