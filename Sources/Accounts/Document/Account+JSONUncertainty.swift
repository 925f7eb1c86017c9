internal import Law

extension DrawSummary {
  var json: JSONValue {
    .object([
      ("mean", .measured(mean)), ("sd", .measured(sd)), ("p5", .measured(low)), ("p50", .measured(median)),
      ("p95", .measured(high)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      mean: try fields.number("mean"), sd: try fields.number("sd"), low: try fields.number("p5"),
      median: try fields.number("p50"), high: try fields.number("p95"))
  }
}

extension Account.Uncertainty {
  var json: JSONValue {
    .object([
      ("draws", .number(Double(draws))), ("seed", .string(seed)), ("generator", .string(generator)),
      ("figures", jsonList(figures, \.json)), ("indicators", jsonList(indicators, \.json)),
      ("totals", jsonList(totals, \.json)), ("zones", jsonList(zones, \.json)),
      ("lost", .number(Double(lost))),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      draws: try fields.whole("draws"), seed: try fields.text("seed"),
      generator: try fields.text("generator"),
      figures: try fields.list("figures", Account.DrawnFigure.init(_:)),
      indicators: try fields.list("indicators", Account.IndicatorInterval.init(_:)),
      totals: try fields.list("totals", Account.Interval.init(_:)),
      zones: try fields.list("zones", Account.Interval.init(_:)), lost: try fields.whole("lost"))
  }
}

extension Account.DrawnFigure {
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("label", jsonLabel(zh, en)), ("value", .measured(value)),
      ("unit", .string(unit)), ("distribution", .string(distribution)), ("sd", .measured(sd)),
      ("min", .measured(min)), ("max", .measured(max)), ("drawnWith", .string(drawnWith)),
      ("source", .string(source)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let label = try fields.fields("label")
    self.init(
      name: try fields.text("name"), zh: try label.text("zh"), en: try label.text("en"),
      value: try fields.number("value"), unit: try fields.text("unit"),
      distribution: try fields.text("distribution"), sd: try fields.number("sd"),
      min: try fields.number("min"), max: try fields.number("max"),
      drawnWith: try fields.text("drawnWith"), source: try fields.text("source"))
  }
}

extension Account.IndicatorInterval {
  var json: JSONValue {
    .object([("id", .string(id)), ("physical", physical.json), ("value", value.json)])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      id: try fields.text("id"), physical: try DrawSummary(fields.fields("physical")),
      value: try DrawSummary(fields.fields("value")))
  }
}

extension Account.Interval {
  var json: JSONValue { .object([("id", .string(id)), ("value", value.json)]) }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(id: try fields.text("id"), value: try DrawSummary(fields.fields("value")))
  }
}

extension Account.Driver {
  var json: JSONValue {
    .object([
      ("kind", .string(kind.rawValue)), ("name", .string(name)), ("label", jsonLabel(zh, en)),
      ("low", .string(low)), ("high", .string(high)), ("totalLow", .measured(totalLow)),
      ("totalHigh", .measured(totalHigh)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let label = try fields.fields("label")
    self.init(
      kind: Kind(rawValue: try fields.text("kind")) ?? .range, name: try fields.text("name"),
      zh: try label.text("zh"), en: try label.text("en"), low: try fields.text("low"),
      high: try fields.text("high"), totalLow: try fields.number("totalLow"),
      totalHigh: try fields.number("totalHigh"))
  }
}

extension Account.Overlap {
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("label", jsonLabel(zh, en)),
      ("first", jsonList(first) { .string($0) }), ("second", jsonList(second) { .string($0) }),
      ("amount", .measured(amount)), ("remedy", jsonLabel(remedyZh, remedyEn)), ("source", .string(source)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let (label, remedy) = (try fields.fields("label"), try fields.fields("remedy"))
    self.init(
      name: try fields.text("name"), zh: try label.text("zh"), en: try label.text("en"),
      first: try fields.texts("first"), second: try fields.texts("second"),
      amount: try fields.number("amount"), remedyZh: try remedy.text("zh"), remedyEn: try remedy.text("en"),
      source: try fields.text("source"))
  }
}
