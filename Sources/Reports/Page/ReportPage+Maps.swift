internal import Accounts

extension ReportPage {
  /// The value of a hectare, by zone and by cell.
  var mapSection: ReportSection? {
    guard let map else { return nil }
    let maps = [ZoneMap(account, figures, map)?.markup(), ValueMap(map)?.markup()].compactMap { $0 }
    guard !maps.isEmpty else { return nil }
    let approval = map.approval.map { "审图号：\($0)。" } ?? ""
    let remark = approval + "图中界线只表示核算单元，不作为划界依据。"
    return ReportSection(
      id: "maps", title: "价值图", parts: [tag("div", ["class": "maps"], maps), note(remark)])
  }
}
