internal import Accounts
public import Law

/// The report as one HTML file in one language: no script, no font, no picture and no style from elsewhere.
///
/// - Returns: A text that is well-formed XML and HTML 5; the same for the same document. In English, what has
///   no English (names of places, citations, formulas) is marked as Chinese by `lang`.
public func reportHTML(_ document: ReportDocument, in language: Language) -> String {
  var page = "<!DOCTYPE html>\n"
  ReportPage(document, in: language).markup().write(into: &page)
  return page
}

/// The same report as a tree of elements, from which another program sets it on paper.
public func reportMarkup(_ document: ReportDocument, in language: Language) -> Markup {
  ReportPage(document, in: language).markup()
}

/// The sections of one report, with what they share: look-ups and the scale of money.
struct ReportPage {
  let account: Account
  let provenance: Provenance
  let map: ReportMap?
  let life: AccountLife
  let digest: String
  let balance: BalanceSheet?
  let figures: AccountFigures
  let states: IndicatorStates
  /// Of totals and indicators.
  let scale: MoneyUnit
  let language: Language

  init(_ document: ReportDocument, in language: Language) {
    self.language = language
    account = document.account
    provenance = document.provenance
    map = document.map
    life = document.life
    digest = document.digest
    balance = document.balance
    figures = document.figures ?? AccountFigures(document.account)
    states = IndicatorStates(document.account, document.provenance)
    scale = MoneyUnit(for: document.account.totals.all, in: language)
  }

  var title: String {
    let name = regionName(account.region, in: language)
    let year = account.region.year
    let subject = accountSubject(account, in: language)
    return say("\(name) \(year) 年\(subject)报告", "\(name) \(year): \(subject)")
  }

  /// A text in the language of the page; both stand side by side wherever a page says something.
  func say(_ zh: String, _ en: String) -> String {
    language == .zh ? zh : en
  }

  /// The label of something; its id where the label is empty.
  func name(_ zh: String, _ en: String, or id: String) -> String {
    wording(zh, en, or: id, in: language)
  }

  func markup() -> Markup {
    tag("html", ["lang": say("zh-CN", "en"), "xmlns": "http://www.w3.org/1999/xhtml"], head, body)
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
      [Pattern.definitions, header, contents(sections)]
        + sections.map { $0.markup() } + [footer])
  }

  private var sections: [ReportSection] {
    [
      assumptionSection, mapSection, indicatorSection, surenessSection, zoneSection, ecosystemSection,
      balanceSection, formulaSection,
      tableSection, ruleSection, gapSection, reconciliationSection, provenanceSection,
      lifeSection,
    ].compactMap { $0 }
  }

  private func contents(_ sections: [ReportSection]) -> Markup {
    tag(
      "nav", ["aria-label": say("目录", "Contents")],
      sections.map { tag("a", ["href": "#\($0.id)"], .text($0.title)) })
  }

  private var footer: Markup {
    let text = say(
      "本报告由 \(provenance.program) 生成。价值为核算估计值，不是可以支配的资金。",
      "Made by \(provenance.program). Values are estimates of an account, not money that could be spent.")
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

/// Words of others, as they were written: Chinese is marked so, since it may stand in an English page.
public func quoted(_ text: String) -> Markup {
  isChinese(text) ? tag("span", languageOf(text), .text(text)) : .text(text)
}

/// The mark of words of others that are Chinese.
public func languageOf(_ text: String) -> KeyValuePairs<String, String> {
  isChinese(text) ? ["lang": "zh-CN"] : [:]
}

/// A paragraph of plain text.
public func paragraph(_ text: String) -> Markup {
  tag("p", [:], .text(text))
}

/// A small paragraph that explains what stands above it.
func note(_ text: String) -> Markup {
  tag("p", ["class": "note"], .text(text))
}
