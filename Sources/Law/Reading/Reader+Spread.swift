/// The words for distributions.
private enum ShapeWord: String, CaseIterable {
  case uniform, triangular, normal, lognormal
}

extension Reader {
  /// A range of a single figure: `[low, high]`, drawn uniformly, or an object with its distribution.
  ///
  /// - Parameters:
  ///   - value: The figure; it must lie within. nil where it could not be read.
  ///   - figure: Reads a bound, or (with true) a standard deviation, in the value's own unit.
  public func spread(around value: Double?, _ figure: (Reader, Bool) -> Double?) -> Spread? {
    let spread: Spread?
    if case .array = node.value {
      spread = bounds { figure($0, false) }.map {
        Spread(shape: .uniform, low: $0.lowerBound, high: $0.upperBound)
      }
    } else {
      let form = form(
        required: ["distribution"], optional: ["min", "max", "sd", "drawnWith", "source", "per"])
      spread = form?.spread(figure)
      if let form, form.has("per") { form.straySpreadKey("per") }
    }
    guard let spread, let value else { return nil }
    return holds(value, in: spread) ? spread : nil
  }

  /// A range of many figures: factors about 1, an object with its distribution and what is drawn together.
  ///
  /// - Parameter rows: Whether there are rows that could be drawn each for itself; then `per` must say it.
  public func factorSpread(rows: Bool) -> FactorSpread? {
    let required = ["distribution"] + (rows ? ["per"] : [])
    guard
      let form = form(
        required: required, optional: ["min", "max", "sd", "drawnWith", "source"] + (rows ? [] : ["per"]))
    else { return nil }
    if !rows, form.has("per") { form.straySpreadKey("per") }
    let per = rows ? form["per"]?.choice(FactorSpread.Per.self) : .column
    guard let spread = form.spread({ reader, _ in reader.number() }), let per,
      holds(1, in: spread)
    else { return nil }
    // A factor never falls to nought, however wide its distribution.
    if !spread.low.isFinite { return FactorSpread(spread: spread.above(0), per: per) }
    if spread.low > 0 { return FactorSpread(spread: spread, per: per) }
    report(
      .wrongValue, Label(zh: "系数应大于 0", en: "a factor is above 0"),
      remedy: Label(zh: "min 写相对值，如 0.8；1 表示原值", en: "min is relative, like 0.8; 1 is the value as given"))
    return nil
  }

  /// Two figures, the lower first.
  func bounds(_ figure: (Reader) -> Double?) -> ClosedRange<Double>? {
    guard let items = list() else { return nil }
    let numbers = items.compactMap(figure)
    if items.count == 2, numbers.count == 2, numbers[0] <= numbers[1] { return numbers[0]...numbers[1] }
    if numbers.count == items.count {
      report(
        .wrongValue, Label(zh: "范围应为两个数，小的在前", en: "a range is two numbers, the lower first"),
        remedy: Label(zh: "写成 [下限, 上限]", en: "write [low, high]"))
    }
    return nil
  }

  private func holds(_ value: Double, in spread: Spread) -> Bool {
    if value < spread.low || value > spread.high {
      report(
        .wrongValue, Label(zh: "取值不在所给范围内", en: "the value lies outside of the range"),
        remedy: Label(zh: "改正取值或范围", en: "correct the value or the range"))
      return false
    }
    guard case .lognormal = spread.shape, value <= 0 || (spread.low < 0 && spread.low.isFinite) else {
      return true
    }
    report(
      .wrongValue, Label(zh: "lognormal 只用于正数", en: "lognormal is for figures above 0"),
      remedy: Label(zh: "改用别的分布", en: "use another distribution"))
    return false
  }
}

extension Form {
  fileprivate func spread(_ figure: (Reader, Bool) -> Double?) -> Spread? {
    guard let word = self["distribution"]?.choice(ShapeWord.self) else { return nil }
    let low = self["min"].map { figure($0, false) }
    let high = self["max"].map { figure($0, false) }
    let group = self["drawnWith"].map { $0.name() }
    let source = self["source"].map { $0.citation() }
    guard low != .some(nil), high != .some(nil), group != .some(nil), source != .some(nil),
      isOrdered(low ?? nil, high ?? nil), let shape = shape(word, figure)
    else { return nil }
    return Spread(
      shape: shape, low: (low ?? nil) ?? -.infinity, high: (high ?? nil) ?? .infinity,
      drawnWith: group ?? nil, source: source ?? nil)
  }

  private func isOrdered(_ low: Double?, _ high: Double?) -> Bool {
    guard let low, let high, low > high else { return true }
    reader.report(
      .wrongValue, Label(zh: "min 大于 max", en: "min is above max"),
      remedy: Label(zh: "对调两个数", en: "swap the two"))
    return false
  }

  /// Bounds make a uniform and a triangular distribution, a standard deviation the other two.
  private func shape(_ word: ShapeWord, _ figure: (Reader, Bool) -> Double?) -> Spread.Shape? {
    switch word {
    case .uniform, .triangular:
      guard wants("min"), wants("max") else { return nil }
      if has("sd") { straySpreadKey("sd") }
      return word == .uniform ? .uniform : .triangular
    case .normal: return deviation { figure($0, true) }.map { .normal(sd: $0) }
    case .lognormal: return deviation { $0.number() }.map { .lognormal(sd: $0) }
    }
  }

  private func deviation(_ figure: (Reader) -> Double?) -> Double? {
    guard wants("sd"), let reader = self["sd"], let sd = figure(reader) else { return nil }
    guard sd > 0 else {
      reader.report(
        .wrongValue, Label(zh: "sd 应大于 0", en: "sd is above 0"),
        remedy: Label(zh: "写标准差；没有就用 uniform", en: "write the standard deviation, or use uniform"))
      return nil
    }
    return sd
  }

  private func wants(_ key: String) -> Bool {
    if has(key) { return true }
    reader.report(
      .missingKey, Label(zh: "这种分布要写“\(key)”", en: "this distribution wants \"\(key)\""),
      remedy: Label(zh: "写上 \(key): …", en: "add \(key): …"))
    return false
  }

  fileprivate func straySpreadKey(_ key: String) {
    self[key]?.report(
      .unknownKey, Label(zh: "“\(key)”在这里没有意义", en: "\"\(key)\" means nothing here"),
      remedy: Label(zh: "删去 \(key)", en: "remove \(key)"))
  }
}
