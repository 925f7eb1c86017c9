public import Accounts
internal import Foundation
internal import Law
internal import Sheets

/// Writes the lists of data to ask for (资料清单), one workbook for each department.
///
/// - Parameters:
///   - title: Name and year of the region.
///   - year: The year that the data shall describe.
/// - Returns: The paths, in the order of the requests.
/// - Throws: When the folder or a workbook cannot be written.
public func writeDataRequests(
  _ requests: [DataRequest], title: String, year: Int, into folder: String
) throws -> [String] {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return try requests.map { request in
    let name = request.department.zh.replacingOccurrences(of: "/", with: "、")
    let path = "\(folder)/资料清单-\(name).xlsx"
    let sheet = requestSheet(request, title: title, year: year)
    try Workbook(title: "资料清单：\(name)", sheets: [sheet]).write(to: path)
    return path
  }
}

private func requestSheet(_ request: DataRequest, title: String, year: Int) -> Sheet {
  let rows = request.items.enumerated().map { number, item in
    SheetRow([
      .text(String(number + 1)), .text(item.label.zh), .text(item.unit), .text(String(year)),
      .text(item.form.zh), .text(item.indicators.map(\.zh).joined(separator: "、")),
      .text(item.state.text), .text(item.name), .text(item.label.en),
    ])
  }
  return Sheet(
    name: "资料清单", title: "\(title)生态产品总值核算资料清单：\(request.department.zh)",
    columns: [
      SheetColumn("序号"), SheetColumn("资料", width: 28), SheetColumn("单位"), SheetColumn("年份"),
      SheetColumn("形式", width: 28), SheetColumn("用于指标", width: 40), SheetColumn("状态"),
      SheetColumn("输入名"), SheetColumn("Item", width: 36),
    ], rows: rows, notes: ["单位可用同类单位，注明即可；缺的年份请说明最近有资料的年份。"])
}
