public import Accounts

extension ReportPage {
  /// Every indicator's formulas with their clauses, figures and inputs.
  var formulaSection: ReportSection? {
    let notes = ProvenanceNotes(provenance)
    let parts = account.indicators.flatMap { indicator in
      indicatorWorking(indicator, FormulaChain(indicator.id, in: notes))
    }
    return parts.isEmpty ? nil : ReportSection(id: "formulas", title: "公式、参数与资料", parts: parts)
  }

  private func indicatorWorking(_ indicator: Account.IndicatorTotal, _ chain: FormulaChain) -> [Markup] {
    let decided = indicator.decidedAt.isEmpty ? "" : "；按\(levelName(indicator.decidedAt))核定"
    let total = "实物量 \(quantityText(indicator.physicalTotal))\(unitSuffix(indicator.unit))，"
    let figures = states.state(of: indicator).text ?? total + "价值 \(moneyText(indicator.valueTotal))"
    var parts = [tag("h3", [:], .text(indicator.zh)), paragraph(figures + decided)]
    parts += chain.formulas.enumerated().map { formula($1, isChief: $0 < 2) }
    if !chain.parameters.isEmpty { parts.append(parameterGrid(chain.parameters)) }
    if !chain.inputs.isEmpty { parts.append(inputGrid(chain.inputs)) }
    if !chain.tables.isEmpty { parts.append(links(to: chain.tables)) }
    return parts
  }

  private func formula(_ formula: Provenance.FormulaNote, isChief: Bool) -> Markup {
    let constant = formula.constant.map { " = \(reckonedText($0))\(unitSuffix(formula.unit))" } ?? ""
    let empirical = formula.empirical ? "；经验公式，单位依来源" : ""
    return tag(
      "div", ["class": isChief ? "formula chief" : "formula"],
      paragraph(titled(formula.zh, unit: formula.unit) + constant),
      tag("code", [:], .text(formula.text)),
      tag("p", ["class": "by"], .text(sourceText(formula.source) + empirical)))
  }

  private func parameterGrid(_ parameters: [Provenance.ParameterNote]) -> Markup {
    let rows = parameters.map { note in
      PageTable.Row([
        named(note.zh, note.name), parameterText(note.value),
        unitText(note.unit), note.priceYear.map { "\($0)" } ?? "—", standingName(note.source.standing),
        note.source.zh,
      ])
    }
    let columns: [PageTable.Column] = [
      .words("参数"), .figure("数值"), .words("单位"), .figure("价格年"), .words("性质"), .words("来源"),
    ]
    return PageTable("参数", columns, rows).cards()
  }

  private func inputGrid(_ inputs: [Provenance.InputNote]) -> Markup {
    let rows = inputs.map { note in
      PageTable.Row([
        named(note.zh, note.name), unitText(note.unit),
        note.file.isEmpty || note.binding.contains(note.file) ? note.binding : "\(note.binding)；\(note.file)",
        note.year.map { "\($0)" } ?? "—",
        standingName(note.source.standing), note.source.zh,
      ])
    }
    let columns: [PageTable.Column] = [
      .words("资料"), .words("单位"), .words("取自"), .figure("年份"), .words("性质"), .words("来源"),
    ]
    return PageTable("资料", columns, rows).cards()
  }

  private func links(to tables: [Provenance.TableNote]) -> Markup {
    var parts: [Markup] = [.text("查算表：")]
    for table in tables {
      guard let index = provenance.tables.firstIndex(of: table) else { continue }
      parts += [
        tag("a", ["href": "#table-\(index)"], .text(table.zh.isEmpty ? table.name : table.zh)), .text(" "),
      ]
    }
    return tag("p", [:], parts)
  }
}

/// A source with its standing before it: `标准：《…》式(3)`.
public func sourceText(_ source: Provenance.Source) -> String {
  source.zh.isEmpty ? standingName(source.standing) : "\(standingName(source.standing))：\(source.zh)"
}
