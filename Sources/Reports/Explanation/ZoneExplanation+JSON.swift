internal import Accounts
public import Law

extension ZoneExplanation {
  /// The explanation as JSON, for other programs.
  public func json() -> JSONValue {
    .object([
      ("format", .string("shanshui-explanation/1")), ("zone", zoneJSON), ("indicator", indicatorJSON),
      ("priceYear", .number(Double(priceYear))), ("figure", json(of: figure)),
      ("area", area.map { .measured($0) } ?? .null), ("ecosystems", .array(ecosystems.map(json(of:)))),
      ("formulas", .array(formulas.map(\.json))), ("parameters", .array(parameters.map(\.json))),
      ("tables", .array(tables.map(\.json))), ("inputs", .array(inputs.map(\.json))),
    ])
  }

  private var zoneJSON: JSONValue {
    .object([
      ("code", .string(zone.code)), ("name", .string(zone.name)), ("level", .string(zone.level)),
      ("parent", .string(zone.parent)),
    ])
  }

  private var indicatorJSON: JSONValue {
    .object([
      ("id", .string(indicator.id)), ("class", .string(indicator.kind)),
      ("label", .object([("zh", .string(indicator.zh)), ("en", .string(indicator.en))])),
      ("unit", .string(indicator.unit)),
    ])
  }

  private func json(of figure: AccountFigure) -> JSONValue {
    .object([("physical", .measured(figure.physical)), ("value", .measured(figure.value))])
  }

  private func json(of part: Part) -> JSONValue {
    .object([
      ("ecosystem", .string(part.ecosystem)), ("name", .string(part.name)),
      ("area", part.area.map { .measured($0) } ?? .null), ("figure", json(of: part.figure)),
      ("perHectare", part.perHectare.map { json(of: $0) } ?? .null),
    ])
  }
}
