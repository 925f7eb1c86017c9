internal import Accounts

extension ReportPage {
  /// The value of a hectare, by zone and by cell.
  var mapSection: ReportSection? {
    guard let map else { return nil }
    let maps = [
      ZoneMap(account, figures, map)?.markup(in: language), ValueMap(map)?.markup(in: language),
    ].compactMap { $0 }
    guard !maps.isEmpty else { return nil }
    let approval = map.approval.map { say("审图号：\($0)。", "Approval number of the map: \($0). ") } ?? ""
    let remark = say(
      "图中界线只表示核算单元，不作为划界依据。", "Lines on the maps are zones of the account, no boundaries in law.")
    return ReportSection(
      id: "maps", title: say("价值图", "Maps of value"),
      parts: [
        tag("div", ["class": "maps"], maps), tag("p", ["class": "note"], quoted(approval), .text(remark)),
      ])
  }
}
