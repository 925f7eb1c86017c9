public import Formula
public import Law

/// Reads `region.json5`.
public enum RegionReader {
  /// - Parameters:
  ///   - texts: The region's own file, then those that it is laid over, each after the one that names it.
  /// - Returns: The description, or nil with at least one problem of severity error.
  public static func read(
    _ texts: [RegionText], units: UnitSystem
  ) -> (region: RegionDescription?, problems: [Problem]) {
    let (region, problems) = readForgiving(texts, units: units)
    return (problems.contains { $0.severity == .error } ? nil : region, problems)
  }

  /// Reads what can be read of files with faults, so that one run tells those of the data as well.
  ///
  /// - Returns: The description, in which inputs that could not be read are open and everything unread is
  ///   named; nil when not even the pack is known. And all problems of the files.
  public static func readForgiving(
    _ texts: [RegionText], units: UnitSystem
  ) -> (region: RegionDescription?, problems: [Problem]) {
    let (node, faults) = tree(of: texts)
    guard let node else { return (nil, faults) }
    let session = ReadingSession(units: units)
    for fault in faults { session.report(fault) }
    let region = Reader(node, session: session).region(texts: texts)
    return (region, session.problems)
  }

  /// Reads a region that is one file.
  ///
  /// - Parameter file: Its name, as errors shall print it.
  public static func read(
    _ text: String, file: String, units: UnitSystem
  ) -> (region: RegionDescription?, problems: [Problem]) {
    read([RegionText(file: file, text: text)], units: units)
  }
}

extension Reader {
  fileprivate static let required = ["region", "name", "year", "pack", "inputs"]
  fileprivate static let optional = [
    "priceYear", "demonstration", "variants", "overrides", "cells", "excluded", "included", "grid", "zones",
    "rows", "land", "units", "formulas", "sources", "base",
  ]

  fileprivate func region(texts: [RegionText]) -> RegionDescription? {
    guard let form = form(required: Self.required, optional: Self.optional) else { return nil }
    readSources(form)
    let id = form["region"]?.identifier()
    let name = form["name"]?.label()
    let year = form["year"]?.integer(in: 1900...2200)
    let priceYear = form["priceYear"].map { $0.integer(in: 1900...2200) } ?? year
    let pack = form["pack"].flatMap { place in place.text().map { (name: $0, file: place.node.source.file) } }
    let land = form.land()
    let bound = (form["inputs"]?.entries() ?? []).map { ($0.key, $0.value, $0.value.input(named: $0.key)) }
    let (variants, demonstration) = (form.variants(), form["demonstration"]?.flag() ?? false)
    let overrides = form.items("overrides").map { $0.override() }
    let cells = form.items("cells").map { $0.cellOverride() }
    let excluded = form.items("excluded").compactMap { $0.exclusion() }
    let included = form.items("included").compactMap { item in
      item.identifier().map { Inclusion(indicator: $0, place: item.place) }
    }
    let formulas = form.items("formulas").map { ($0, $0.formula()) }
    guard let pack else { return nil }
    var region = RegionDescription(
      id: id ?? "region", name: name ?? Label(same: id ?? "region"), year: year ?? 2000,
      priceYear: priceYear ?? year ?? 2000, demonstration: demonstration, pack: pack.name,
      packFolder: folderPrefix(of: pack.file), variants: variants,
      overrides: overrides.compactMap { $0 }, cells: cells.compactMap { $0 }, excluded: excluded,
      included: included,
      land: land ?? .written([], units: []), inputs: bound.map { $2 ?? $1.unreadInput(named: $0) },
      formulas: formulas.compactMap(\.1), texts: texts, place: place)
    region.borrowed = form.borrowedVariants()
    region.unread = Set(bound.filter { $0.2 == nil }.map(\.0))
    region.unread.formUnion(formulas.filter { $0.1 == nil }.compactMap { $0.0.formulaName() })
    if year == nil { region.unread.insert("year") }
    if land == nil { region.unread.insert("land") }
    return region
  }

  /// An input of which only the name is known.
  private func unreadInput(named name: String) -> RegionInput {
    RegionInput(name: name, binding: .open("—"), source: nil, year: nil, place: place)
  }

  /// The name that a formula defines whose entry is at fault elsewhere.
  private func formulaName() -> String? {
    guard case .text(let text)? = node["text"]?.value else { return nil }
    return String(text.prefix { $0 != "[" }).trimmingSpaces
  }

  /// The list that `{ ref: "…" }` refers to.
  private func readSources(_ form: Form) {
    for (key, value) in form["sources"]?.entries() ?? [] {
      if let document = value.sourceEntry() {
        session.sources[key] = document
      } else {
        session.brokenSources.insert(key)
      }
    }
  }

  private func override() -> RegionOverride? {
    let optional = ["priceYear", "range"]
    guard let form = form(required: ["name", "value", "source"], optional: optional) else { return nil }
    let (name, value) = (form["name"]?.name(), form["value"]?.quantity())
    let source = form["source"]?.citation()
    let priceYear = form["priceYear"].map { $0.integer(in: 1900...2200) }
    let spread = value.flatMap { value in form["range"].map { $0.spread(around: value) } }
    guard let name, let value, let source, priceYear != .some(nil), spread != .some(nil) else { return nil }
    return RegionOverride(
      name: name, value: value, priceYear: priceYear ?? nil, spread: spread ?? nil, source: source,
      place: place)
  }

  /// `{ table, row: { key: … }, column, value, source }`
  private func cellOverride() -> RegionCell? {
    let keys = ["table", "row", "column", "value", "source"]
    guard let form = form(required: keys) else { return nil }
    let (table, column) = (form["table"]?.name(), form["column"]?.name())
    let (value, source) = (form["value"]?.quantity(), form["source"]?.citation())
    let row = form["row"]?.entries().map { ($0.key, $0.value.keyText()) } ?? []
    guard let table, let column, let value, let source, row.allSatisfy({ $1 != nil }) else { return nil }
    return RegionCell(
      table: table, row: row.map { (key: $0, value: $1 ?? "") }, column: column, value: value, source: source,
      place: place)
  }

  /// A key of a row: a code, a day or a number.
  private func keyText() -> String? {
    if case .number(let numeral) = node.value { return numeral.digits }
    return text()
  }

  private func exclusion() -> Exclusion? {
    guard let form = form(required: ["indicator", "why"]) else { return nil }
    let (indicator, why) = (form["indicator"]?.identifier(), form["why"]?.text())
    guard let indicator, let why else { return nil }
    return Exclusion(indicator: indicator, why: why, place: place)
  }

  private func formula() -> RegionFormula? {
    guard let form = form(required: ["text", "source"], optional: ["empirical", "label"]) else { return nil }
    let (text, source) = (form["text"], form["source"]?.citation())
    let (label, empirical) = (form["label"]?.label(), form["empirical"]?.flag() ?? false)
    guard let text, let written = text.text(), let source else { return nil }
    return RegionFormula(text: written, label: label, empirical: empirical, source: source, place: text.place)
  }
}

extension Form {
  /// Variants that are chosen in another file than the region's own.
  fileprivate func borrowedVariants() -> Set<String> {
    let own = reader.position.file
    return Set((self["variants"]?.entries() ?? []).filter { $0.value.position.file != own }.map(\.key))
  }

  fileprivate func variants() -> [String: String] {
    var variants: [String: String] = [:]
    for (name, choice) in self["variants"]?.entries() ?? [] { variants[name] = choice.identifier() }
    return variants
  }
}
