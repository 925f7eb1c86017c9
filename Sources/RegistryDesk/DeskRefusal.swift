public import Law

/// Why something that a person wrote cannot be asked of a registry: what, and what to do.
public struct DeskRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do, in both languages.
  public let message: Label

  /// A refusal in both languages.
  public init(zh: String, en: String) { message = Label(zh: zh, en: en) }

  public var description: String { "\(message.zh) · \(message.en)" }
}

extension DeskRefusal {
  static func noAccount(_ code: String) -> DeskRefusal {
    DeskRefusal(
      zh: "没有账户“\(code)”：先 open-account", en: "there is no account \(code): open it by open-account")
  }

  static func noParty(_ code: String) -> DeskRefusal {
    DeskRefusal(
      zh: "没有登记代码为“\(code)”的人或单位", en: "no person or organisation is registered under the code \(code)")
  }
}
