internal import Accounts
internal import GeoFiles
internal import Law
internal import Reports

/// Writes `account.gpkg`: layer `zones` with outlines and a column for each quantity and value, the tables
/// `cube` and `areas`, and the table `about` with what must be known before a figure is used.
func writePackage(
  _ path: String, _ account: Account, _ figures: AccountFigures, _ geometry: AccountGeometry?
) throws(GeoFileError) {
  let package = try GeoPackageWriter(path)
  try writeZones(account, figures, geometry, to: package)
  try writeCube(account, to: package)
  try writeAreas(account, to: package)
  try writeAbout(account, to: package)
  try package.finish()
}

private func writeZones(
  _ account: Account, _ figures: AccountFigures, _ geometry: AccountGeometry?, to package: GeoPackageWriter
) throws(GeoFileError) {
  var columns = [
    PlannedColumn("code", .text), PlannedColumn("name", .text), PlannedColumn("level", .text),
    PlannedColumn("parent", .text), PlannedColumn("area_hm2", .number), PlannedColumn("value_yuan", .number),
  ]
  for indicator in account.indicators {
    let name = indicator.id.replacing("-", with: "_")
    columns.append(PlannedColumn("\(name)_physical", .number, title: "\(indicator.zh) \(indicator.unit)"))
    columns.append(PlannedColumn("\(name)_value", .number, title: "\(indicator.zh) 元/a"))
  }
  let mark = account.region.demonstration ? "（演示）" : ""
  let layer = try package.layer(
    "zones", title: "分区\(mark)", columns: columns, polygonsIn: geometry?.system)
  for zone in account.zones {
    try package.add(geometry?.zones[zone.code] ?? [], zoneRow(zone, account, figures), to: layer)
  }
}

private func zoneRow(_ zone: Account.Zone, _ account: Account, _ figures: AccountFigures) -> [AttributeValue]
{
  var row: [AttributeValue] = [
    .text(zone.code), .text(zone.name), .text(zone.level), .text(zone.parent),
    number(figures.area(zone: zone.code)), number(figures.value(zone: zone.code, of: account.indicators)),
  ]
  for indicator in account.indicators {
    let figure = figures.figure(zone: zone.code, indicator: indicator.id)
    row += [number(figure?.physical), number(figure?.value)]
  }
  return row
}

private func number(_ x: Double?) -> AttributeValue {
  x.flatMap { $0.isNaN ? nil : .number($0) } ?? .missing
}

private func writeCube(_ account: Account, to package: GeoPackageWriter) throws(GeoFileError) {
  let columns = [
    PlannedColumn("zone", .text), PlannedColumn("ecosystem", .text), PlannedColumn("indicator", .text),
    PlannedColumn("physical", .number), PlannedColumn("unit", .text), PlannedColumn("value_yuan", .number),
  ]
  let units = Dictionary(account.indicators.map { ($0.id, $0.unit) }) { first, _ in first }
  let table = try package.layer("cube", title: "核算立方", columns: columns, polygonsIn: nil)
  for sum in account.sums {
    let row: [AttributeValue] = [
      .text(sum.zone), .text(sum.ecosystem), .text(sum.indicator), number(sum.physical),
      .text(units[sum.indicator] ?? ""), number(sum.value),
    ]
    try package.add([], row, to: table)
  }
}

private func writeAreas(_ account: Account, to package: GeoPackageWriter) throws(GeoFileError) {
  let columns = [
    PlannedColumn("zone", .text), PlannedColumn("ecosystem", .text), PlannedColumn("area_hm2", .number),
  ]
  let table = try package.layer("areas", title: "面积", columns: columns, polygonsIn: nil)
  for row in account.areas {
    try package.add([], [.text(row.zone), .text(row.ecosystem), .number(row.area)], to: table)
  }
}

private func writeAbout(_ account: Account, to package: GeoPackageWriter) throws(GeoFileError) {
  let table = try package.layer(
    "about", title: "说明", columns: [PlannedColumn("name", .text), PlannedColumn("text", .text)],
    polygonsIn: nil)
  for (name, text) in accountFacts(account) {
    try package.add([], [.text(name), .text(text)], to: table)
  }
}

/// What must be known before a figure is used, line by line.
func accountFacts(_ account: Account) -> [(String, String)] {
  var facts = [
    ("区域", account.region.zh), ("核算年", "\(account.region.year)"), ("价格年", "\(account.region.priceYear)"),
    (account.pack.basis, "《\(account.pack.zh)》\(account.pack.number)"),
    ("方法包", "\(account.pack.id) \(account.pack.edition) \(account.pack.digest)"),
  ]
  if let part = partText(account) { facts.append(("范围", part.zh)) }
  if account.region.demonstration { facts.append(("演示", "价格非本地价格，不可用于决策")) }
  facts += account.variants.map { ("选项 \($0.name)", $0.zh.isEmpty ? $0.choice : $0.zh) }
  facts += account.warnings.map { ("警告 \($0.code)", $0.zh) }
  facts += account.notComputed.map { ("未核算 \($0.zh)", $0.why) }
  if !account.assumptions.isEmpty { facts.append(("假设", "\(account.assumptions.count) 项")) }
  return facts
}
