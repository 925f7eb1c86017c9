internal import Law

/// Why a text is no account or no provenance of ours.
public struct AccountFormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, for programs; the raw value stays the same between editions.
  public enum Code: String, Hashable, Sendable {
    /// The text is another format, or another edition of ours.
    case format = "account.format"
    /// A member is not there.
    case missing = "account.missing"
    /// A member holds another kind of value than it must.
    case kind = "account.kind"
  }

  public var code: Code
  /// Where in the document: `sums[3].value`.
  public var path: String
  public var message: String
  public var remedy: String

  public var description: String {
    "\(path.isEmpty ? "" : path + "：")\(message)。\(remedy)。[\(code.rawValue)]"
  }
}

/// Typed reading of one JSON object, with its place for errors.
struct JSONFields {
  private let value: JSONValue
  private let path: String

  init(_ value: JSONValue, path: String) {
    self.value = value
    self.path = path
  }

  /// Refuses a document that does not say `format`.
  func checkFormat(_ format: String) throws(AccountFormatError) {
    guard case .string(let found)? = value["format"] else {
      throw fault(.format, "format", "没有格式名 format", "请用 account 命令重新核算")
    }
    guard found == format else {
      throw fault(.format, "format", "格式是 \(found)，本程序读 \(format)", "请用 account 命令重新核算")
    }
  }

  /// Whether a member is there and says something: accounts of earlier editions lack the later ones.
  func has(_ key: String) -> Bool {
    switch value[key] {
    case nil, .null?: false
    default: true
    }
  }

  func text(_ key: String) throws(AccountFormatError) -> String {
    guard case .string(let text) = try member(key) else { throw wrongKind(key, "文字") }
    return text
  }

  func flag(_ key: String) throws(AccountFormatError) -> Bool {
    guard case .bool(let flag) = try member(key) else { throw wrongKind(key, "true 或 false") }
    return flag
  }

  /// A number; null is NaN, for missing.
  func number(_ key: String) throws(AccountFormatError) -> Double {
    switch try member(key) {
    case .number(let number): return number
    case .null: return .nan
    default: throw wrongKind(key, "数字")
    }
  }

  func optionalNumber(_ key: String) throws(AccountFormatError) -> Double? {
    let number = try number(key)
    return number.isNaN ? nil : number
  }

  func whole(_ key: String) throws(AccountFormatError) -> Int {
    guard let whole = Int(exactly: try number(key)) else { throw wrongKind(key, "整数") }
    return whole
  }

  func optionalWhole(_ key: String) throws(AccountFormatError) -> Int? {
    if case .null = try member(key) { return nil }
    return try whole(key)
  }

  func texts(_ key: String) throws(AccountFormatError) -> [String] {
    guard case .array(let elements) = try member(key) else { throw wrongKind(key, "文字的列表") }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw wrongKind(key, "文字的列表") }
      texts.append(text)
    }
    return texts
  }

  func fields(_ key: String) throws(AccountFormatError) -> JSONFields {
    JSONFields(try member(key), path: place(key))
  }

  /// An object; nil for null.
  func optional<Element>(
    _ key: String, _ read: (JSONFields) throws(AccountFormatError) -> Element
  ) throws(AccountFormatError) -> Element? {
    if case .null = try member(key) { return nil }
    return try read(try fields(key))
  }

  /// A text that is there but means nothing.
  func unreadable(_ key: String, _ message: String) -> AccountFormatError {
    fault(.kind, key, message, "请用未经改动的文件")
  }

  /// The members of an object in the order of the text, each with its key.
  func members(_ key: String) throws(AccountFormatError) -> [(String, JSONFields)] {
    guard case .object(let members) = try member(key) else { throw wrongKind(key, "对象") }
    return members.map { ($0.0, JSONFields($0.1, path: place(key) + "." + $0.0)) }
  }

  /// The value itself as text, for the members of an object.
  func asText() throws(AccountFormatError) -> String {
    guard case .string(let text) = value else {
      throw AccountFormatError(code: .kind, path: path, message: "应为文字", remedy: "请用 account 命令重新核算")
    }
    return text
  }

  func list<Element>(
    _ key: String, _ read: (JSONFields) throws(AccountFormatError) -> Element
  ) throws(AccountFormatError) -> [Element] {
    guard case .array(let elements) = try member(key) else { throw wrongKind(key, "列表") }
    var result: [Element] = []
    result.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      result.append(try read(JSONFields(element, path: "\(place(key))[\(index)]")))
    }
    return result
  }

  private func member(_ key: String) throws(AccountFormatError) -> JSONValue {
    guard let member = value[key] else { throw fault(.missing, key, "缺少此项", "请用 account 命令重新核算") }
    return member
  }

  private func wrongKind(_ key: String, _ kind: String) -> AccountFormatError {
    fault(.kind, key, "应为\(kind)", "请用 account 命令重新核算")
  }

  private func fault(
    _ code: AccountFormatError.Code, _ key: String, _ message: String, _ remedy: String
  ) -> AccountFormatError {
    AccountFormatError(code: code, path: place(key), message: message, remedy: remedy)
  }

  private func place(_ key: String) -> String {
    path.isEmpty ? key : path + "." + key
  }
}

/// A list as JSON.
func jsonList<Element>(_ elements: [Element], _ json: (Element) -> JSONValue) -> JSONValue {
  .array(elements.map(json))
}

/// A text in both languages.
func jsonLabel(_ zh: String, _ en: String) -> JSONValue {
  .object([("zh", .string(zh)), ("en", .string(en))])
}
