public import Law

extension AccountComparison {
  /// The comparison as JSON, for other programs.
  public func json() -> JSONValue {
    .object([
      ("format", .string("shanshui-comparison/3")), ("old", old.json), ("new", new.json),
      ("remarks", jsonList(remarks, \.json)), ("region", jsonList(region, \.json)),
      ("zones", jsonList(zones, \.json)), ("newZones", jsonList(newZones, \.json)),
      ("vanishedZones", jsonList(vanishedZones, \.json)), ("newIndicators", jsonList(newIndicators, \.json)),
      ("vanishedIndicators", jsonList(vanishedIndicators, \.json)),
    ])
  }
}

extension AccountComparison.Remark {
  var json: JSONValue {
    .object([("code", .string(code)), ("message", jsonLabel(zh, en))])
  }
}

extension AccountComparison.Change {
  var json: JSONValue {
    .object([
      ("indicator", .string(indicator)), ("label", jsonLabel(zh, en)), ("unit", .string(unit)),
      ("physical", physical?.json ?? .null), ("value", value?.json ?? .null),
    ])
  }
}

extension AccountComparison.ZoneChange {
  var json: JSONValue {
    .object([("zone", zone.json), ("value", value?.json ?? .null), ("changes", jsonList(changes, \.json))])
  }
}

extension Effects {
  var json: JSONValue {
    .object([
      ("old", .measured(old)), ("new", .measured(new)), ("change", .measured(change)),
      ("area", .measured(area)), ("coverage", .measured(coverage)), ("quality", .measured(quality)),
      ("price", .measured(price)), ("unsplit", .measured(unsplit)),
    ])
  }
}
