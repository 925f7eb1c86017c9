/// A value of plain JSON; objects keep the order in which they were made.
public indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// Finite; JSON has no other numbers.
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// Members in their order; no key twice.
  case object([(String, JSONValue)])

  /// Equal by value; the order of members counts, as it does in a written text.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a.elementsEqual(b) { $0.0 == $1.0 && $0.1 == $1.1 }
    default: false
    }
  }

  /// A number, or null for one that is missing (NaN) or infinite.
  public static func measured(_ x: Double) -> JSONValue { x.isFinite ? .number(x) : .null }

  /// A text, or null.
  public static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// A text in both languages, as an object.
  public init(_ label: Label) {
    self = .object([("zh", .string(label.zh)), ("en", .string(label.en))])
  }

  /// The value of a member; nil for another kind of value, and when there is no such key.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == key }?.1
  }
}

extension JSONValue {
  /// Reads plain JSON (RFC 8259) strictly: no comments, no key twice, at most 64 levels, numbers finite.
  ///
  /// - Throws: ``ReadingError`` with the place.
  public static func parse(_ text: String, file: String) throws(ReadingError) -> JSONValue {
    JSONValue(try Law.parse(SourceText(text, file: file), .json))
  }

  /// What a node says, without its places; keys quoted or not become the same.
  public init(_ node: Node) {
    switch node.value {
    case .null, .unreadable: self = .null
    case .bool(let flag): self = .bool(flag)
    case .number(let numeral): self = .number(numeral.value)
    case .text(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map(JSONValue.init))
    case .object(let members): self = .object(members.map { ($0.key, JSONValue($0.value)) })
    }
  }
}
