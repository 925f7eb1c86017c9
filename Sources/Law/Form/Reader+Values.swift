public import Quantities

extension Reader {
  /// A text that is not empty.
  public func text() -> String? {
    guard case .text(let text) = node.value else {
      wrongType(Label(zh: "文字 \"…\"", en: "a text \"…\""))
      return nil
    }
    if text.allSatisfy(\.isWhitespace) {
      report(
        .wrongValue, Label(zh: "文字是空的", en: "the text is empty"),
        remedy: Label(zh: "写上内容，或删去这个键", en: "fill it in, or remove the key"))
      return nil
    }
    return text
  }

  /// A name that formulas can read: letters, digits and `_`, not beginning with a digit.
  public func name() -> String? {
    guard let text = text() else { return nil }
    if let bad = text.unicodeScalars.enumerated().first(where: { !isNamePart($1, first: $0 == 0) }) {
      report(
        .wrongValue, scalar: bad.offset,
        Label(
          zh: "名称“\(text)”中不能有“\(bad.element)”", en: "\"\(bad.element)\" cannot stand in the name \"\(text)\""
        ),
        remedy: Label(
          zh: "用汉字、拉丁字母、数字和 _，不以数字开头", en: "use letters, digits and _, not beginning with a digit"))
      return nil
    }
    return text
  }

  private func isNamePart(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || (!first && ("0"..."9").contains(scalar))
  }

  /// An id of an indicator, code or pack: letters, digits, `-` and `_`.
  public func identifier() -> String? {
    guard let text = text() else { return nil }
    let bad = text.unicodeScalars.enumerated().first { !isNamePart($1, first: false) && $1 != "-" }
    guard let bad else { return text }
    report(
      .wrongValue, scalar: bad.offset,
      Label(
        zh: "标识“\(text)”中不能有“\(bad.element)”", en: "\"\(bad.element)\" cannot stand in the id \"\(text)\""),
      remedy: Label(zh: "用字母、数字、- 和 _", en: "use letters, digits, - and _"))
    return nil
  }

  /// A number.
  public func number() -> Double? {
    guard case .number(let numeral) = node.value else {
      wrongType(Label(zh: "数", en: "a number"))
      return nil
    }
    return numeral.value
  }

  /// A whole number within bounds.
  public func integer(in range: ClosedRange<Int>) -> Int? {
    guard let value = number() else { return nil }
    if let whole = Int(exactly: value), range.contains(whole) { return whole }
    report(
      .wrongValue,
      Label(
        zh: "应为 \(range.lowerBound) 至 \(range.upperBound) 的整数",
        en: "a whole number from \(range.lowerBound) to \(range.upperBound) is expected"),
      remedy: Label(zh: "改正该数", en: "correct the number"))
    return nil
  }

  /// true or false.
  public func flag() -> Bool? {
    guard case .bool(let flag) = node.value else {
      wrongType(Label(zh: "true 或 false", en: "true or false"))
      return nil
    }
    return flag
  }

  /// A day, written `2022-03-31`.
  public func day() -> Day? {
    guard let text = text() else { return nil }
    do throws(DayRefusal) {
      return try Day(parsing: text)
    } catch {
      report(
        .wrongValue, Label(zh: "“\(text)”不是日期", en: "\"\(text)\" is no day"),
        remedy: Label(zh: "写成 2022-03-31 的形式", en: "write it like 2022-03-31"))
      return nil
    }
  }

  /// One word of a closed list.
  public func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let text = text() else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let near = nearest(text, among: words).map { " (\($0)?)" } ?? ""
    let list = words.joined(separator: " | ")
    report(
      .wrongValue, Label(zh: "此处没有“\(text)”一项", en: "\"\(text)\" is not among the words for this place"),
      remedy: Label(zh: "写 \(list) 之一\(near)", en: "write one of \(list)\(near)"))
    return nil
  }

  /// A text in both languages, `{ zh: "…", en: "…" }`.
  public func label() -> Label? {
    guard let form = form(required: ["zh", "en"]), let zh = form["zh"]?.text(), let en = form["en"]?.text()
    else {
      return nil
    }
    return Label(zh: zh, en: en)
  }
}
