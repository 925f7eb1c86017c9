public import Law

extension BalanceSheet {
  /// The name and edition of the format of `balance.json`.
  public static let format = "shanshui-balance/1"

  /// The sheet as JSON; `canonical()` of it is the content of `balance.json`.
  public func json() -> JSONValue {
    .object([
      ("format", .string(Self.format)), ("opening", opening.json), ("closing", closing.json),
      ("openingDigest", .string(openingDigest)), ("closingDigest", .string(closingDigest)),
      ("classes", jsonList(classes, \.json)), ("zones", jsonList(zones, \.json)),
      ("lines", jsonList(lines, \.json)), ("flows", jsonList(flows, \.json)),
      ("flowSource", .string(flowSource)), ("tests", jsonList(tests, \.json)),
      ("obstacles", jsonList(obstacles, \.json)), ("remarks", jsonList(remarks, \.json)),
    ])
  }

  /// Reads a sheet from the JSON that ``json()`` gives.
  ///
  /// - Throws: ``AccountFormatError`` with the place inside the document.
  public init(json: JSONValue) throws(AccountFormatError) {
    let fields = JSONFields(json, path: "")
    try fields.checkFormat(Self.format)
    self.init(
      opening: try Account.RegionTitle(try fields.fields("opening")),
      closing: try Account.RegionTitle(try fields.fields("closing")),
      openingDigest: try fields.text("openingDigest"), closingDigest: try fields.text("closingDigest"),
      classes: try fields.list("classes", Account.EcosystemTitle.init(_:)),
      zones: try fields.list("zones", Account.Zone.init(_:)), lines: try fields.list("lines", Line.init(_:)),
      flows: try fields.list("flows", LandFlow.init(_:)), flowSource: try fields.text("flowSource"),
      tests: try fields.list("tests", AssetTest.init(_:)),
      obstacles: try fields.list("obstacles", AccountComparison.Remark.init(_:)),
      remarks: try fields.list("remarks", AccountComparison.Remark.init(_:)))
  }
}

private func zoneJSON(_ zone: String?) -> JSONValue { zone.map { .string($0) } ?? .null }

extension JSONFields {
  /// The code of a zone; nil for the whole region.
  fileprivate func zone() throws(AccountFormatError) -> String? { has("zone") ? try text("zone") : nil }
}

extension BalanceSheet.Line {
  var json: JSONValue {
    .object([
      ("zone", zoneJSON(zone)), ("ecosystem", .string(ecosystem)), ("land", land.json), ("worth", worth.json),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      zone: try fields.zone(), ecosystem: try fields.text("ecosystem"),
      land: try BalanceSheet.LandStock(try fields.fields("land")),
      worth: try BalanceSheet.Worth(try fields.fields("worth")))
  }
}

extension BalanceSheet.LandStock {
  var json: JSONValue {
    .object([
      ("opening", .measured(opening)), ("additions", .measured(additions)),
      ("reductions", .measured(reductions)), ("closing", .measured(closing)), ("gross", .bool(isGross)),
      ("fromUnknown", fromUnknown.map { .measured($0) } ?? .null),
      ("toUnknown", toUnknown.map { .measured($0) } ?? .null),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      opening: try fields.number("opening"), additions: try fields.number("additions"),
      reductions: try fields.number("reductions"), closing: try fields.number("closing"),
      isGross: try fields.flag("gross"), fromUnknown: try fields.optionalNumber("fromUnknown"),
      toUnknown: try fields.optionalNumber("toUnknown"))
  }
}

extension BalanceSheet.Worth {
  var json: JSONValue {
    .object([
      ("opening", .measured(opening)), ("additions", .measured(additions)),
      ("reductions", .measured(reductions)), ("quality", .measured(quality)), ("price", .measured(price)),
      ("unsplit", .measured(unsplit)), ("closing", .measured(closing)), ("coverage", .measured(coverage)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      opening: try fields.number("opening"), additions: try fields.number("additions"),
      reductions: try fields.number("reductions"), quality: try fields.number("quality"),
      price: try fields.number("price"), unsplit: try fields.number("unsplit"),
      closing: try fields.number("closing"), coverage: try fields.number("coverage"))
  }
}

extension LandFlow {
  var json: JSONValue {
    .object([
      ("zone", zoneJSON(zone)), ("from", .string(from)), ("to", .string(to)), ("area", .measured(area)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      zone: try fields.zone(), from: try fields.text("from"), to: try fields.text("to"),
      area: try fields.number("area"))
  }
}

extension AssetTest {
  var json: JSONValue {
    .object([
      ("zone", zoneJSON(zone)), ("opening", .measured(opening)), ("closing", .measured(closing)),
      ("price", .measured(price)), ("coverage", .measured(coverage)), ("constant", .measured(constant)),
      ("verdict", .string(verdict.rawValue)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let word = try fields.text("verdict")
    guard let verdict = Verdict(rawValue: word) else { throw fields.unreadable("verdict", "没有这样的判定 \(word)") }
    self.init(
      zone: try fields.zone(), opening: try fields.number("opening"), closing: try fields.number("closing"),
      price: try fields.number("price"), coverage: try fields.number("coverage"), verdict: verdict)
  }
}

extension AccountComparison.Remark {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    let message = try fields.fields("message")
    self.init(code: try fields.text("code"), zh: try message.text("zh"), en: try message.text("en"))
  }
}
