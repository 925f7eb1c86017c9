internal import Law

extension Account.EcosystemTitle {
  var json: JSONValue {
    .object([("id", .string(id)), ("zh", .string(zh)), ("en", .string(en))])
  }
}

extension Account.Zone {
  var json: JSONValue {
    .object([
      ("code", .string(code)), ("level", .string(level)), ("name", .string(name)),
      ("parent", .string(parent)),
    ])
  }
}

extension Account.IndicatorTotal {
  var json: JSONValue {
    .object([
      ("id", .string(id)), ("group", .string(group)), ("class", .string(kind)), ("label", jsonLabel(zh, en)),
      ("unit", .string(unit)), ("physicalTotal", .measured(physicalTotal)),
      ("valueTotal", .measured(valueTotal)),
      ("missingArea", .measured(missingArea)), ("decidedAt", .string(decidedAt)), ("seea", .string(seea)),
    ])
  }
}

extension Account.AreaSum {
  var json: JSONValue {
    .object([("area", .measured(area)), ("ecosystem", .string(ecosystem)), ("zone", .string(zone))])
  }
}

extension Account.Sum {
  var json: JSONValue {
    .object([
      ("ecosystem", .string(ecosystem)), ("indicator", .string(indicator)),
      ("physical", .measured(physical)), ("value", .measured(value)), ("zone", .string(zone)),
    ])
  }
}

extension Account.Totals {
  var json: JSONValue {
    .object(
      [
        ("supply", .measured(supply)), ("regulating", .measured(regulating)),
        ("cultural", .measured(cultural)),
        ("all", .measured(all)),
      ] + (other == 0 ? [] : [("other", .measured(other))]))
  }
}

extension Account.NotComputed {
  var json: JSONValue {
    .object([
      ("indicator", .string(indicator)), ("label", jsonLabel(zh, en)), ("why", jsonLabel(why, whyEn)),
    ])
  }
}

extension Account.ReconciliationLine {
  var json: JSONValue {
    .object([
      ("indicator", .string(indicator)), ("zones", .measured(zones)), ("outside", .measured(outside)),
      ("raster", .measured(raster)),
    ])
  }
}

extension Account.Share {
  var json: JSONValue {
    .object([
      ("zone", .string(zone)), ("indicator", .string(indicator)), ("key", .string(key)),
      ("total", .measured(total)),
    ])
  }
}
