public import Law

extension Provenance {
  public static let format = "shanshui-provenance/1"

  /// The provenance as JSON; `canonical()` of it is the content of `provenance.json`.
  public func json() -> JSONValue {
    .object([
      ("format", .string(Self.format)), ("program", .string(program)),
      ("regionFolder", .string(regionFolder)),
      ("packFiles", jsonList(packFiles, \.json)), ("formulas", jsonList(formulas, \.json)),
      ("parameters", jsonList(parameters, \.json)), ("tables", jsonList(tables, \.json)),
      ("inputs", jsonList(inputs, \.json)), ("workings", jsonList(workings, \.json)),
    ])
  }

  /// Reads a provenance from the JSON that ``json()`` gives.
  ///
  /// - Throws: ``AccountFormatError`` with the place inside the document.
  public init(json: JSONValue) throws(AccountFormatError) {
    let fields = JSONFields(json, path: "")
    try fields.checkFormat(Self.format)
    self.init(
      program: try fields.text("program"), regionFolder: try fields.text("regionFolder"),
      packFiles: try fields.list("packFiles", PackFile.init(_:)),
      formulas: try fields.list("formulas", FormulaNote.init(_:)),
      parameters: try fields.list("parameters", ParameterNote.init(_:)),
      tables: try fields.list("tables", TableNote.init(_:)),
      inputs: try fields.list("inputs", InputNote.init(_:)),
      workings: try fields.list("workings", Working.init(_:)))
  }
}

extension Provenance.PackFile {
  var json: JSONValue {
    .object([("pack", .string(pack)), ("name", .string(name)), ("sha256", .string(sha256))])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      pack: try fields.text("pack"), name: try fields.text("name"), sha256: try fields.text("sha256"))
  }
}

extension Provenance.Source {
  /// As it appears in provenance and explanations.
  public var json: JSONValue {
    .object([("zh", .string(zh)), ("en", .string(en)), ("standing", .string(standing))])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      zh: try fields.text("zh"), en: try fields.text("en"), standing: try fields.text("standing"))
  }
}

extension Provenance.Working {
  var json: JSONValue {
    .object([
      ("indicator", .string(indicator)), ("physical", .string(physical)), ("value", .string(value)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      indicator: try fields.text("indicator"), physical: try fields.text("physical"),
      value: try fields.text("value"))
  }
}
