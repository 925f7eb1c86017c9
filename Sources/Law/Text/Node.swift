public import Formula

/// A value of a JSON5 text, with its place.
public struct Node: Sendable {
  /// What the value is.
  public indirect enum Value: Sendable {
    case null
    case bool(Bool)
    case number(Numeral)
    case text(String)
    case array([Node])
    /// The members in the order of the text; no key stands twice.
    case object([Member])
    /// Something that could not be read and has been told; only ``parseJSON5Forgiving(_:file:)`` makes it.
    case unreadable
  }

  /// A number with the digits in which it was written.
  public struct Numeral: Hashable, Sendable {
    /// As it stands in the text, like `1.350` or `0x1F`.
    public let digits: String
    /// The nearest Double; always finite.
    public let value: Double
  }

  /// A key of an object and its value.
  public struct Member: Sendable {
    public let key: String
    public let value: Node
    let keyOffset: Int
  }

  public let value: Value
  /// The text in which it stands.
  public let source: SourceText
  /// The byte at which it begins.
  let offset: Int

  /// The place of its first character.
  public var position: SourcePosition { source.position(at: offset) }

  /// The value of a member; nil for another kind of value, and when there is no such key.
  public subscript(key: String) -> Node? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The place in the file of a character of a text value; its end when there are fewer.
  ///
  /// Escapes and continued lines make the text shorter than what stands in the file.
  ///
  /// - Parameter scalar: Index of a Unicode scalar in the value.
  public func position(ofScalar scalar: Int) -> SourcePosition {
    guard case .text = value else { return position }
    return source.position(at: StringScanner.offset(ofScalar: scalar, inLiteralAt: offset, of: source))
  }

  /// The kind of the value in words.
  public var kind: Label {
    switch value {
    case .null: Label(same: "null")
    case .bool: Label(zh: "真假值", en: "true or false")
    case .number: Label(zh: "数", en: "a number")
    case .text: Label(zh: "文字", en: "a text")
    case .array: Label(zh: "列表 [ ]", en: "a list [ ]")
    case .object: Label(zh: "对象 { }", en: "an object { }")
    case .unreadable: Label(zh: "读不懂的内容", en: "something unreadable")
    }
  }
}
