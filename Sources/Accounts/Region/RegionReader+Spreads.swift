import Formula
import Law

extension Form {
  /// The range beside a binding: of a single figure in its own unit, of all others as factors.
  func spreads(of binding: InputBinding) -> (Spread?, FactorSpread?) {
    guard let range = self["range"] else { return (nil, nil) }
    switch binding {
    case .constant(let value): return (range.spread(around: value), nil)
    case .layer(let layer) where !layer.classes.isEmpty || layer.classTable != nil:
      range.report(
        .unknownKey, Label(zh: "类别没有 range", en: "classes have no range"),
        remedy: Label(zh: "删去 range", en: "remove range"))
      return (nil, nil)
    case .zoneTable, .zoneValues, .ecosystemValues: return (nil, range.factorSpread(rows: true))
    default: return (nil, range.factorSpread(rows: false))
    }
  }
}

extension Reader {
  /// A range whose figures are quantities with units, brought to the unit of the value.
  func spread(around value: Quantity) -> Spread? {
    spread(around: value.value) { reader, isDeviation in
      guard let figure = reader.quantity(), let units = reader.session.units else { return nil }
      // A standard deviation is a difference: it has no zero of its own to be shifted.
      let converted =
        isDeviation
        ? units.factor(from: figure.unit, to: value.unit).map { figure.value * $0 }
        : units.convert(figure.value, from: figure.unit, to: value.unit)
      if converted == nil { reader.noteUnit(figure.unit.text, wanted: value.unit.text) }
      return converted
    }
  }

  private func noteUnit(_ unit: String, wanted: String) {
    report(
      .unit, Label(zh: "单位 \(unit) 不能换算成 \(wanted)", en: "\(unit) cannot be converted to \(wanted)"),
      remedy: Label(zh: "写成取值的单位 \(wanted)", en: "write it in the unit of the value, \(wanted)"))
  }
}
