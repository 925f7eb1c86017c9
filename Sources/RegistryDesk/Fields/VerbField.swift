public import Law

/// One thing that a person fills in to ask for an action: the description from which forms, the API and its
/// document are made.
public struct VerbField: Sendable {
  /// What may stand in a field.
  public enum Kind: Sendable {
    /// A new code: what something will be called.
    case code
    case unit, lot, account, party, person, organisation
    /// `person@organisation`, or `person`.
    case seat
    case role
    /// A quantity as people write it: `12.5`.
    case amount
    /// A whole number.
    case whole
    case day
    /// `2025-01-01..2025-12-31`.
    case period
    case text
    /// 64 hexadecimal digits.
    case digest
    case choice([Choice])
    /// There or not.
    case flag
    /// Several rows of these fields.
    case rows([VerbField])
  }

  /// One of the words of a closed list.
  public struct Choice: Sendable {
    public let value: String
    public let label: Label

    init(_ value: String, _ zh: String, _ en: String) {
      (self.value, label) = (value, Label(zh: zh, en: en))
    }
  }

  /// How the words of a command line hold it.
  enum Place {
    case operand
    /// Behind `--name`.
    case option(String)
    /// `a=b`: the columns of a row as one operand.
    case joined
  }

  /// The name in forms and JSON: `to_lot`.
  public let name: String
  public let label: Label
  public let kind: Kind
  public let isRequired: Bool
  let place: Place
  /// How a value is written, where its kind does not say it: `AMOUNT|none`.
  private(set) var form: String?

  init(_ name: String, _ place: Place, _ kind: Kind, _ label: Label, isRequired: Bool) {
    (self.name, self.place, self.kind) = (name, place, kind)
    (self.label, self.isRequired) = (label, isRequired)
  }

  /// The same field, with how its value is written.
  func written(_ form: String) -> VerbField {
    var field = self
    field.form = form
    return field
  }

  /// A word without a name in front; it must be there.
  static func operand(_ name: String, _ kind: Kind, _ zh: String, _ en: String) -> VerbField {
    VerbField(name, .operand, kind, Label(zh: zh, en: en), isRequired: true)
  }

  /// A word behind `--name` that may be left out.
  static func option(
    _ name: String, _ kind: Kind, _ zh: String, _ en: String, as option: String? = nil
  ) -> VerbField {
    let word = option ?? "--" + name.replacing("_", with: "-")
    return VerbField(name, .option(word), kind, Label(zh: zh, en: en), isRequired: false)
  }

  /// A word behind `--name` that must be there.
  static func required(
    _ name: String, _ kind: Kind, _ zh: String, _ en: String, as option: String? = nil
  ) -> VerbField {
    let word = option ?? "--" + name.replacing("_", with: "-")
    return VerbField(name, .option(word), kind, Label(zh: zh, en: en), isRequired: true)
  }

  /// Several rows; each is so many operands, or one of the form `a=b`.
  static func rows(
    _ name: String, _ zh: String, _ en: String, _ columns: [VerbField], isRequired: Bool = true,
    isJoined: Bool = false
  ) -> VerbField {
    VerbField(
      name, isJoined ? .joined : .operand, .rows(columns), Label(zh: zh, en: en), isRequired: isRequired)
  }
}

/// An action as forms and the API offer it.
public struct VerbForm: Sendable {
  /// The word of the command line and of the API's path.
  public let word: String
  /// What it does.
  public let summary: Label
  /// The lines of the adopted rules, one of which must let a person ask.
  public let rules: [String]
  public let fields: [VerbField]
  /// Under which head it is listed.
  public let group: Label

  /// All actions, in the order in which pages list them.
  public static let all: [VerbForm] = partyForms + makingForms + movingForms + securingForms + consentForms

  /// The action of a word.
  public static func find(_ word: String) -> VerbForm? { all.first { $0.word == word } }

  /// A field by its name, among the rows' columns too.
  public func field(_ name: String) -> VerbField? {
    for field in fields {
      if field.name == name { return field }
      if case .rows(let columns) = field.kind, let column = columns.first(where: { $0.name == name }) {
        return column
      }
    }
    return nil
  }

  static func of(
    _ word: String, _ rules: [String], _ group: Label, _ zh: String, _ en: String, _ fields: [VerbField]
  ) -> VerbForm {
    VerbForm(word: word, summary: Label(zh: zh, en: en), rules: rules, fields: fields, group: group)
  }

  /// One that a person does with own units, or by office.
  static func own(
    _ word: String, _ group: Label, _ zh: String, _ en: String, _ fields: [VerbField]
  ) -> VerbForm {
    of(word, ["ledger." + word, "office." + word], group, zh, en, fields)
  }

  /// One that is done by office alone.
  static func office(
    _ word: String, _ group: Label, _ zh: String, _ en: String, _ fields: [VerbField]
  ) -> VerbForm {
    of(word, ["office." + word], group, zh, en, fields)
  }
}
