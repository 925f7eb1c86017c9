public import Formula

/// A number with its unit, as a person wrote it.
public struct Quantity: Hashable, Sendable {
  /// The number, in `unit`.
  public let value: Double
  public let unit: MeasureUnit
  /// As it stands in the text, like `1.35 t/m3`.
  public let text: String

  public init(value: Double, unit: MeasureUnit, text: String) {
    self.value = value
    self.unit = unit
    self.text = text
  }
}

extension Reader {
  /// A unit, like `t/(hm2.a)`; `1` for a pure number.
  public func unit() -> MeasureUnit? {
    guard let text = text() else { return nil }
    return unit(text, scalar: 0)
  }

  private func unit(_ text: String, scalar: Int) -> MeasureUnit? {
    guard let units = session.units else {
      report(
        .unit, Label(zh: "此类文件里没有带单位的量", en: "a document of this kind has no quantities"),
        remedy: Label(zh: "删去单位", en: "leave the unit out"))
      return nil
    }
    do throws(UnitError) {
      return try units.parse(text)
    } catch {
      var offset = 0
      if case .notAUnit(_, let within) = error { offset = within }
      report(
        .unit, scalar: scalar + offset, Label(same: error.message),
        remedy: Label(same: error.remedy))
      return nil
    }
  }

  /// A quantity with its unit in one text: `"1.35 t/m3"`, `"40.2 %"`, `"0.85 1"`.
  public func quantity() -> Quantity? {
    guard case .text = node.value, let text = text() else {
      if case .text = node.value { return nil }
      wrongType(Label(zh: "带单位的量，如 \"1.35 t/m3\"", en: "a quantity with its unit, like \"1.35 t/m3\""))
      return nil
    }
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, text.first != " ", let value = plainNumber(parts[0]) else {
      report(
        .wrongValue, Label(zh: "“\(text)”不是带单位的量", en: "\"\(text)\" is no quantity with a unit"),
        remedy: Label(
          zh: "写成“数 空格 单位”，如 \"1.35 t/m3\"；纯数写 \"0.85 1\"",
          en: "write number, blank, unit, like \"1.35 t/m3\"; a pure number is \"0.85 1\""))
      return nil
    }
    let start = text.unicodeScalars.count - parts[1].unicodeScalars.count
    guard let unit = unit(String(parts[1]), scalar: start) else { return nil }
    return Quantity(value: value, unit: unit, text: text)
  }

  /// A decimal number with nothing around it; nil for anything else.
  private func plainNumber(_ text: Substring) -> Double? {
    let source = SourceText(String(text), file: "")
    guard !source.bytes.isEmpty else { return nil }
    var scanner = NumberScanner(source, .json5, start: 0)
    guard let numeral = try? scanner.read(), scanner.at == source.bytes.count else { return nil }
    return numeral.value
  }
}
