internal import Accounts
internal import Law
internal import Quantities
internal import Reports
internal import Sheets

/// State, digests and signatures of an account.
func lifeSheet(_ document: ReportDocument) -> Sheet {
  let life = document.life
  let rows = life.steps.map { step in
    SheetRow([
      .number(Double(step.number)), .text("\(step.act.label)"), .text(step.day.description),
      .text(step.person.organisation), .text(step.person.name), .text(step.person.role), .text(step.text),
      step.remark.map { .number(Double($0)) } ?? .empty, .text(step.account), .text(step.link?.account ?? ""),
      .text(step.digest),
    ])
  }
  let changed = life.hasChanged(document.digest) ? "；账目已改动，与报审时不符 · changed since it was submitted" : ""
  return Sheet(
    name: "审签",
    columns: [
      SheetColumn("步", style: .plain(decimals: 0)), SheetColumn("步骤", width: 24), SheetColumn("日期"),
      SheetColumn("单位", width: 24), SheetColumn("姓名"), SheetColumn("职务"), SheetColumn("意见", width: 50),
      SheetColumn("答第几步", style: .plain(decimals: 0)), SheetColumn("账目 SHA-256"),
      SheetColumn("所关联账目 SHA-256"), SheetColumn("本步 SM3"),
    ], rows: rows,
    notes: [
      "状态：\(life.state.label)\(changed)", "account.json 的 SHA-256：\(document.digest)",
    ])
}
