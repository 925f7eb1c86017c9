extension VerbForm {
  /// The operands and options behind the word, as people write them: `LOT FROM TO AMOUNT [--first N]`.
  public var usage: String { fields.map(\.usage).joined(separator: " ") }
}

extension VerbField {
  /// The option that holds the field; `nil` for an operand.
  var option: String? { if case .option(let word) = place { word } else { nil } }

  var usage: String {
    switch (place, kind) {
    case (.option(let word), .flag): "[\(word)]"
    case (.option(let word), _): isRequired ? "\(word) \(value)" : "[\(word) \(value)]"
    case (.joined, .rows(let columns)): columns.map(\.usage).joined(separator: "=") + "…"
    case (_, .rows(let columns)): rows(columns.map(\.usage).joined(separator: " "))
    default: operand
    }
  }

  private func rows(_ row: String) -> String { isRequired ? "\(row) [\(row) …]" : "[\(row) …]" }

  private var operand: String {
    if let form { return form }
    return switch kind {
    case .choice, .seat: value
    default: name.uppercased().replacing("_", with: "-")
    }
  }

  /// What stands behind an option.
  private var value: String {
    if let form { return form }
    return switch kind {
    case .code: "CODE"
    case .unit: "UNIT"
    case .lot: "LOT"
    case .account: "ACCOUNT"
    case .party: "PARTY"
    case .person: "PERSON"
    case .organisation: "ORGANISATION"
    case .seat: "PERSON[@ORGANISATION]"
    case .role: "ROLE"
    case .amount: "AMOUNT"
    case .whole: "N"
    case .day: "DAY"
    case .period: "DAY..DAY"
    case .text: "TEXT"
    case .digest: "SM3"
    case .choice(let choices): choices.map(\.value).joined(separator: "|")
    case .flag, .rows: ""
    }
  }
}
