internal import Accounts

extension ReportPage {
  /// Choices that change figures: variants, own values, rules of measuring.
  var ruleSection: ReportSection? {
    var parts = [measuring]
    if !account.variants.isEmpty {
      let rows = account.variants.map {
        PageTable.Row([$0.name, $0.zh.isEmpty ? $0.choice : $0.zh, $0.choice])
      }
      parts.append(PageTable("规范留待选择之处", [.words("选项"), .words("所选"), .words("代号")], rows).markup())
    }
    if !account.overrides.isEmpty {
      let rows = account.overrides.map {
        PageTable.Row([$0.name, parameterText($0.value), unitText($0.unit), $0.source])
      }
      let columns: [PageTable.Column] = [.words("参数"), .figure("取值"), .words("单位"), .words("来源")]
      parts.append(PageTable("采用本地取值的参数", columns, rows).cards())
    }
    return ReportSection(id: "rules", title: "选择与规则", parts: parts)
  }

  private var measuring: Markup {
    var rows = [
      PageTable.Row(["土地归入分区", zoneRuleName(account.rules.zone)]),
      PageTable.Row(["面积量算", areaRuleName(account.rules.area)]),
    ]
    rows += account.rules.alignment.map { PageTable.Row(["图层 \($0.layer) 对齐", alignmentName($0.rule)]) }
    return PageTable("量算规则", [.words("事项"), .words("规则")], rows).markup()
  }

  private func alignmentName(_ rule: String) -> String {
    switch rule {
    case "same": "与核算格网一致"
    case "shifted": "平移对齐"
    case "nearest": "最近邻重采样"
    case "bilinear": "双线性重采样"
    case "average": "平均重采样"
    case "mode": "众数重采样"
    default: chineseHalf(rule)
    }
  }
}
