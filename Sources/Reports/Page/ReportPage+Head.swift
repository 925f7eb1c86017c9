internal import Accounts
internal import Law

extension ReportPage {
  /// What must be read before any figure: whose account, by which norm, how much, and what to beware of.
  var header: Markup {
    tag(
      "header", [:],
      [tag("h1", [:], .text(title)), marks, circumstances, cards] + sure + overlaps + warnings + shaky)
  }

  private var marks: Markup {
    var marks = [tag("span", ["class": "mark"], .text(basisName(account.pack, in: language)))]
    if account.region.demonstration {
      let text = say("演示 · 价格非本地价格，不可用于决策", "Demonstration: prices of elsewhere, not for decisions")
      marks.append(tag("span", ["class": "mark loud"], .text(text)))
    }
    return tag("div", ["class": "marks"], marks + stateMarks)
  }

  private var circumstances: Markup {
    var norm = [
      .text(normTitle(account.pack, in: language)), quoted(normNumber(account.pack, in: language)),
    ]
    if account.pack.basis == "参照" {
      norm.append(
        .text(say("；条文尚未经人逐条核对，故称“参照”", "; nobody has yet compared its clauses one by one, hence \"after\"")))
    }
    let area =
      areaText(figures.area, unknown: figures.area(ecosystem: "unknown"), in: language)
      + surfaceMark(account, in: language)
    let (year, prices, zones) = (account.region.year, account.region.priceYear, account.zones.count)
    let facts = say(
      "核算年 \(year)，按 \(prices) 年价格；核算单元 \(zones) 个\(area)",
      "Year \(year), at the prices of \(prices); zones: \(zones)\(area)")
    let part = partText(account).map { [paragraph($0[language])] } ?? []
    return tag("div", [:], [tag("p", [:], norm), paragraph(facts)] + part)
  }

  private var cards: Markup {
    let all = account.sum()
    var cards = [card(accountTotal(account, in: language), all, share: nil, "card all", to: "total")]
    for kind in productClasses where (kind == "other") == (account.pack.subject != nil) {
      let sum = account.sum(of: kind)
      let computed = account.indicators.contains { $0.kind == kind }
      cards.append(
        card(
          productClassName(kind, of: account, in: language), computed ? sum : .nan,
          share: computed ? sum / all : nil,
          "card", to: computed ? "class-" + kind : "indicators"))
    }
    return tag("div", ["class": "cards"], cards)
  }

  private func card(_ name: String, _ yuan: Double, share: Double?, _ style: String, to target: String)
    -> Markup
  {
    let figure = tag(
      "div", ["class": "big"],
      account.indicators.isEmpty
        ? .text(moneyText(yuan, in: scale))
        : tag("a", ["class": "figure", "href": "#" + target], .text(moneyText(yuan, in: scale))),
      .text(" "),
      tag("span", ["class": "unit"], .text(scale.name)))
    let below =
      share.map { say("占 \(percentText($0))", "\(percentText($0)) of it") }
      ?? (yuan.isNaN
        ? say("未核算", "not computed")
        : (account.pack.subject?.isStock == true
          ? say("期末存量", "at the end of the year") : say("每年", "a year")))
    return tag(
      "div", ["class": style], tag("div", ["class": "name"], .text(name)),
      yuan.isNaN ? paragraph("—") : figure,
      tag("div", ["class": "name"], .text(below)))
  }

  private var warnings: [Markup] {
    guard !account.warnings.isEmpty else { return [] }
    let items = account.warnings.map {
      let text = say(chineseHalf($0.zh), half($0.en, in: .en))
      return tag("li", [:], .text(text + bracketed($0.code, in: language)))
    }
    let head = say(
      "检查时有 \(items.count) 条警告，核算仍照给定资料进行：",
      "The check gave \(items.count) warning(s); the account was made from the data as given:")
    return [
      tag(
        "div", ["class": "warning"], paragraph(head),
        tag("ul", [:], items))
    ]
  }

  private var shaky: [Markup] {
    guard !account.assumptions.isEmpty else { return [] }
    let count = account.assumptions.count
    let text = say(
      "本核算含 \(count) 项假设（无人在文献或文件中读到的数），见下。",
      "This account rests on \(count) assumption(s), figures that nobody has read in a document; see below.")
    return [tag("div", ["class": "warning"], paragraph(text))]
  }
}
