import Formula
import Law

extension Reader {
  /// The ways of binding, of which an input has exactly one.
  static let ways = [
    "layer", "value", "code", "table", "values", "byEcosystem", "column", "series", "rows", "derive",
    "terrain", "focal", "stations", "open",
  ]
  fileprivate static let details = [
    "band", "unit", "resample", "crs", "nodata", "classes", "year", "source", "zone", "level", "sheet",
    "columns", "day", "from", "x", "y", "interpolate", "power", "neighbours",
    "label", "range", "filled", "flow", "streams", "trace", "steps", "of", "length", "ratio", "distance",
    "reach", "add",
  ]

  /// What may stand beside each way, besides `label`, `source` and `year`.
  fileprivate static let beside: [String: [String]] = [
    "layer": ["band", "unit", "resample", "crs", "nodata", "classes", "range"],
    "value": ["range"], "byEcosystem": ["range"],
    "table": ["zone", "column", "unit", "level", "sheet", "range"],
    "values": ["level", "range"], "column": ["unit", "range"], "series": ["day", "columns", "sheet"],
    "rows": ["columns", "sheet"],
    "terrain": [
      "from", "filled", "flow", "streams", "trace", "steps", "of", "length", "ratio", "unit", "range",
    ],
    "focal": ["of", "distance", "reach", "add", "unit", "range"],
    "stations": ["x", "y", "crs", "column", "unit", "interpolate", "power", "neighbours", "range"],
  ]

  /// What the region gives for a name.
  func input(named name: String) -> RegionInput? {
    guard let form = form(required: [], optional: Self.ways + Self.details) else { return nil }
    // Tables and stations name their column by the word that is else a way of its own.
    let ways = form.has("stations") || form.has("table") ? Self.ways.filter { $0 != "column" } : Self.ways
    let way = form.oneOf(ways)
    let suits = way.map { form.suits($0) } ?? false
    let binding = way.flatMap { form.binding($0) }
    let source = form["source"]?.citation()
    let year = form["year"].map { $0.integer(in: 1800...2200) }
    guard let way, suits, let binding, year != .some(nil) else { return nil }
    if source == nil, !form.has("source"), !["derive", "terrain", "focal", "open"].contains(way) {
      report(
        .source, Label(zh: "“\(name)”没有出处", en: "\"\(name)\" has no source"),
        remedy: Label(
          zh: "写 source: { title, clause, standing }", en: "add source: { title, clause, standing }"))
      return nil
    }
    let (spread, factors) = form.spreads(of: binding)
    return RegionInput(
      name: name, label: form["label"]?.label(), binding: binding, source: source,
      year: year ?? nil, spread: spread, factorSpread: factors, place: place)
  }
}

extension Form {
  /// Whether every detail means something for the way; one that is read by nobody would deceive.
  fileprivate func suits(_ way: String) -> Bool {
    let known = Reader.beside[way] ?? []
    let stray = Reader.details.filter {
      has($0) && !["label", "source", "year"].contains($0) && !known.contains($0)
    }
    for key in stray {
      self[key]?.report(
        .unknownKey, Label(zh: "写 \(way) 时“\(key)”没有意义", en: "\"\(key)\" means nothing beside \(way)"),
        remedy: Label(zh: "删去它，或换一种给法", en: "remove it, or bind the input in another way"))
    }
    return stray.isEmpty
  }

  fileprivate func binding(_ way: String) -> InputBinding? {
    switch way {
    case "layer": layer().map { .layer($0) }
    case "value": self["value"]?.quantity().map { .constant($0) }
    case "code": self["code"]?.text().map { .code($0) }
    case "table": zoneTable().map { .zoneTable($0) }
    case "values": .zoneValues(quantities("values").map { ($0, $1) }, level: self["level"]?.identifier())
    case "byEcosystem": .ecosystemValues(quantities("byEcosystem").map { ($0, $1) })
    case "column": landColumn()
    case "series": table(file: "series").map { .table($0) }
    case "rows": table(file: "rows").map { .table($0) }
    case "derive": self["derive"]?.name().map { .derive($0) }
    case "terrain": terrain().map { .terrain($0) }
    case "focal": focal().map { .focal($0) }
    case "stations": stations().map { .stations($0) }
    default: self["open"]?.text().map { .open($0) }
    }
  }

  private func quantities(_ key: String) -> [(String, Quantity)] {
    (self[key]?.entries() ?? []).compactMap { entry in entry.value.quantity().map { (entry.key, $0) } }
  }

  private func layer() -> LayerBinding? {
    let file = self["layer"]?.path()
    let band = self["band"].map { $0.integer(in: 1...65_535) } ?? 1
    let unit = self["unit"].map { $0.unit() }
    let nodata = self["nodata"].map { $0.number() }
    let resample = self["resample"].map { $0.choice(LayerResampling.self) }
    let (crs, classes, mixes) = (self["crs"]?.text(), classes(), !keepsClasses(resample ?? nil))
    let (numbers, table) = (classNumbers(classes.written), classes.table)
    guard let file, let band, unit != .some(nil), nodata != .some(nil), resample != .some(nil), !mixes
    else { return nil }
    return LayerBinding(
      file: file, band: band, unit: unit??.text, resample: resample??.rawValue, crs: crs,
      nodata: nodata ?? nil, classes: numbers, classTable: table)
  }

  /// Classes are never mixed.
  private func keepsClasses(_ resample: LayerResampling?) -> Bool {
    guard has("classes"), let resample, ![.nearest, .mode].contains(resample) else { return true }
    self["resample"]?.report(
      .wrongValue,
      Label(zh: "类别不能用 \(resample.rawValue) 混合", en: "classes cannot be mixed by \(resample.rawValue)"),
      remedy: Label(zh: "写 nearest 或 mode", en: "write nearest or mode"))
    return false
  }

  private func classNumbers(_ written: [(key: String, value: Reader)]) -> [(value: Int, code: String)] {
    var classes: [(value: Int, code: String)] = []
    for (key, value) in written {
      guard let number = Int(key) else {
        value.report(
          .wrongValue, Label(zh: "类别值“\(key)”不是整数", en: "the class value \"\(key)\" is no whole number"),
          remedy: Label(zh: "写成 \"33\": \"cropland\"", en: "write \"33\": \"cropland\""))
        continue
      }
      if let code = value.text() { classes.append((number, code)) }
    }
    return classes
  }

  private func zoneTable() -> ZoneTableBinding? {
    let (file, zone) = (self["table"]?.path(), wanted("zone")?.text())
    let (column, unit) = (wanted("column")?.text(), wanted("unit")?.unit())
    guard let file, let zone, let column, let unit else { return nil }
    return ZoneTableBinding(
      file: file, sheet: self["sheet"]?.text(), zone: zone, column: column, unit: unit.text,
      level: self["level"]?.identifier())
  }

  private func landColumn() -> InputBinding? {
    let (column, unit) = (self["column"]?.text(), wanted("unit")?.unit())
    guard let column, let unit else { return nil }
    return .landColumn(column: column, unit: unit.text)
  }

  private func table(file key: String) -> TableBinding? {
    let file = self[key]?.path()
    let columns = wanted("columns")?.entries()
    let read = (columns ?? []).compactMap { entry -> TableBinding.Column? in
      guard let form = entry.value.form(required: ["column"], optional: ["unit", "range"]),
        let column = form["column"]?.text()
      else { return nil }
      return .init(
        name: entry.key, column: column, unit: form["unit"]?.unit()?.text,
        spread: form["range"]?.factorSpread(rows: true))
    }
    guard let file, let columns, read.count == columns.count else { return nil }
    return TableBinding(file: file, sheet: self["sheet"]?.text(), day: self["day"]?.text(), columns: read)
  }

  private func stations() -> StationBinding? {
    let (file, x, y) = (self["stations"]?.path(), wanted("x")?.text(), wanted("y")?.text())
    let (crs, column, unit) = (wanted("crs")?.text(), wanted("column")?.text(), wanted("unit")?.unit())
    let method = wanted("interpolate")?.choice(StationRule.self)
    let (power, neighbours) = (self["power"]?.number(), self["neighbours"]?.integer(in: 1...1000))
    guard let file, let x, let y, let crs, let column, let unit, let method else { return nil }
    return StationBinding(
      file: file, x: x, y: y, crs: crs, column: column, unit: unit.text, method: method.rawValue,
      power: power ?? 2, neighbours: neighbours ?? 12)
  }

  /// A key that this way of binding needs.
  func wanted(_ key: String) -> Reader? {
    if let value = self[key] { return value }
    reader.report(
      .missingKey, Label(zh: "缺少键“\(key)”", en: "the key \"\(key)\" is missing"),
      remedy: Label(zh: "写上 \(key): …", en: "add \(key): …"))
    return nil
  }
}
