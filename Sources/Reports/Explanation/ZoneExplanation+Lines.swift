internal import Accounts

extension ZoneExplanation {
  /// The explanation for a terminal, in Chinese.
  public func lines() -> [String] {
    let head = "\(zoneName(zone))（\(zone.code)）　\(indicator.zh)（\(indicator.id)）"
    var lines = [plainText(head)] + figureLines
    lines += [""] + ecosystemTable.render()
    if !formulas.isEmpty { lines += ["", "公式"] + formulas.flatMap(formulaLines) }
    if !parameters.isEmpty { lines += ["", "参数"] + parameterTable.render() }
    if !tables.isEmpty {
      lines += ["", "查算表"] + tables.map { plainText("  \($0.name)　\($0.zh)　\(sourceText($0.source))") }
    }
    if !inputs.isEmpty { lines += ["", "资料"] + inputs.flatMap(inputLines) }
    return lines
  }

  private var figureLines: [String] {
    let area = area.map { "面积 \(quantityText($0)) hm²" } ?? "无面积资料"
    return [
      "实物量 \(quantityText(figure.physical))\(unitSuffix(indicator.unit))",
      "价值 \(moneyText(figure.value))（\(reckonedText(figure.value)) 元，\(priceYear) 年价格）",
      area,
    ]
  }

  private var ecosystemTable: TextTable {
    var table = TextTable(
      heads: [
        "生态系统", "面积 hm²", "实物量\(unitSuffix(indicator.unit))", "价值 元", "实物量/hm²", "元/(hm²·a)",
      ],
      sides: [.left, .right, .right, .right, .right, .right])
    for part in ecosystems {
      table.add([
        part.name, part.area.map(quantityText) ?? "—", quantityText(part.figure.physical),
        quantityText(part.figure.value), part.perHectare.map { quantityText($0.physical) } ?? "—",
        part.perHectare.map { quantityText($0.value) } ?? "—",
      ])
    }
    return table
  }

  private func formulaLines(_ formula: Provenance.FormulaNote) -> [String] {
    let constant = formula.constant.map { "　= \(reckonedText($0))\(unitSuffix(formula.unit))" } ?? ""
    return ["  \(formula.text)\(constant)", "    \(formula.zh)　\(sourceText(formula.source))"].map(plainText)
  }

  private var parameterTable: TextTable {
    var table = TextTable(
      heads: ["  名称", "含义", "数值", "单位", "价格年", "来源"],
      sides: [.left, .left, .right, .left, .right, .left])
    for note in parameters {
      table.add([
        "  " + note.name, note.zh, parameterText(note.value), unitText(note.unit),
        note.priceYear.map { "\($0)" } ?? "—", sourceText(note.source),
      ])
    }
    return table
  }

  private func inputLines(_ note: Provenance.InputNote) -> [String] {
    let year = note.year.map { "，\($0) 年" } ?? ""
    let alignment = note.alignment.isEmpty ? "" : "，\(chineseHalf(note.alignment))"
    var lines = ["  \(note.name)　\(titled(note.zh, unit: note.unit))：\(note.binding)\(year)\(alignment)"]
    if !note.file.isEmpty { lines.append("    \(note.file)　SHA-256 \(note.sha256)") }
    lines.append("    \(sourceText(note.source))")
    return lines.map(plainText)
  }
}
