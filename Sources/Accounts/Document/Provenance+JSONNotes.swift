public import Law

extension Provenance.FormulaNote {
  /// As it appears in provenance and explanations.
  public var json: JSONValue {
    .object([
      ("name", .string(name)), ("label", jsonLabel(zh, en)), ("text", .string(text)), ("unit", .string(unit)),
      ("source", source.json), ("indicators", jsonList(indicators) { .string($0) }),
      ("empirical", .bool(empirical)), ("reads", jsonList(reads) { .string($0) }),
      ("constant", constant.map { .measured($0) } ?? .null),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let label = try fields.fields("label")
    self.init(
      name: try fields.text("name"), zh: try label.text("zh"), en: try label.text("en"),
      text: try fields.text("text"), unit: try fields.text("unit"),
      source: try Provenance.Source(fields.fields("source")), indicators: try fields.texts("indicators"),
      empirical: try fields.flag("empirical"), reads: try fields.texts("reads"),
      constant: try fields.optionalNumber("constant"))
  }
}

extension Provenance.ParameterNote {
  /// As it appears in provenance and explanations.
  public var json: JSONValue {
    .object([
      ("name", .string(name)), ("label", jsonLabel(zh, en)), ("value", .measured(value)),
      ("unit", .string(unit)), ("source", source.json),
      ("priceYear", priceYear.map { .number(Double($0)) } ?? .null),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let label = try fields.fields("label")
    self.init(
      name: try fields.text("name"), zh: try label.text("zh"), en: try label.text("en"),
      value: try fields.number("value"), unit: try fields.text("unit"),
      source: try Provenance.Source(fields.fields("source")), priceYear: try fields.optionalWhole("priceYear")
    )
  }
}

extension Provenance.TableNote {
  /// As it appears in provenance and explanations.
  public var json: JSONValue {
    .object([
      ("name", .string(name)), ("label", jsonLabel(zh, en)), ("heads", jsonList(heads) { .string($0) }),
      ("rows", jsonList(rows) { row in .object([("cells", jsonList(row) { .string($0) })]) }),
      ("source", source.json),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let label = try fields.fields("label")
    self.init(
      name: try fields.text("name"), zh: try label.text("zh"), en: try label.text("en"),
      heads: try fields.texts("heads"),
      rows: try fields.list("rows") { (row) throws(AccountFormatError) in try row.texts("cells") },
      source: try Provenance.Source(fields.fields("source")))
  }
}

extension Provenance.InputNote {
  /// As it appears in provenance and explanations.
  public var json: JSONValue {
    .object([
      ("name", .string(name)), ("label", jsonLabel(zh, en)), ("unit", .string(unit)),
      ("binding", .string(binding)), ("file", .string(file)), ("sha256", .string(sha256)),
      ("year", year.map { .number(Double($0)) } ?? .null), ("alignment", .string(alignment)),
      ("source", source.json),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let label = try fields.fields("label")
    self.init(
      name: try fields.text("name"), zh: try label.text("zh"), en: try label.text("en"),
      unit: try fields.text("unit"), binding: try fields.text("binding"), file: try fields.text("file"),
      sha256: try fields.text("sha256"), year: try fields.optionalWhole("year"),
      alignment: try fields.text("alignment"), source: try Provenance.Source(fields.fields("source")))
  }
}
