public import Law

/// What is published with an account so that a shortened record is seen: how many steps there were, and the
/// digest of the last.
///
/// A chain shows what was edited in it; only a digest that is kept elsewhere shows what was cut off its end.
public struct LifeSeal: Hashable, Sendable {
  /// The name and edition of the format of `life-seal.json`.
  public static let format = "shanshui-life-seal/1"

  /// SHA-256 of `account.json` at the last step.
  public var account: String
  public var steps: Int
  /// SM3 of the last step.
  public var head: String

  /// The seal of a life; nil for one without steps.
  public init?(_ life: AccountLife) {
    guard let last = life.steps.last else { return nil }
    (account, steps, head) = (last.account, life.steps.count, last.digest)
  }

  /// Reads a seal from the JSON that ``json()`` gives.
  ///
  /// - Throws: ``AccountFormatError`` with the place inside the document.
  public init(json: JSONValue) throws(AccountFormatError) {
    let fields = JSONFields(json, path: "")
    try fields.checkFormat(Self.format)
    account = try fields.text("account")
    steps = try fields.whole("steps")
    head = try fields.text("head")
  }

  /// The seal as JSON; `canonical()` of it is the content of `life-seal.json`.
  public func json() -> JSONValue {
    .object([
      ("format", .string(Self.format)), ("account", .string(account)), ("steps", .number(Double(steps))),
      ("head", .string(head)),
    ])
  }

  /// Whether the step that the seal names still stands in a life, at its number.
  public func holds(in life: AccountLife) -> Bool {
    steps > 0 && steps <= life.steps.count && life.steps[steps - 1].digest == head
  }
}
