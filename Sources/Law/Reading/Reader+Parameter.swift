internal import Formula

extension Reader {
  /// An entry of `parameters`.
  func parameter() -> Parameter? {
    guard let form = form(required: ["name", "label", "unit", "values"], optional: ["priceYear"]) else {
      return nil
    }
    let name = form["name"]?.name()
    let label = form["label"]?.label()
    let unit = form["unit"]?.unit()
    let priceYear = form.priceYear(unit: unit, isNeeded: true)
    let values: Dated<Estimate>? = form["values"]?.dated(extra: ["range"]) { $0.estimate() }
    guard let name, let label, let unit, let values else { return nil }
    return Parameter(name: name, label: label, unit: unit, priceYear: priceYear, values: values, place: place)
  }

  /// Two numbers, the lower first.
  func bounds() -> ClosedRange<Double>? { bounds { $0.number() } }
}

extension Form {
  fileprivate func estimate() -> Estimate? {
    let value = self["value"]?.number()
    let spread = self["range"]?.spread(around: value) { reader, _ in reader.number() }
    guard let value else { return nil }
    return Estimate(value: value, spread: spread)
  }

  /// The price year beside a unit; with money it is needed, without it has no sense.
  func priceYear(unit: MeasureUnit?, isNeeded: Bool) -> Int? {
    let year = self["priceYear"].map { $0.integer(in: 1900...2200) }
    guard let unit else { return year ?? nil }
    let hasMoney = unit.text.contains("元")
    if hasMoney, isNeeded, year == nil {
      (self["unit"] ?? reader).report(
        .unit, Label(zh: "含“元”的单位要写明价格年份", en: "a unit with 元 needs the year of its prices"),
        remedy: Label(zh: "写上 priceYear: 2020", en: "add priceYear: 2020"))
    }
    if !hasMoney, year != nil {
      self["priceYear"]?.report(
        .unit, Label(zh: "不含“元”的单位没有价格年份", en: "a unit without 元 has no price year"),
        remedy: Label(zh: "删去 priceYear", en: "remove priceYear"))
    }
    return year ?? nil
  }
}
