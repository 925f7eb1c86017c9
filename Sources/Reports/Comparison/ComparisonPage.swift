internal import Accounts
public import Law

/// The table of two states as one HTML file in one language.
public func comparisonHTML(_ table: BeforeAfter, in language: Language) -> String {
  var page = "<!DOCTYPE html>\n"
  ComparisonPage(table: table, language: language).markup.write(into: &page)
  return page
}

private struct ComparisonPage {
  let table: BeforeAfter
  let language: Language

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  var markup: Markup {
    let before = table.title(of: table.before, in: language)
    let after = table.title(of: table.after, in: language)
    let title = say("前后比较：\(before) → \(after)", "Before and after: \(before) → \(after)")
    let total = sections.last.map { [$0] } ?? []
    return tag(
      "html", ["lang": say("zh-CN", "en"), "xmlns": "http://www.w3.org/1999/xhtml"],
      tag(
        "head", [:], tag("meta", ["charset": "utf-8"]),
        tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        tag("title", [:], .text(title)), tag("style", [:], .verbatim(reportStyle))),
      tag(
        "body", [:],
        [tag("header", [:], [tag("h1", [:], .text(title)), paragraph(normText)])]
          + sections.dropLast() + total))
  }

  private var normText: String {
    normTitle(table.after.pack, in: language) + normNumber(table.after.pack, in: language)
  }

  private var sections: [Markup] {
    let groups = Dictionary(grouping: table.rows, by: \.zone)
    let zones = table.after.zones.filter { groups[$0] != nil }
    let whole = section(say("全区", "Whole region"), groups[nil] ?? [], hasTotal: true)
    let parts = zones.prefix(200).map {
      section(zoneName($0, in: language), groups[$0] ?? [], hasTotal: false)
    }
    return [whole] + parts + [tag("section", [:], table.notes(in: language).map(note))]
  }

  private func section(_ title: String, _ rows: [BeforeAfter.Row], hasTotal: Bool) -> Markup {
    tag(
      "section", [:], tag("h2", [:], .text(title)), quantities(rows), money(rows, hasTotal: hasTotal))
  }

  private func quantities(_ rows: [BeforeAfter.Row]) -> Markup {
    let heads = [say("前", "Before"), say("后", "After"), say("变化", "Change"), say("变化率", "Change, share")]
    return PageTable(
      say("实物量", "Quantities"),
      [.words(say("指标", "Indicator")), .words(say("单位", "Unit"))] + heads.map { .figure($0) },
      rows.map { row in
        PageTable.Row([
          wording(row.indicator.zh, row.indicator.en, or: row.indicator.id, in: language),
          unitText(row.indicator.unit, in: language), BeforeAfter.text(row.physical.before),
          BeforeAfter.text(row.physical.after), BeforeAfter.text(row.physical.change),
          BeforeAfter.shareText(row, in: language),
        ])
      }
    ).markup()
  }

  private func money(_ rows: [BeforeAfter.Row], hasTotal: Bool) -> Markup {
    let priced = rows.filter { $0.value.before != nil || $0.value.after != nil }
    guard !priced.isEmpty else { return note(say("没有计价的指标。", "No indicator has a price.")) }
    let unit = MoneyUnit(
      for: priced.flatMap { [$0.value.before ?? 0, $0.value.after ?? 0] }.map { abs($0) }.max() ?? 0,
      in: language)
    func text(_ yuan: Double?) -> String { yuan.map { moneyText($0, in: unit) } ?? "—" }
    func cells(_ pair: BeforeAfter.Pair) -> [String] {
      [text(pair.before), text(pair.after), text(pair.change), pair.share.map(percentText) ?? "—"]
    }
    var lines = priced.map { row in
      PageTable.Row(
        [wording(row.indicator.zh, row.indicator.en, or: row.indicator.id, in: language)] + cells(row.value)
          + [row.effects?.area, row.effects?.quality, row.effects?.price].map(text))
    }
    if hasTotal {
      lines.append(
        PageTable.Row(
          cells: [accountTotal(table.after, in: language)] + cells(table.total) + ["", "", ""], isTotal: true)
      )
    }
    let heads = [
      say("前", "Before"), say("后", "After"), say("变化", "Change"), say("变化率", "Change, share"),
      say("面积效应", "By land"), say("单产效应", "By yield"), say("价格效应", "By price"),
    ]
    return PageTable(
      say("价值（\(unit.name)）", "In \(unit.name)"),
      [.words(say("指标", "Indicator"))] + heads.map { .figure($0) }, lines
    ).markup()
  }
}
