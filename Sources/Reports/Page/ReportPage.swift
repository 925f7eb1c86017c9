internal import Accounts
internal import Quantities

/// The report as one HTML file in Chinese: no script, no font, no picture and no style from elsewhere.
///
/// - Returns: A text that is well-formed XML and HTML 5; the same for the same document.
public func reportHTML(_ document: ReportDocument) -> String {
  var page = "<!DOCTYPE html>\n"
  ReportPage(document).markup().write(into: &page)
  return page
}

/// The sections of one report, with what they share: look-ups and the scale of money.
struct ReportPage {
  let account: Account
  let provenance: Provenance
  let map: ReportMap?
  let figures: AccountFigures
  let states: IndicatorStates
  /// Of totals and indicators.
  let scale: MoneyScale

  init(_ document: ReportDocument) {
    account = document.account
    provenance = document.provenance
    map = document.map
    figures = AccountFigures(document.account)
    states = IndicatorStates(document.account, document.provenance)
    scale = moneyScale(for: document.account.totals.all)
  }

  var title: String {
    "\(regionName(account.region)) \(account.region.year) 年生态产品总值核算报告"
  }

  func markup() -> Markup {
    tag("html", ["lang": "zh-CN", "xmlns": "http://www.w3.org/1999/xhtml"], head, body)
  }

  private var head: Markup {
    tag(
      "head", [:], tag("meta", ["charset": "utf-8"]),
      tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      tag("title", [:], .text(title)), tag("style", [:], .verbatim(reportStyle)))
  }

  private var body: Markup {
    let sections = sections
    return tag(
      "body", [:],
      [Pattern.definitions(kinds: account.ecosystems.count + 1), header, contents(sections)]
        + sections.map { $0.markup() } + [footer])
  }

  private var sections: [ReportSection] {
    [
      assumptionSection, mapSection, indicatorSection, zoneSection, ecosystemSection, formulaSection,
      tableSection, ruleSection, gapSection, reconciliationSection, provenanceSection,
    ].compactMap { $0 }
  }

  private func contents(_ sections: [ReportSection]) -> Markup {
    tag(
      "nav", ["aria-label": "目录"],
      sections.map { tag("a", ["href": "#\($0.id)"], .text($0.title)) })
  }

  private var footer: Markup {
    let text = "本报告由 \(provenance.program) 生成。价值为核算估计值，不是可以支配的资金。"
    return tag("footer", [:], tag("p", [:], .text(text)))
  }
}

/// A section with its head, which the contents at the top point to.
struct ReportSection {
  var id: String
  var title: String
  var parts: [Markup]

  func markup() -> Markup {
    tag("section", ["id": id], [tag("h2", [:], .text(title))] + parts)
  }
}

/// A paragraph of plain text.
func paragraph(_ text: String) -> Markup {
  tag("p", [:], .text(text))
}

/// A small paragraph that explains what stands above it.
func note(_ text: String) -> Markup {
  tag("p", ["class": "note"], .text(text))
}
