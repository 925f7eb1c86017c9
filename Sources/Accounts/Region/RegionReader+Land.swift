import Formula
import Law

extension Form {
  /// The land: a grid with zones, a table of areas, or areas written out.
  func land() -> LandDescription? {
    switch oneOf(["grid", "rows", "land"]) {
    case "grid": return gridLand()
    case "rows": return self["rows"]?.landTable().map { .table($0, units: statisticalUnits()) }
    case "land":
      let land = items("land").compactMap { $0.writtenLand() }
      return land.isEmpty ? nil : .written(land, units: statisticalUnits())
    default: return nil
    }
  }

  private func gridLand() -> LandDescription? {
    guard let grid = self["grid"]?.grid() else { return nil }
    guard let zones = self["zones"] else {
      reader.report(
        .missingKey, Label(zh: "有 grid 就要有 zones", en: "a grid needs zones"),
        remedy: Label(
          zh: "写上分区图层 zones: { file, code, name, level }", en: "add zones: { file, code, name, level }"))
      return nil
    }
    return zones.zones().map { .grid(grid, $0) }
  }

  private func statisticalUnits() -> [UnitDescription] { items("units").compactMap { $0.statisticalUnit() } }
}

extension Reader {
  fileprivate func grid() -> GridDescription? {
    guard let form = form(required: [], optional: ["crs", "like", "cell", "extent"]) else { return nil }
    let crs = form["crs"]?.text()
    if form.has("like") {
      return form["like"]?.text().map { GridDescription(crs: crs, frame: .like(file: $0), place: place) }
    }
    guard let cell = form["cell"]?.numbers(2), let extent = form["extent"]?.numbers(4) else {
      report(
        .missingKey, Label(zh: "grid 要写 like，或写 cell 和 extent", en: "a grid wants like, or cell and extent"),
        remedy: Label(
          zh: "如 cell: [30, 30], extent: [xmin, ymin, xmax, ymax]",
          en: "as cell: [30, 30], extent: [xmin, ymin, xmax, ymax]"))
      return nil
    }
    return GridDescription(crs: crs, frame: .extent(cell: cell, bounds: extent), place: place)
  }

  private func numbers(_ count: Int) -> [Double]? {
    guard let items = list() else { return nil }
    let numbers = items.compactMap { $0.number() }
    guard numbers.count == count else {
      report(
        .wrongValue, Label(zh: "这里要 \(count) 个数", en: "\(count) numbers are expected here"),
        remedy: Label(zh: "写成 [a, b, …]", en: "write [a, b, …]"))
      return nil
    }
    return numbers
  }

  fileprivate func zones() -> ZoneDescription? {
    let keys = ["layer", "name", "rule", "parents", "crs", "encoding"]
    guard let form = form(required: ["file", "code", "level"], optional: keys + ["source"]),
      let file = form["file"]?.text(), let code = form["code"]?.text(),
      let level = form["level"]?.identifier()
    else { return nil }
    let rule = form["rule"].map { $0.choice(ZoneDescription.Rule.self) } ?? .centre
    guard let rule else { return nil }
    return ZoneDescription(
      file: file, layer: form["layer"]?.text(), crs: form["crs"]?.text(), encoding: form["encoding"]?.text(),
      code: code, name: form["name"]?.text() ?? code, level: level,
      rule: rule, above: form.items("parents").compactMap { $0.above() }, place: place)
  }

  /// `{ level, code, name }` with attributes of the leaves, or `{ level, code, name, one: true }` for one
  /// zone above all.
  private func above() -> ZoneDescription.Above? {
    guard let form = form(required: ["level", "code", "name"], optional: ["one"]),
      let level = form["level"]?.identifier(), let code = form["code"]?.text(),
      let name = form["name"]?.text()
    else { return nil }
    return .init(level: level, code: code, name: name, byAttribute: !(form["one"]?.flag() ?? false))
  }

  fileprivate func landTable() -> LandTable? {
    guard
      let form = form(
        required: ["file", "zone", "ecosystem", "area", "source"], optional: ["sheet"]),
      let file = form["file"]?.text(), let zone = form["zone"]?.text(),
      let ecosystem = form["ecosystem"]?.text(), let source = form["source"]?.citation(),
      let area = form["area"]?.form(required: ["column", "unit"]), let column = area["column"]?.text(),
      let unit = area["unit"]?.unit()
    else { return nil }
    return LandTable(
      file: file, sheet: form["sheet"]?.text(), zone: zone, ecosystem: ecosystem, area: column,
      areaUnit: unit.text, source: source, place: place)
  }

  fileprivate func writtenLand() -> WrittenLand? {
    guard let form = form(required: ["zone", "ecosystem", "area", "source"], optional: ["note"]),
      let zone = form["zone"]?.text(), let ecosystem = form["ecosystem"]?.identifier(),
      let area = form["area"]?.quantity(), let source = form["source"]?.citation()
    else { return nil }
    return WrittenLand(zone: zone, ecosystem: ecosystem, area: area, source: source, place: place)
  }

  fileprivate func statisticalUnit() -> UnitDescription? {
    guard
      let form = form(required: ["code", "name", "level"], optional: ["parent", "area", "source"]),
      let code = form["code"]?.text(), let name = form["name"]?.label(),
      let level = form["level"]?.identifier()
    else { return nil }
    var parent: String?
    if let written = form["parent"], case .text = written.node.value { parent = written.text() }
    return UnitDescription(
      code: code, name: name, level: level, parent: parent, area: form["area"]?.quantity(),
      source: form["source"]?.citation(), place: place)
  }
}
