internal import AccountFiles
internal import Accounts
internal import Law
internal import Reports
internal import Serving

extension PublicPages {
  /// All accounts: what nature is worth, where and when, and how far that is to be believed.
  func homePage(_ frame: PageFrame) -> HTTPResponse {
    let title = frame.say("自然值多少", "What nature is worth")
    let hero = tag(
      "section", ["class": "hero"],
      tag("h1", [:], .text(title)),
      paragraph(
        frame.say(
          "森林、湿地、水面每年给人的产品与服务，按公开的方法核算。每一个数都能点开：公式、条款、资料和它们的摘要。",
          "What forests, wetlands and waters give people in a year, accounted by open methods. Every figure "
            + "opens: formula, clause, data and their digests.")))
    do {
      let listing = try library.accounts()
      return frame.page(title, [hero] + cards(listing, frame) + broken(listing, frame))
    } catch {
      return frame.page(
        title, status: 503,
        [
          hero,
          tag(
            "p", ["class": "warning"],
            .text(frame.say("核算文件夹读不到", "The folder of accounts cannot be read") + " [\(error.code)]")),
        ])
    }
  }

  private func cards(_ listing: AccountListing, _ frame: PageFrame) -> [Markup] {
    guard !listing.entries.isEmpty else {
      return [
        tag(
          "p", ["class": "empty"],
          .text(
            frame.say(
              "这里还没有核算。把 account 命令的输出文件夹放进服务器的 --accounts 文件夹即可。",
              "No account is here yet: put an output folder of the command account into --accounts."
            ))
        )
      ]
    }
    return [
      Pattern.definitions, tag("section", ["class": "accounts"], listing.entries.map { card($0, frame) }),
    ]
  }

  private func card(_ entry: AccountEntry, _ frame: PageFrame) -> Markup {
    let unit = MoneyUnit(for: entry.totals.all, in: frame.language)
    let facts = [
      entry.area.map { frame.say("面积", "area") + " " + quantityText($0) + " hm²" },
      frame.say("单元 \(entry.zones) 个", "zones: \(entry.zones)"),
      frame.say("指标 \(entry.indicators) 项", "indicators: \(entry.indicators)"),
      entry.assumptions > 0
        ? frame.say("假设 \(entry.assumptions) 项", "assumptions: \(entry.assumptions)") : nil,
    ].compactMap { $0 }
    return tag(
      "a", ["class": "account", "href": "/accounts/" + URLEncoding.encode(entry.id)],
      tag(
        "h2", [:], .text(regionName(entry.region, in: frame.language)), .text(" "),
        tag("span", ["class": "year"], .text(String(entry.region.year)))),
      standingMarks(entry.pack, entry.region, frame),
      tag(
        "p", ["class": "total"], .text(moneyText(entry.totals.all, in: unit)), .text(" "),
        tag("span", ["class": "unit"], .text(unit.name))),
      composition(entry, frame),
      tag("p", ["class": "note"], .text(facts.joined(separator: frame.say("，", ", ")))),
      tag("p", ["class": "note"], .text(normTitle(entry.pack, in: frame.language))))
  }

  /// One bar of the indicators' values, the greatest first, with their names below.
  private func composition(_ entry: AccountEntry, _ frame: PageFrame) -> Markup {
    let known = entry.parts.filter { $0.value > 0 }
    guard !known.isEmpty else { return tag("p", [:]) }
    let whole = known.reduce(0) { $0 + $1.value }
    let most = 4
    var parts = known.prefix(most).map { (frame.say($0.zh, $0.en), $0.value) }
    let rest = known.dropFirst(most).reduce(0) { $0 + $1.value }
    if rest > 0 { parts.append((frame.say("其余", "others"), rest)) }
    let bar = StackedBar(title: frame.say("构成", "Composition"), parts: parts.map(\.1)).markup()
    let items = parts.enumerated().map { index, part in
      legendItem(Pattern.fill(kind: index), "\(index + 1)\u{2002}\(part.0) \(percentText(part.1 / whole))")
    }
    return tag("div", ["class": "composition"], bar, tag("ul", ["class": "legend"], items))
  }

  private func broken(_ listing: AccountListing, _ frame: PageFrame) -> [Markup] {
    guard !listing.broken.isEmpty else { return [] }
    let items = listing.broken.map { tag("li", [:], .text("\($0.id) [\($0.error.code)]")) }
    return [
      tag(
        "section", ["class": "warning"],
        paragraph(frame.say("这些文件夹里的核算读不出：", "The accounts in these folders cannot be read:")),
        tag("ul", [:], items))
    ]
  }
}

/// 参照 or 依据, and 演示 where prices are those of elsewhere.
func standingMarks(
  _ pack: Account.PackTitle, _ region: Account.RegionTitle, _ frame: PageFrame
) -> Markup {
  var marks = [tag("span", ["class": "mark"], .text(basisName(pack, in: frame.language)))]
  if region.demonstration {
    let text = frame.say("演示：价格非本地，不可用于决策", "Demonstration: prices of elsewhere, not for decisions")
    marks.append(tag("span", ["class": "mark loud"], .text(text)))
  }
  return tag("p", ["class": "marks"], marks)
}
