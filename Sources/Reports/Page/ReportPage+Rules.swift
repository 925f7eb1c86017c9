internal import Accounts

extension ReportPage {
  /// Choices that change figures: variants, own values, rules of measuring.
  var ruleSection: ReportSection? {
    var parts = [measuring]
    if !account.variants.isEmpty {
      let rows = account.variants.map {
        PageTable.Row([name($0.zh, $0.en, or: $0.choice), "\($0.name): \($0.choice)"])
      }
      parts.append(
        PageTable(
          say("规范留待选择之处", "Choices that the norm leaves open"),
          [.words(say("所选", "What was chosen")), .words(say("代号", "Code"))],
          rows
        ).markup())
    }
    if !account.overrides.isEmpty {
      let rows = account.overrides.map {
        PageTable.Row([$0.name, parameterText($0.value), unitText($0.unit, in: language), $0.source])
      }
      let columns: [PageTable.Column] = [
        .words(say("参数", "Parameter")), .figure(say("取值", "Value")), .words(say("单位", "Unit")),
        .quoted(say("来源", "Source")),
      ]
      parts.append(
        PageTable(say("采用本地取值的参数", "Parameters with the place's own value"), columns, rows).cards())
    }
    return ReportSection(id: "rules", title: say("选择与规则", "Choices and rules"), parts: parts)
  }

  private var measuring: Markup {
    var rows = [
      PageTable.Row([
        say("土地归入分区", "Land goes to zones"), zoneRuleName(account.rules.zone, in: language),
      ]),
      PageTable.Row([say("面积量算", "Area"), areaRuleName(account.rules.area, in: language)]),
    ]
    rows += account.rules.alignment.map {
      PageTable.Row([say("图层 \($0.layer) 对齐", "Layer \($0.layer)"), alignmentName($0.rule)])
    }
    return PageTable(
      say("量算规则", "Rules of measuring"), [.words(say("事项", "What")), .words(say("规则", "Rule"))], rows
    ).markup()
  }

  private func alignmentName(_ rule: String) -> String {
    switch rule {
    case "same": say("与核算格网一致", "on the grid of the account")
    case "shifted": say("平移对齐", "shifted")
    case "nearest": say("最近邻重采样", "resampled, nearest")
    case "bilinear": say("双线性重采样", "resampled, bilinear")
    case "average": say("平均重采样", "resampled, average")
    case "mode": say("众数重采样", "resampled, mode")
    default: half(rule, in: language)
    }
  }
}
