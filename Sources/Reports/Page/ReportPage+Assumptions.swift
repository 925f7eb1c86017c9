internal import Accounts

extension ReportPage {
  /// The ten assumptions that move the total most, and how many there are besides.
  var assumptionSection: ReportSection? {
    guard !account.assumptions.isEmpty else { return nil }
    let leading = leadingAssumptions(account)
    let grid = PageTable(
      "",
      [.words("假设"), .words("取值"), .figure("变动 1% 时总值变动"), .words("作出者"), .day("日期"), .words("理由")],
      leading.map {
        PageTable.Row(["\($0.zh)（\($0.name)）", unitText($0.value), shareText($0.share), $0.by, $0.on, $0.why])
      })
    let rest = account.assumptions.count - leading.count
    let parts = leading.isEmpty ? [] : [grid.cards()]
    let more = rest > 0 ? [note("其余 \(rest) 项对总值影响更小或没有影响，见工作簿“假设”表。")] : []
    return ReportSection(id: "assumptions", title: "影响总值最大的假设", parts: parts + more)
  }
}
