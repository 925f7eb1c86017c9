internal import Accounts

extension ReportPage {
  /// What was not computed, and where something was missing.
  var gapSection: ReportSection? {
    let missing = account.indicators.filter { $0.missingArea > 0 }
    guard !missing.isEmpty || !account.notComputed.isEmpty else { return nil }
    var parts: [Markup] = []
    if !account.notComputed.isEmpty {
      let rows = account.notComputed.map { PageTable.Row([$0.zh, chineseHalf($0.why)]) }
      parts.append(
        PageTable("未核算的指标", [.words("指标"), .words("原因")], rows).cards())
    }
    if !missing.isEmpty {
      let columns: [PageTable.Column] = [.words("指标"), .figure("缺数面积（hm²）"), .figure("占总面积")]
      let rows = missing.map {
        PageTable.Row([
          $0.zh, quantityText($0.missingArea), percentText($0.missingArea / (figures.area ?? .nan)),
        ])
      }
      parts.append(PageTable("缺数面积（不计入实物量和价值，也不当作零）", columns, rows).markup())
    }
    return ReportSection(id: "gaps", title: "未核算与缺数", parts: parts)
  }

  /// Zones and the rest must make up the whole.
  var reconciliationSection: ReportSection? {
    guard !account.reconciliation.isEmpty else { return nil }
    let rows = account.reconciliation.map { line in
      let label = account.indicators.first { $0.id == line.indicator }.map {
        titled($0.zh, unit: $0.unit)
      }
      let difference = line.zones + line.outside - line.raster
      return PageTable.Row(
        [label ?? line.indicator] + [line.zones, line.outside, line.raster].map(quantityText)
          + [line.raster == 0 ? "—" : reckonedText(difference / line.raster)])
    }
    let columns: [PageTable.Column] = [
      .words("指标"), .figure("分区之和"), .figure("分区之外"), .figure("全图"), .figure("相对差"),
    ]
    return ReportSection(
      id: "reconciliation", title: "对账：分区 + 区外 = 全图",
      parts: [PageTable("", columns, rows).markup(), note("相对差只来自浮点数相加的次序；超出容差时核算会停止。")])
  }
}
