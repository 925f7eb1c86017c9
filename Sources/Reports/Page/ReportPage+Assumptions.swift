internal import Accounts
internal import Law

extension ReportPage {
  /// Why some were not tried, with their names.
  private var untriedNote: [Markup] {
    let untried = account.assumptions.filter(\.share.isNaN)
    guard !untried.isEmpty else { return [] }
    let names = untried.map { name($0.zh, $0.en, or: $0.name) }.joined(separator: say("、", ", "))
    return [
      note(whyNotTried[language] + say("共 \(untried.count) 项：\(names)。", " \(untried.count): \(names)."))
    ]
  }

  /// The ten assumptions that move the total most, and how many there are besides.
  var assumptionSection: ReportSection? {
    guard !account.assumptions.isEmpty else { return nil }
    let leading = leadingAssumptions(account)
    let grid = PageTable(
      "",
      [
        .words(say("假设", "Assumption")), .words(say("取值", "Value")),
        .figure(say("变动 1% 时总值变动", "Total moves, for 1%")), .quoted(say("作出者", "By")),
        .day(say("日期", "Day")), .quoted(say("理由", "Reason")),
      ],
      leading.map {
        PageTable.Row([
          named(name($0.zh, $0.en, or: $0.name), $0.name, in: language), unitText($0.value, in: language),
          shareText($0.share, in: language), $0.by, $0.on, $0.why,
        ])
      })
    let rest = account.assumptions.count - leading.count
    let parts = leading.isEmpty ? [] : [grid.cards()]
    let more = say(
      "其余 \(rest) 项对总值影响更小或没有影响，见工作簿“假设”表。",
      "\(rest) more move the total less or not at all; the workbook's sheet of assumptions has them.")
    return ReportSection(
      id: "assumptions", title: say("影响总值最大的假设", "Assumptions that move the total most"),
      parts: parts + (rest > 0 ? [note(more)] : []) + untriedNote)
  }
}
