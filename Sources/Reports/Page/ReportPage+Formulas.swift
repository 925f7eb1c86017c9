public import Accounts
public import Law

extension ReportPage {
  /// Every indicator's formulas with their clauses, figures and inputs.
  var formulaSection: ReportSection? {
    let notes = ProvenanceNotes(provenance)
    let parts = account.indicators.flatMap { indicator in
      indicatorWorking(indicator, FormulaChain(indicator.id, in: notes))
    }
    return parts.isEmpty
      ? nil
      : ReportSection(id: "formulas", title: say("公式、参数与资料", "Formulas, parameters and data"), parts: parts)
  }

  private func indicatorWorking(_ indicator: Account.IndicatorTotal, _ chain: FormulaChain) -> [Markup] {
    let title = name(indicator.zh, indicator.en, or: indicator.id)
    var parts = [
      tag("h3", ["id": workingAnchor(indicator.id)], .text(title)), paragraph(totals(of: indicator)),
    ]
    parts += chain.formulas.enumerated().map { formula($1, isChief: $0 < 2) }
    if !chain.parameters.isEmpty { parts.append(parameterGrid(chain.parameters)) }
    if !chain.inputs.isEmpty { parts.append(inputGrid(chain.inputs)) }
    if !chain.tables.isEmpty { parts.append(links(to: chain.tables)) }
    return parts
  }

  private func totals(of indicator: Account.IndicatorTotal) -> String {
    let level = levelName(indicator.decidedAt, in: language)
    let decided = indicator.decidedAt.isEmpty ? "" : say("；按\(level)核定", "; decided by \(level)")
    let quantity =
      quantityText(indicator.physicalTotal) + unitSuffix(indicator.unit, in: language)
    let money = moneyText(indicator.valueTotal, in: language)
    return
      (states.state(of: indicator).text(in: language)
      ?? say("实物量 \(quantity)，价值 \(money)", "Quantity \(quantity), value \(money)")) + decided
  }

  private func formula(_ formula: Provenance.FormulaNote, isChief: Bool) -> Markup {
    let constant =
      formula.constant.map { " = \(reckonedText($0))\(unitSuffix(formula.unit, in: language))" } ?? ""
    let empirical = formula.empirical ? say("；经验公式，单位依来源", "; empirical, the unit is the source's") : ""
    let title = titled(name(formula.zh, formula.en, or: formula.name), unit: formula.unit, in: language)
    return tag(
      "div", ["class": isChief ? "formula chief" : "formula"],
      paragraph(title + constant),
      tag("code", [:], quoted(formula.text)),
      tag("p", ["class": "by"], quoted(sourceText(formula.source, in: language)), .text(empirical)))
  }

  private func parameterGrid(_ parameters: [Provenance.ParameterNote]) -> Markup {
    let rows = parameters.map { note in
      PageTable.Row([
        named(say(note.zh, note.en), note.name, in: language), parameterText(note.value),
        unitText(note.unit, in: language), note.priceYear.map { "\($0)" } ?? "—",
        standingName(note.source.standing, in: language), say(note.source.zh, note.source.en),
      ])
    }
    let columns: [PageTable.Column] = [
      .words(say("参数", "Parameter")), .figure(say("数值", "Value")), .words(say("单位", "Unit")),
      .figure(say("价格年", "Price year")), .words(say("性质", "Standing")), .quoted(say("来源", "Source")),
    ]
    return PageTable(say("参数", "Parameters"), columns, rows).cards()
  }

  private func inputGrid(_ inputs: [Provenance.InputNote]) -> Markup {
    let rows = inputs.map { note in
      var row = PageTable.Row([
        named(say(note.zh, note.en), note.name, in: language), unitText(note.unit, in: language),
        note.file.isEmpty || note.binding.contains(note.file)
          ? note.binding : note.binding + say("；", "; ") + note.file,
        note.year.map { "\($0)" } ?? "—",
        standingName(note.source.standing, in: language), say(note.source.zh, note.source.en),
      ])
      // A file leads to its digest, what stands in the region file to that file's.
      row.links[2] = note.file.isEmpty ? "packs" : fileAnchor(note.name)
      return row
    }
    let columns: [PageTable.Column] = [
      .words(say("资料", "Datum")), .words(say("单位", "Unit")), .quoted(say("取自", "From")),
      .figure(say("年份", "Year")), .words(say("性质", "Standing")), .quoted(say("来源", "Source")),
    ]
    return PageTable(say("资料", "Data"), columns, rows).cards()
  }

  private func links(to tables: [Provenance.TableNote]) -> Markup {
    var parts: [Markup] = [.text(say("查算表：", "Tables: "))]
    for table in tables {
      guard let index = provenance.tables.firstIndex(of: table) else { continue }
      parts += [
        tag("a", ["href": "#table-\(index)"], .text(name(table.zh, table.en, or: table.name))), .text(" "),
      ]
    }
    return tag("p", [:], parts)
  }
}

/// A source with its standing before it: `标准：《…》式(3)`.
public func sourceText(_ source: Provenance.Source, in language: Language = .zh) -> String {
  let standing = standingName(source.standing, in: language)
  let text = language == .zh ? source.zh : source.en
  return text.isEmpty ? standing : standing + (language == .zh ? "：" : ": ") + text
}
