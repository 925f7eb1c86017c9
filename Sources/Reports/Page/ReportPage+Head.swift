internal import Accounts
internal import Quantities

extension ReportPage {
  /// What must be read before any figure: whose account, by which norm, how much, and what to beware of.
  var header: Markup {
    tag("header", [:], [tag("h1", [:], .text(title)), marks, circumstances, cards] + warnings + shaky)
  }

  private var marks: Markup {
    var marks = [tag("span", ["class": "mark"], .text(account.pack.basis))]
    if account.region.demonstration {
      marks.append(tag("span", ["class": "mark loud"], .text("演示 · 价格非本地价格，不可用于决策")))
    }
    return tag("div", ["class": "marks"], marks)
  }

  private var circumstances: Markup {
    var lines = [normText(account.pack)]
    if account.pack.basis == "参照" { lines[0] += "；条文尚未经人逐条核对，故称“参照”" }
    let area = figures.area.map { "，面积 \(quantityText($0)) hm²" } ?? ""
    lines.append(
      "核算年 \(account.region.year)，按 \(account.region.priceYear) 年价格；核算单元 \(account.zones.count) 个\(area)")
    return tag("div", [:], lines.map(paragraph))
  }

  private var cards: Markup {
    let all = account.totals.all
    var cards = [card("生态产品总值", all, share: nil, "card all")]
    for kind in productClasses {
      let sum = account.totals.of(kind)
      let computed = account.indicators.contains { $0.kind == kind }
      cards.append(
        card(productClassName(kind), computed ? sum : .nan, share: computed ? sum / all : nil, "card"))
    }
    return tag("div", ["class": "cards"], cards)
  }

  private func card(_ name: String, _ yuan: Double, share: Double?, _ style: String) -> Markup {
    let figure = tag(
      "div", ["class": "big"], .text(moneyText(yuan, in: scale) + " "),
      tag("span", ["class": "unit"], .text(scale.rawValue)))
    let below = share.map { "占 \(percentText($0))" } ?? (yuan.isNaN ? "未核算" : "每年")
    return tag(
      "div", ["class": style], tag("div", ["class": "name"], .text(name)),
      yuan.isNaN ? paragraph("—") : figure,
      tag("div", ["class": "name"], .text(below)))
  }

  private var warnings: [Markup] {
    guard !account.warnings.isEmpty else { return [] }
    let items = account.warnings.map { tag("li", [:], .text("\(chineseHalf($0.zh))（\($0.code)）")) }
    return [
      tag(
        "div", ["class": "warning"], paragraph("检查时有 \(account.warnings.count) 条警告，核算仍照给定资料进行："),
        tag("ul", [:], items))
    ]
  }

  private var shaky: [Markup] {
    guard !account.assumptions.isEmpty else { return [] }
    return [
      tag(
        "div", ["class": "warning"],
        paragraph("本核算含 \(account.assumptions.count) 项假设（无人在文献或文件中读到的数），见下。"))
    ]
  }
}
