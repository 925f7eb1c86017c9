internal import Accounts
internal import Law
internal import Reports
internal import Sheets

/// Formulas, then parameters, then the rows of look-up tables, each with its source.
func formulaSheet(_ provenance: Provenance) -> Sheet {
  let formulas = provenance.formulas.map { note in
    sheetRow("公式", note.name, note.zh, .text(note.text), note.unit, nil, note.source)
  }
  let parameters = provenance.parameters.map { note in
    sheetRow("参数", note.name, note.zh, .number(note.value), note.unit, note.priceYear, note.source)
  }
  let tables = provenance.tables.flatMap { note in
    note.rows.map { row in
      let cells = zip(note.heads, row).map { "\($0) \($1)" }.joined(separator: "；")
      return sheetRow("查算表", note.name, note.zh, .text(cells), "", nil, note.source)
    }
  }
  return Sheet(
    name: "公式与参数",
    columns: [
      SheetColumn("种类"), SheetColumn("名称"), SheetColumn("含义"),
      SheetColumn("公式或数值", style: .general, width: 60), SheetColumn("单位"),
      SheetColumn("价格年", style: .plain(decimals: 0)), SheetColumn("性质"), SheetColumn("来源", width: 50),
    ], rows: formulas + parameters + tables)
}

private func sheetRow(
  _ kind: String, _ name: String, _ label: String, _ content: SheetCell, _ unit: String, _ year: Int?,
  _ source: Provenance.Source
) -> SheetRow {
  SheetRow([
    .text(kind), .text(name), .text(label), content, .text(unit == "1" ? "" : unit),
    year.map { .number(Double($0)) } ?? .empty,
    .text(standingName(source.standing)), .text(source.zh),
  ])
}

/// Inputs and files with their digests.
func sourceSheet(_ provenance: Provenance) -> Sheet {
  let inputs = provenance.inputs.map { note in
    SheetRow([
      .text(note.name), .text(note.zh), .text(note.unit == "1" ? "" : note.unit), .text(note.binding),
      .text(note.file),
      note.year.map { .number(Double($0)) } ?? .empty, .text(note.alignment),
      .text(standingName(note.source.standing)),
      .text(note.source.zh), .text(note.sha256),
    ])
  }
  let packs = provenance.packFiles.map { file in
    SheetRow([
      .text(file.pack), .text("方法包或区域文件"), .empty, .empty, .text(file.name), .empty, .empty, .empty,
      .empty, .text(file.sha256),
    ])
  }
  return Sheet(
    name: "来源",
    columns: [
      SheetColumn("名称"), SheetColumn("含义"), SheetColumn("单位"), SheetColumn("取自"), SheetColumn("文件"),
      SheetColumn("年份", style: .plain(decimals: 0)), SheetColumn("对齐"), SheetColumn("性质"),
      SheetColumn("来源", width: 50), SheetColumn("SHA-256"),
    ], rows: inputs + packs, notes: ["程序：\(provenance.program)"])
}

/// All assumptions, those that move the total most first.
func assumptionSheet(_ account: Account) -> Sheet {
  let rows = orderedAssumptions(account).map { item in
    SheetRow([
      .text(item.name), .text(item.zh), .text(item.value),
      item.share.isNaN ? .text("未试算") : .number(item.share / 100), .text(item.by),
      .text(item.on),
      .text(item.why),
    ])
  }
  return Sheet(
    name: "假设",
    columns: [
      SheetColumn("名称"), SheetColumn("含义"), SheetColumn("取值"),
      SheetColumn("变动 1% 时总值变动", style: .percent(decimals: 2)), SheetColumn("作出者"), SheetColumn("日期"),
      SheetColumn("理由", width: 60),
    ], rows: rows, notes: account.assumptions.contains(where: \.share.isNaN) ? [whyNotTried.zh] : [])
}
