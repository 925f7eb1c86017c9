public import Formula
public import Law

/// Reads `region.json5`.
public enum RegionReader {
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: Its name, as errors shall print it.
  /// - Returns: The description, or nil with at least one problem of severity error.
  public static func read(
    _ text: String, file: String, units: UnitSystem
  ) -> (region: RegionDescription?, problems: [Problem]) {
    do throws(ReadingError) {
      let node = try parseJSON5(text, file: file)
      let session = ReadingSession(units: units)
      let region = Reader(node, session: session).region(text: text)
      return (session.hasErrors ? nil : region, session.problems)
    } catch {
      return (nil, [error.problem])
    }
  }
}

extension Reader {
  fileprivate static let required = ["region", "name", "year", "pack", "inputs"]
  fileprivate static let optional = [
    "priceYear", "demonstration", "variants", "overrides", "excluded", "grid", "zones", "rows", "land",
    "units", "formulas", "sources",
  ]

  fileprivate func region(text: String) -> RegionDescription? {
    guard let form = form(required: Self.required, optional: Self.optional) else { return nil }
    readSources(form)
    let id = form["region"]?.identifier()
    let name = form["name"]?.label()
    let year = form["year"]?.integer(in: 1900...2200)
    let priceYear = form["priceYear"].map { $0.integer(in: 1900...2200) } ?? year
    let pack = form["pack"]?.text()
    let land = form.land()
    let inputs = form["inputs"]?.entries().compactMap { $0.value.input(named: $0.key) } ?? []
    guard let id, let name, let year, let priceYear, let pack, let land else { return nil }
    return RegionDescription(
      id: id, name: name, year: year, priceYear: priceYear,
      demonstration: form["demonstration"]?.flag() ?? false, pack: pack, variants: form.variants(),
      overrides: form.items("overrides").compactMap { $0.override() },
      excluded: form.items("excluded").compactMap { $0.exclusion() }, land: land, inputs: inputs,
      formulas: form.items("formulas").compactMap { $0.formula() }, text: text, place: place)
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
    guard let form = form(required: ["name", "value", "source"]), let name = form["name"]?.name(),
      let value = form["value"]?.quantity(), let source = form["source"]?.citation()
    else { return nil }
    return RegionOverride(name: name, value: value, source: source, place: place)
  }

  private func exclusion() -> Exclusion? {
    guard let form = form(required: ["indicator", "why"]), let indicator = form["indicator"]?.identifier(),
      let why = form["why"]?.text()
    else { return nil }
    return Exclusion(indicator: indicator, why: why, place: place)
  }

  private func formula() -> RegionFormula? {
    guard let form = form(required: ["text", "source"], optional: ["empirical", "label"]),
      let text = form["text"], let written = text.text(), let source = form["source"]?.citation()
    else { return nil }
    return RegionFormula(
      text: written, label: form["label"]?.label(), empirical: form["empirical"]?.flag() ?? false,
      source: source, place: text.place)
  }
}

extension Form {
  fileprivate func variants() -> [String: String] {
    var variants: [String: String] = [:]
    for (name, choice) in self["variants"]?.entries() ?? [] { variants[name] = choice.identifier() }
    return variants
  }
}
