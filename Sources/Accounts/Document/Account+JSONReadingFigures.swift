extension Account.EcosystemTitle {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(id: try fields.text("id"), zh: try fields.text("zh"), en: try fields.text("en"))
  }
}

extension Account.Zone {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      code: try fields.text("code"), name: try fields.text("name"), level: try fields.text("level"),
      parent: try fields.text("parent"))
  }
}

extension Account.IndicatorTotal {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    let label = try fields.fields("label")
    self.init(
      id: try fields.text("id"), group: try fields.text("group"), kind: try fields.text("class"),
      zh: try label.text("zh"), en: try label.text("en"), unit: try fields.text("unit"),
      physicalTotal: try fields.number("physicalTotal"), valueTotal: try fields.number("valueTotal"),
      missingArea: try fields.number("missingArea"), decidedAt: try fields.text("decidedAt"),
      seea: try fields.text("seea"))
  }
}

extension Account.AreaSum {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      zone: try fields.text("zone"), ecosystem: try fields.text("ecosystem"), area: try fields.number("area"))
  }
}

extension Account.Sum {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      zone: try fields.text("zone"), ecosystem: try fields.text("ecosystem"),
      indicator: try fields.text("indicator"), physical: try fields.number("physical"),
      value: try fields.number("value"))
  }
}

extension Account.Totals {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      supply: try fields.number("supply"), regulating: try fields.number("regulating"),
      cultural: try fields.number("cultural"),
      other: fields.has("other") ? try fields.number("other") : 0, all: try fields.number("all"))
  }
}

extension Account.NotComputed {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    let (label, why) = (try fields.fields("label"), try fields.fields("why"))
    self.init(
      indicator: try fields.text("indicator"), zh: try label.text("zh"), en: try label.text("en"),
      why: try why.text("zh"), whyEn: try why.text("en"))
  }
}

extension Account.ReconciliationLine {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      indicator: try fields.text("indicator"), zones: try fields.number("zones"),
      outside: try fields.number("outside"), raster: try fields.number("raster"))
  }
}

extension Account.Share {
  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      zone: try fields.text("zone"), indicator: try fields.text("indicator"), key: try fields.text("key"),
      total: try fields.number("total"))
  }
}
