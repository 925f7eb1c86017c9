internal import Law
internal import Parties
internal import Quantities

extension Words {
  /// The words of an action from what somebody filled in.
  ///
  /// - Parameters:
  ///   - values: By the names of the fields; those of rows as `legs.0.lot`. Empty ones count as left out.
  /// - Throws: What is missing, unknown or of another form, by its label.
  public init(_ form: VerbForm, _ values: [String: String]) throws(DeskRefusal) {
    var left = values.filter { !$0.value.isEmpty }
    var (operands, options, flags): ([String], [String: String], Set<String>) = ([], [:], [])
    for field in form.fields {
      if case .rows(let columns) = field.kind {
        operands += try Self.rows(field, columns, &left)
        continue
      }
      guard let value = left.removeValue(forKey: field.name) else {
        if field.isRequired { throw field.missing }
        continue
      }
      try field.check(value)
      switch (field.place, field.kind) {
      case (.option(let word), .flag): if value != "false" { flags.insert(word) }
      case (.option(let word), _): options[word] = value
      default: operands.append(value)
      }
    }
    if let stranger = left.keys.min() {
      throw DeskRefusal(zh: "没有“\(stranger)”这一栏", en: "there is no field \(stranger)")
    }
    self.init(operands: operands, options: options, flags: flags)
  }

  /// The operands of rows; a row with nothing in it is left out.
  private static func rows(
    _ field: VerbField, _ columns: [VerbField], _ left: inout [String: String]
  ) throws(DeskRefusal) -> [String] {
    var operands: [String] = []
    for row in 0..<100 {
      let cells = columns.map { left.removeValue(forKey: "\(field.name).\(row).\($0.name)") }
      guard cells.contains(where: { $0 != nil }) else { continue }
      var words: [String] = []
      for (column, cell) in zip(columns, cells) {
        guard let cell else { throw column.missing }
        try column.check(cell)
        words.append(cell)
      }
      if case .joined = field.place {
        operands.append(words.joined(separator: "="))
      } else {
        operands += words
      }
    }
    if operands.isEmpty, field.isRequired { throw field.missing }
    return operands
  }
}

extension VerbField {
  fileprivate var missing: DeskRefusal {
    DeskRefusal(zh: "请填写“\(label.zh)”", en: "fill in “\(label.en)”")
  }

  /// The most bytes of any field.
  public static let mostBytes = 1000

  /// Refuses a value of another form than the field's.
  fileprivate func check(_ value: String) throws(DeskRefusal) {
    guard value.utf8.count <= Self.mostBytes, !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw DeskRefusal(
        zh: "“\(label.zh)”过长或含控制字符", en: "“\(label.en)” is too long or has control characters")
    }
    switch kind {
    case .choice(let choices):
      guard choices.contains(where: { $0.value == value }) else {
        throw wrong(
          "写 " + choices.map(\.value).joined(separator: " | ") + " 之一",
          "is one of " + choices.map(\.value).joined(separator: " | "))
      }
    case .whole: if Int64(value) == nil { throw wrong("应为整数", "is a whole number") }
    case .day: if (try? Day(parsing: value)) == nil { throw wrong("写成 2026-03-31 的形式", "is like 2026-03-31") }
    case .digest:
      let isDigest = value.utf8.count == 64 && value.allSatisfy { $0.isASCII && $0.isHexDigit }
      if !isDigest { throw wrong("应为 64 位十六进制数", "has 64 hexadecimal digits") }
    case .role: if Role(value) == nil { throw wrong("不是角色", "is no role") }
    case .flag:
      if !["true", "false", "on"].contains(value) { throw wrong("写 true 或 false", "is true or false") }
    default: break
    }
  }

  private func wrong(_ zh: String, _ en: String) -> DeskRefusal {
    DeskRefusal(zh: "“\(label.zh)”\(zh)", en: "“\(label.en)” \(en)")
  }
}
