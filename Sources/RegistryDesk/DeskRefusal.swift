public import Law

/// Why something that a person wrote cannot be asked of a registry: what, and what to do.
public struct DeskRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do, in both languages.
  public let message: Label

  /// A refusal in both languages.
  public init(zh: String, en: String) { message = Label(zh: zh, en: en) }

  public var description: String { "\(message.zh) · \(message.en)" }
}
