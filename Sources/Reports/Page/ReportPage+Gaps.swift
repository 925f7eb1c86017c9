internal import Accounts
internal import Law

extension ReportPage {
  /// What was not computed, and where something was missing.
  var gapSection: ReportSection? {
    let missing = account.indicators.filter { $0.missingArea > 0 }
    guard !missing.isEmpty || !account.notComputed.isEmpty else { return nil }
    var parts: [Markup] = []
    if !account.notComputed.isEmpty {
      let rows = account.notComputed.map {
        PageTable.Row([
          name($0.zh, $0.en, or: $0.indicator), say(chineseHalf($0.why), englishUnitsInBrackets($0.whyEn)),
        ])
      }
      parts.append(
        PageTable(
          say("未核算的指标", "Indicators that were not computed"),
          [.words(say("指标", "Indicator")), .quoted(say("原因", "Why"))], rows
        ).cards())
    }
    if !missing.isEmpty {
      let columns: [PageTable.Column] = [
        .words(say("指标", "Indicator")), .figure(say("缺数面积（hm²）", "Land without a figure (hm²)")),
        .figure(say("占总面积", "Share of all land")),
      ]
      let rows = missing.map {
        PageTable.Row([
          name($0.zh, $0.en, or: $0.id), quantityText($0.missingArea),
          percentText($0.missingArea / (figures.area ?? .nan)),
        ])
      }
      let caption = say(
        "缺数面积（不计入实物量和价值，也不当作零）",
        "Land without a figure (it counts for no quantity and no value, and is not taken for nought)")
      parts.append(PageTable(caption, columns, rows).markup())
    }
    return ReportSection(id: "gaps", title: say("未核算与缺数", "Not computed, and missing"), parts: parts)
  }

  /// Zones and the rest must make up the whole.
  var reconciliationSection: ReportSection? {
    guard !account.reconciliation.isEmpty else { return nil }
    let rows = account.reconciliation.map { line in
      let label = account.indicators.first { $0.id == line.indicator }.map {
        titled(name($0.zh, $0.en, or: $0.id), unit: $0.unit, in: language)
      }
      let difference = line.zones + line.outside - line.raster
      let known = account.indicators.contains { $0.id == line.indicator }
      return PageTable.Row(
        [label ?? (line.indicator == "area" ? say("面积（hm²）", "Area (hm²)") : line.indicator)]
          + [line.zones, line.outside, line.raster].map(quantityText)
          + [line.raster == 0 ? "—" : reckonedText(difference / line.raster)]
      ).leading(to: known ? workingAnchor(line.indicator) : "rules")
    }
    let remark = say(
      "相对差只来自浮点数相加的次序；超出容差时核算会停止。",
      "Differences come only from the order in which numbers are added; beyond the tolerance the run stops.")
    let columns: [PageTable.Column] = [
      .words(say("指标", "Indicator")), .figure(say("分区之和", "Sum of zones")),
      .figure(say("分区之外", "Outside")), .figure(say("全图", "Whole raster")),
      .figure(say("相对差", "Relative difference")),
    ]
    return ReportSection(
      id: "reconciliation",
      title: say("对账：分区 + 区外 = 全图", "Reconciliation: zones + outside = the whole raster"),
      parts: [PageTable("", columns, rows).markup(), note(remark)])
  }
}
