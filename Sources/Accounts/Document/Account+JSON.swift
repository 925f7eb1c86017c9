public import Law

extension Account {
  /// The name and edition of the account format, the first thing that a reader looks at.
  public static let format = "shanshui-account/1"

  /// The account as JSON; `canonical()` of it is the content of `account.json`. What is missing (NaN) is
  /// null.
  public func json() -> JSONValue {
    .object(
      [
        ("format", .string(Self.format)), ("region", region.json), ("pack", pack.json), ("rules", rules.json),
        ("variants", .object(variants.map { ($0.name, $0.json) })),
        ("overrides", jsonList(overrides, \.json)), ("assumptions", jsonList(assumptions, \.json)),
        ("warnings", jsonList(warnings, \.json)),
      ] + figuresJSON + (part.map { [("part", $0.json)] } ?? []))
  }

  private var figuresJSON: [(String, JSONValue)] {
    [
      ("ecosystems", jsonList(ecosystems, \.json)), ("zones", jsonList(zones, \.json)),
      ("indicators", jsonList(indicators, \.json)), ("areas", jsonList(areas, \.json)),
      ("sums", jsonList(sums, \.json)), ("totals", totals.json),
      ("notComputed", jsonList(notComputed, \.json)),
      ("reconciliation", jsonList(reconciliation, \.json)), ("shares", jsonList(shares, \.json)),
      ("drivers", jsonList(drivers, \.json)), ("overlaps", jsonList(overlaps, \.json)),
      ("uncertainty", uncertainty?.json ?? .null),
    ]
  }
}

extension Account.RegionTitle {
  var json: JSONValue {
    .object([
      ("id", .string(id)), ("name", jsonLabel(zh, en)), ("year", .number(Double(year))),
      ("priceYear", .number(Double(priceYear))), ("demonstration", .bool(demonstration)),
    ])
  }
}

extension Account.PackTitle {
  var json: JSONValue {
    .object(
      [
        ("id", .string(id)), ("edition", .string(edition)), ("title", jsonLabel(zh, en)),
        ("number", .string(number)), ("basis", .string(basis)), ("digest", .string(digest)),
      ] + (subject.map { [("subject", $0.json)] } ?? []))
  }
}

extension Account.Rules {
  var json: JSONValue {
    .object([
      ("zone", .string(zone)), ("area", .string(area)),
      ("alignment", .object(alignment.map { ($0.layer, .string($0.rule)) })),
    ])
  }
}

extension Account.VariantChoice {
  var json: JSONValue {
    .object([("choice", .string(choice)), ("label", jsonLabel(zh, en))])
  }
}

extension Account.Override {
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("value", .measured(value)), ("unit", .string(unit)),
      ("source", .string(source)),
    ])
  }
}

extension Account.Assumption {
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("label", jsonLabel(zh, en)), ("value", .string(value)), ("by", .string(by)),
      ("on", .string(on)), ("why", .string(why)), ("share", .measured(share)),
    ])
  }
}

extension Account.Warning {
  var json: JSONValue {
    .object([("code", .string(code)), ("message", jsonLabel(zh, en))])
  }
}
