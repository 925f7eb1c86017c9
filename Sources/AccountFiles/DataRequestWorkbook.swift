public import Accounts
internal import Foundation
internal import Law
internal import Sheets

/// Writes the lists of data to ask for (资料清单), one workbook for each department.
///
/// - Parameters:
///   - title: Name and year of the region.
///   - year: The year that the data shall describe.
///   - levels: The region's zones, for tables with a row for each, to be filled in and read as the region's.
/// - Returns: The paths, in the order of the requests; where there are tables by zone, also that of
///   `inputs.json5`, which says how the region file reads them.
/// - Throws: When the folder or a workbook cannot be written.
public func writeDataRequests(
  _ requests: [DataRequest], title: String, year: Int, levels: [ZoneTableLevel], into folder: String
) throws -> [String] {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  var entries: [String] = []
  var paths = try requests.map { request in
    let name = request.department.zh.replacingOccurrences(of: "/", with: "、")
    let path = "\(folder)/资料清单-\(name).xlsx"
    let sheet = requestSheet(request, title: title, year: year)
    var workbook = Workbook(title: "资料清单：\(name)", sheets: [sheet])
    let table = ZoneTable(request)
    workbook.forms = table.columns.isEmpty ? [] : levels.map { table.sheet(of: $0, title: title) }
    try workbook.write(to: path)
    if let finest = levels.last { entries += table.entries(file: "资料清单-\(name).xlsx", finest) }
    return path
  }
  if !entries.isEmpty {
    let path = "\(folder)/inputs.json5"
    let text = (ZoneTable.preface + entries).joined(separator: "\n") + "\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    paths.append(path)
  }
  return paths
}

/// How a list is to be answered.
private let answering = [
  "请在“数值”至“提供人、电话”四栏填写；一个数填不下的（分区统计表、栅格图、矢量图）另附文件，写明文件名。",
  "分区的数请填在后面的“分区表”里，一行一个单元，代码不要改；没有的留空；栅格图、矢量图请注明坐标系和缺测的记法。",
  "单位可用同类单位，注明即可；缺的年份请说明最近有资料的年份；没有这项资料的请写“无”，不要填 0。",
  "涉密资料请勿填入本表，另行办理。",
]

private func requestSheet(_ request: DataRequest, title: String, year: Int) -> Sheet {
  let rows = request.items.enumerated().map { number, item in
    SheetRow([
      .text(String(number + 1)), .text(item.label.zh), .text(item.unit), .text(String(year)),
      .text(item.form.zh), .text(item.indicators.map(\.zh).joined(separator: "、")),
      .text(item.state.text), .empty, .empty, .empty, .empty, .text(item.name), .text(item.label.en),
    ])
  }
  return Sheet(
    name: "资料清单", title: "\(title)生态产品总值核算资料清单：\(request.department.zh)",
    columns: [
      SheetColumn("序号"), SheetColumn("资料", width: 28), SheetColumn("单位"), SheetColumn("年份"),
      SheetColumn("形式", width: 28), SheetColumn("用于指标", width: 40), SheetColumn("状态"),
      SheetColumn("数值，或所附文件名", width: 24), SheetColumn("资料年份", width: 10),
      SheetColumn("出处（年鉴、台账、文号）", width: 24), SheetColumn("提供人、电话", width: 18),
      SheetColumn("输入名"), SheetColumn("Item", width: 36),
    ], rows: rows, notes: answering)
}
