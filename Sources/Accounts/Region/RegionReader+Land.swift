import Formula
import Law

extension Form {
  /// The land: a grid with zones, a table of areas, or areas written out.
  func land() -> LandDescription? {
    switch oneOf(["grid", "rows", "land"]) {
    case "grid": return gridLand()
    case "rows":
      let (table, units) = (self["rows"]?.landTable(), statisticalUnits())
      return table.map { .table($0, units: units) }
    case "land":
      let (land, units) = (items("land").compactMap { $0.writtenLand() }, statisticalUnits())
      return land.isEmpty ? nil : .written(land, units: units)
    default: return nil
    }
  }

  private func gridLand() -> LandDescription? {
    let grid = self["grid"]?.grid()
    guard let zones = self["zones"] else {
      reader.report(
        .missingKey, Label(zh: "有 grid 就要有 zones", en: "a grid needs zones"),
        remedy: Label(
          zh: "写上分区图层 zones: { file, code, name, level }", en: "add zones: { file, code, name, level }"))
      return nil
    }
    let read = zones.zones()
    guard let grid, let read else { return nil }
    return .grid(grid, read)
  }

  /// What values or words mean: what is written out, and the table of the pack that holds for all others,
  /// either `classes: "table"` or the entry `"*"`.
  func classes() -> (written: [(key: String, value: Reader)], table: Reference?) {
    guard let classes = self["classes"] else { return ([], nil) }
    if case .text = classes.node.value { return ([], classes.reference()) }
    let entries = classes.entries()
    return (entries.filter { $0.key != "*" }, entries.first { $0.key == "*" }?.value.reference())
  }

  /// What the words of a table mean: word → code or name of the pack's list.
  fileprivate func landClasses() -> (written: [String: String], table: Reference?) {
    let (written, table) = classes()
    var classes: [String: String] = [:]
    for (word, code) in written { classes[word] = code.text() }
    return (classes, table)
  }

  private func statisticalUnits() -> [UnitDescription] { items("units").compactMap { $0.statisticalUnit() } }
}

extension Reader {
  fileprivate func grid() -> GridDescription? {
    guard let form = form(required: [], optional: ["crs", "like", "cell", "extent", "surface"]) else {
      return nil
    }
    let (crs, surface) = (form["crs"]?.text(), form["surface"]?.name())
    if form.has("like") {
      return form["like"]?.path().map {
        GridDescription(crs: crs, frame: .like(file: $0), surface: surface, place: place)
      }
    }
    guard let cell = form["cell"]?.numbers(2), let extent = form["extent"]?.numbers(4) else {
      report(
        .missingKey, Label(zh: "grid 要写 like，或写 cell 和 extent", en: "a grid wants like, or cell and extent"),
        remedy: Label(
          zh: "如 cell: [30, 30], extent: [xmin, ymin, xmax, ymax]",
          en: "as cell: [30, 30], extent: [xmin, ymin, xmax, ymax]"))
      return nil
    }
    return GridDescription(
      crs: crs, frame: .extent(cell: cell, bounds: extent), surface: surface, place: place)
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
    guard let form = form(required: ["file", "code", "level"], optional: keys + ["source"]) else {
      return nil
    }
    let (file, code, level) = (form["file"]?.path(), form["code"]?.text(), form["level"]?.identifier())
    let rule = form["rule"].map { $0.choice(ZoneDescription.Rule.self) } ?? .centre
    let above = form.items("parents").compactMap { $0.above() }
    let (layer, crs, encoding) = (form["layer"]?.text(), form["crs"]?.text(), form["encoding"]?.text())
    guard let file, let code, let level, let rule else { return nil }
    return ZoneDescription(
      file: file, layer: layer, crs: crs, encoding: encoding, code: code, name: form["name"]?.text() ?? code,
      level: level, rule: rule, above: above, place: place)
  }

  /// `{ level, code, name }` with attributes of the leaves, or `{ level, code, name, one: true }` for one
  /// zone above all.
  private func above() -> ZoneDescription.Above? {
    guard let form = form(required: ["level", "code", "name"], optional: ["one"]) else { return nil }
    let (level, code, name) = (form["level"]?.identifier(), form["code"]?.text(), form["name"]?.text())
    guard let level, let code, let name else { return nil }
    return .init(level: level, code: code, name: name, byAttribute: !(form["one"]?.flag() ?? false))
  }

  fileprivate func landTable() -> LandTable? {
    let keys = ["file", "zone", "ecosystem", "area", "source"]
    guard let form = form(required: keys, optional: ["sheet", "classes", "name", "level", "parents"]) else {
      return nil
    }
    let (file, zone, ecosystem) = (form["file"]?.path(), form["zone"]?.text(), form["ecosystem"]?.text())
    let source = form["source"]?.citation()
    let area = form["area"]?.form(required: ["column", "unit"])
    let (column, unit) = (area?["column"]?.text(), area?["unit"]?.unit())
    let (classes, above) = (form.landClasses(), form.items("parents").compactMap { $0.above() })
    let (name, level) = (form["name"]?.text(), form["level"]?.identifier())
    guard let file, let zone, let ecosystem, let source, let column, let unit else { return nil }
    return LandTable(
      file: file, sheet: form["sheet"]?.text(), zone: zone, ecosystem: ecosystem, area: column,
      areaUnit: unit.text, classes: classes.written, classTable: classes.table, name: name,
      level: level ?? "zone", above: above, source: source,
      place: place)
  }

  fileprivate func writtenLand() -> WrittenLand? {
    let keys = ["zone", "ecosystem", "area", "source"]
    guard let form = form(required: keys, optional: ["note"]) else { return nil }
    let (zone, ecosystem) = (form["zone"]?.text(), form["ecosystem"]?.text())
    let (area, source) = (form["area"]?.quantity(), form["source"]?.citation())
    guard let zone, let ecosystem, let area, let source else { return nil }
    return WrittenLand(zone: zone, ecosystem: ecosystem, area: area, source: source, place: place)
  }

  fileprivate func statisticalUnit() -> UnitDescription? {
    guard let form = form(required: ["code", "name", "level"], optional: ["parent", "area", "source"])
    else { return nil }
    let (code, name, level) = (form["code"]?.text(), form["name"]?.label(), form["level"]?.identifier())
    let (area, source) = (form["area"]?.quantity(), form["source"]?.citation())
    guard let code, let name, let level else { return nil }
    var parent: String?
    if let written = form["parent"], case .text = written.node.value { parent = written.text() }
    return UnitDescription(
      code: code, name: name, level: level, parent: parent, area: area, source: source, place: place)
  }
}
