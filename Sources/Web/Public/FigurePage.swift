internal import AccountFiles
internal import Accounts
internal import Law
internal import Reports
internal import Serving

extension AccountPage {
  /// Where one figure comes from: formula, clause, parameters, inputs with digests, parts by ecosystem.
  func figure(_ indicator: String, _ request: HTTPRequest) -> HTTPResponse {
    let zone = request.query("zone") ?? account.zones.first { $0.parent.isEmpty }?.code ?? ""
    do {
      let told = try explainZone(account, opened.provenance, zone: zone, indicator: indicator)
      let title = name(told.indicator) + " · " + zoneName(told.zone, in: language)
      return frame.page(title, [back] + figureHead(told) + workings(told) + sources(told) + packs)
    } catch {
      let title = say("这个数没有", "There is no such figure")
      return frame.page(
        title, status: 404,
        [
          back, tag("h1", [:], .text(title)), tag("p", ["class": "note"], .text(error.code)),
          otherZones(indicator),
        ])
    }
  }

  private func figureHead(_ told: ZoneExplanation) -> [Markup] {
    let prices = say("（\(told.priceYear) 年价格）", " (prices of \(told.priceYear))")
    return [
      tag(
        "section", ["class": "account-head"], tag("h1", [:], .text(name(told.indicator))),
        tag(
          "p", ["class": "note"], quoted(zoneName(told.zone, in: language)),
          .text(bracketed(told.zone.code, in: language) + " · " + regionName(account.region, in: language))),
        standingMarks(account.pack, account.region, frame),
        tag(
          "dl", ["class": "pair"], tag("dt", [:], .text(say("实物量", "Quantity"))),
          tag(
            "dd", [:],
            .text(quantityText(told.figure.physical) + unitSuffix(told.indicator.unit, in: language))),
          tag("dt", [:], .text(say("价值", "Value"))),
          tag(
            "dd", [:], .text(moneyText(told.figure.value, in: language)),
            tag("span", ["class": "note"], .text(prices))),
          tag("dt", [:], .text(say("面积", "Area"))),
          tag("dd", [:], .text(told.area.map { quantityText($0) + " hm²" } ?? "—"))),
        otherZones(told.indicator.id), jumps)
    ]
  }

  /// The ways to the sections below.
  private var jumps: Markup {
    let links = [
      ("#formulas", say("公式与条款", "Formulas and clauses")), ("#parts", say("土地", "Land")),
      ("#parameters", say("参数", "Parameters")), ("#inputs", say("资料与摘要", "Data and digests")),
      ("#packs", say("方法包", "Method pack")),
    ]
    return tag(
      "nav", ["class": "jump", "aria-label": say("本页", "On this page")],
      links.map { tag("a", ["href": $0.0], .text($0.1)) })
  }

  /// A form that leads to the same indicator elsewhere; works without scripts.
  private func otherZones(_ indicator: String) -> Markup {
    let known = account.zones.filter { opened.figures.figure(zone: $0.code, indicator: indicator) != nil }
    guard known.count > 1 else { return tag("p", [:]) }
    let options = known.map { zone in
      tag(
        "option", ["value": zone.code],
        .text(zoneName(zone, in: language) + bracketed(zone.code, in: language)))
    }
    return tag(
      "form", ["class": "controls", "method": "get", "action": figurePath(indicator, zone: nil)],
      tag("label", [:], .text(say("别的单元", "Another zone")), tag("select", ["name": "zone"], options)),
      tag("button", ["type": "submit"], .text(say("看", "Show"))))
  }

  private func workings(_ told: ZoneExplanation) -> [Markup] {
    let formulas = told.formulas.enumerated().map { index, formula in
      let constant =
        formula.constant.map { " = \(reckonedText($0))\(unitSuffix(formula.unit, in: language))" } ?? ""
      let label = wording(formula.zh, formula.en, or: formula.name, in: language)
      return tag(
        "div", ["class": index < 2 ? "formula chief" : "formula"],
        paragraph(titled(label, unit: formula.unit, in: language) + constant),
        tag("code", [:], quoted(formula.text)), clause(formula.source))
    }
    let (first, deeper) = (formulas.prefix(6), formulas.dropFirst(6))
    let more =
      deeper.isEmpty
      ? []
      : [
        tag(
          "details", [:],
          [
            tag(
              "summary", [:],
              .text(say("再往里的 \(deeper.count) 个公式", "\(deeper.count) more formulas behind these")))
          ] + deeper)
      ]
    let head = tag("h2", [:], .text(say("怎样算", "How it is reckoned")))
    return [tag("section", ["id": "formulas"], [head] + first + more), parts(told)]
  }

  /// Where something was read, its standing before it.
  private func clause(_ source: Provenance.Source) -> Markup {
    tag(
      "p", ["class": "by standing-" + source.standing],
      tag("span", ["class": "mark"], .text(standingName(source.standing, in: language))), .text(" "),
      quoted(say(source.zh, source.en)))
  }

  private func parts(_ told: ZoneExplanation) -> Markup {
    let heads = [
      landWord(account, in: language), say("面积 hm²", "Area, hm²"), say("实物量", "Quantity"), say("价值", "Value"),
    ]
    let rows = told.ecosystems.map { part in
      [
        ecosystemName(part.ecosystem, in: account, language), part.area.map(quantityText) ?? "—",
        quantityText(part.figure.physical) + unitSuffix(told.indicator.unit, in: language),
        moneyText(part.figure.value, in: language),
      ].map(Markup.text)
    }
    return tag(
      "section", ["id": "parts"], tag("h2", [:], .text(say("在哪些土地上", "On which land"))),
      grid(heads, rows, figures: 1...))
  }

  /// Parameters, inputs and look-up tables, those of them that there are.
  private func sources(_ told: ZoneExplanation) -> [Markup] {
    [parameters(told.parameters), inputs(told.inputs), tables(told.tables)].compactMap { $0 }
  }

  private func parameters(_ notes: [Provenance.ParameterNote]) -> Markup? {
    let heads = [
      say("参数", "Parameter"), say("名称", "Name"), say("数值", "Value"), say("价格年", "Price year"),
      say("来源", "Source"),
    ]
    let rows = notes.map { note in
      [
        Markup.text(wording(note.zh, note.en, or: note.name, in: language)), .text(note.name),
        .text(parameterText(note.value) + unitSuffix(note.unit, in: language)),
        .text(note.priceYear.map(String.init) ?? "—"), clause(note.source),
      ]
    }
    return rows.isEmpty
      ? nil : section("parameters", say("参数", "Parameters"), grid(heads, rows, figures: 2...3))
  }

  private func inputs(_ notes: [Provenance.InputNote]) -> Markup? {
    let heads = [
      say("资料", "Datum"), say("取自", "From"), say("文件", "File"), say("摘要（SHA-256）", "Digest (SHA-256)"),
      say("来源", "Source"),
    ]
    let rows = notes.map { note in
      let label = wording(note.zh, note.en, or: note.name, in: language)
      return [
        Markup.text(titled(label, unit: note.unit, in: language)), quoted(half(note.binding, in: language)),
        .text(note.file.isEmpty ? "—" : note.file),
        tag("span", ["class": "digest"], .text(note.sha256.isEmpty ? "—" : note.sha256)), clause(note.source),
      ]
    }
    return rows.isEmpty ? nil : section("inputs", say("资料", "Data"), grid(heads, rows, figures: 5...5))
  }

  private func tables(_ notes: [Provenance.TableNote]) -> Markup? {
    let heads = [say("查算表", "Table"), say("行数", "Rows"), say("来源", "Source")]
    let rows = notes.map { note in
      [
        Markup.text(wording(note.zh, note.en, or: note.name, in: language)), .text("\(note.rows.count)"),
        clause(note.source),
      ]
    }
    return rows.isEmpty
      ? nil : section("tables", say("查算表", "Look-up tables"), grid(heads, rows, figures: 1...1))
  }

  private func section(_ id: String, _ title: String, _ content: Markup) -> Markup {
    tag("section", ["id": id], tag("h2", [:], .text(title)), content)
  }

  /// A table whose rows become cards on a narrow page.
  private func grid(_ heads: [String], _ rows: [[Markup]], figures: some RangeExpression<Int>) -> Markup {
    tag(
      "table", ["class": "figures cardable"],
      tag(
        "thead", [:],
        tag(
          "tr", [:],
          heads.enumerated().map {
            tag("th", ["scope": "col", "class": figures.contains($0) ? "n" : "w"], .text($1))
          })),
      tag(
        "tbody", [:],
        rows.map { row in
          tag(
            "tr", [:],
            row.enumerated().map { index, cell in
              index == 0
                ? tag("th", ["scope": "row"], cell)
                : tag("td", ["class": figures.contains(index) ? "n" : "w", "data-head": heads[index]], cell)
            })
        }))
  }

  /// The files of the method and of the region, by which anybody can tell whether he holds the same.
  private var packs: [Markup] {
    let heads = [say("文件", "File"), say("方法包", "Pack"), "SHA-256"]
    let rows = opened.provenance.packFiles.map { file in
      [Markup.text(file.name), .text(file.pack), tag("span", ["class": "digest"], .text(file.sha256))]
    }
    return [
      tag(
        "section", ["id": "packs"],
        tag(
          "details", [:],
          tag("summary", [:], .text(say("方法包与区域文件的摘要", "Digests of the method pack and the region file"))),
          grid(heads, rows, figures: 3...3)))
    ]
  }
}
