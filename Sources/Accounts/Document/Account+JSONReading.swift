public import Law

extension Account {
  /// Reads an account from the JSON that ``json()`` gives.
  ///
  /// - Throws: ``AccountFormatError`` with the place inside the document.
  public init(json: JSONValue) throws(AccountFormatError) {
    let fields = JSONFields(json, path: "")
    try fields.checkFormat(Self.format)
    self.init(
      region: try RegionTitle(fields.fields("region")), pack: try PackTitle(fields.fields("pack")),
      rules: try Rules(fields.fields("rules")), variants: try Self.variants(fields),
      overrides: try fields.list("overrides", Override.init(_:)),
      assumptions: try fields.list("assumptions", Assumption.init(_:)),
      warnings: try fields.list("warnings", Warning.init(_:)),
      ecosystems: try fields.list("ecosystems", EcosystemTitle.init(_:)),
      zones: try fields.list("zones", Zone.init(_:)),
      indicators: try fields.list("indicators", IndicatorTotal.init(_:)),
      areas: try fields.list("areas", AreaSum.init(_:)), sums: try fields.list("sums", Sum.init(_:)),
      totals: try Totals(fields.fields("totals")),
      notComputed: try fields.list("notComputed", NotComputed.init(_:)),
      reconciliation: try fields.list("reconciliation", ReconciliationLine.init(_:)),
      shares: try fields.list("shares", Share.init(_:)),
      drivers: try fields.has("drivers") ? fields.list("drivers", Driver.init(_:)) : [],
      overlaps: try fields.has("overlaps") ? fields.list("overlaps", Overlap.init(_:)) : [],
      uncertainty: try fields.has("uncertainty") ? Uncertainty(fields.fields("uncertainty")) : nil)
    if fields.has("part") { part = try Part(fields.fields("part")) }
  }

  private static func variants(_ fields: JSONFields) throws(AccountFormatError) -> [VariantChoice] {
    var choices: [VariantChoice] = []
    for (name, member) in try fields.members("variants") {
      let label = try member.fields("label")
      choices.append(
        VariantChoice(
          name: name, choice: try member.text("choice"), zh: try label.text("zh"), en: try label.text("en")))
    }
    return choices
  }
}

extension Account.RegionTitle {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    let name = try fields.fields("name")
    self.init(
      id: try fields.text("id"), zh: try name.text("zh"), en: try name.text("en"),
      year: try fields.whole("year"),
      priceYear: try fields.whole("priceYear"), demonstration: try fields.flag("demonstration"))
  }
}

extension Account.PackTitle {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    let title = try fields.fields("title")
    self.init(
      id: try fields.text("id"), edition: try fields.text("edition"), zh: try title.text("zh"),
      en: try title.text("en"), number: try fields.text("number"), basis: try fields.text("basis"),
      digest: try fields.text("digest"),
      subject: fields.has("subject") ? try Account.Subject(try fields.fields("subject")) : nil)
  }
}

extension Account.Rules {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    var alignment: [Account.Alignment] = []
    for (layer, rule) in try fields.members("alignment") {
      alignment.append(Account.Alignment(layer: layer, rule: try rule.asText()))
    }
    self.init(zone: try fields.text("zone"), area: try fields.text("area"), alignment: alignment)
  }
}

extension Account.Override {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      name: try fields.text("name"), value: try fields.number("value"), unit: try fields.text("unit"),
      source: try fields.text("source"))
  }
}

extension Account.Assumption {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    let label = try fields.fields("label")
    self.init(
      name: try fields.text("name"), zh: try label.text("zh"), en: try label.text("en"),
      value: try fields.text("value"), by: try fields.text("by"), on: try fields.text("on"),
      why: try fields.text("why"), share: try fields.number("share"))
  }
}

extension Account.Warning {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    let message = try fields.fields("message")
    self.init(code: try fields.text("code"), zh: try message.text("zh"), en: try message.text("en"))
  }
}
