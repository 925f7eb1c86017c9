/// A language that texts for people are written in.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case zh, en
}

/// A text for people, in Chinese and in English.
public struct Label: Hashable, Sendable, CustomStringConvertible {
  /// The Chinese text.
  public let zh: String
  /// The English text.
  public let en: String

  /// A text in both languages.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is the same in both languages, such as a name or a number.
  public init(same text: String) {
    self.init(zh: text, en: text)
  }

  /// The text in one language.
  public subscript(language: Language) -> String {
    language == .zh ? zh : en
  }

  /// Chinese first, then English; once when both are the same.
  public var description: String { zh == en ? zh : "\(zh) · \(en)" }
}
