internal import Formula

/// Reads a JSON5 text strictly.
///
/// Comments, bare keys, both quotes, trailing commas, hexadecimal numbers and continued lines are read as
/// JSON5 says. Refused besides bad syntax: a key that stands twice, numbers that are not finite, characters
/// that nobody can see, more than 64 levels, more than 64 MiB.
///
/// - Throws: ``ReadingError`` with the first fault and its place.
public func parseJSON5(_ text: String, file: String) throws(ReadingError) -> Node {
  try parse(SourceText(text, file: file), .json5)
}

/// Reads the bytes of a JSON5 file strictly; bytes that are not UTF-8 are refused with their place.
///
/// - Throws: ``ReadingError``, as ``parseJSON5(_:file:)``.
public func parseJSON5(bytes: [UInt8], file: String) throws(ReadingError) -> Node {
  if String(validating: bytes, as: UTF8.self) == nil {
    // Repairing puts U+FFFD at the fault, and that is where the search for bad characters stops.
    let source = SourceText(String(decoding: bytes, as: UTF8.self), file: file)
    try source.checkCharacters(.json5)
  }
  return try parse(SourceText(String(decoding: bytes, as: UTF8.self), file: file), .json5)
}

/// Reads a JSON5 text as far as it goes: after a fault it goes on with the next member or element, so that
/// one run tells every fault. A member whose value cannot be read is kept as ``Node/Value/unreadable``.
///
/// - Returns: The text's value, nil when nothing at all can be read; and the faults in the order of the text.
public func parseJSON5Forgiving(_ text: String, file: String) -> (node: Node?, problems: [Problem]) {
  let source = SourceText(text, file: file)
  do throws(ReadingError) {
    try source.checkCharacters(.json5)
    var parser = NodeParser(BlankScanner(source, .json5), isForgiving: true)
    let node = try parser.whole()
    return (node, parser.faults)
  } catch {
    return (nil, [error.problem])
  }
}

func parse(_ source: SourceText, _ dialect: Dialect) throws(ReadingError) -> Node {
  try source.checkCharacters(dialect)
  var parser = NodeParser(BlankScanner(source, dialect))
  return try parser.whole()
}

/// Builds nodes by recursive descent; its depth is bounded by the dialect.
struct NodeParser {
  private var scanner: BlankScanner
  private var source: SourceText { scanner.source }
  /// Whether a fault is noted and passed over; else the first one ends the reading.
  private let isForgiving: Bool
  /// The faults that were passed over.
  private(set) var faults: [Problem] = []
  /// More faults than these are one: a text that is no JSON5.
  private static let mostFaults = 50

  init(_ scanner: BlankScanner, isForgiving: Bool = false) {
    self.scanner = scanner
    self.isForgiving = isForgiving
  }

  /// One value, and nothing after it.
  mutating func whole() throws(ReadingError) -> Node {
    try scanner.skip()
    let node = try value(depth: 0)
    do throws(ReadingError) {
      try scanner.skip()
      if !scanner.isAtEnd {
        throw scanner.unexpected(
          Label(zh: "文本的值之后还有内容", en: "something follows the value of the text"),
          remedy: Label(
            zh: "一个文件只有一个值：检查括号是否早关了", en: "a file has one value: look for a bracket closed too early"))
      }
    } catch {
      try forgive(error)
    }
    return node
  }

  /// Notes a fault and lets the reading go on; a strict parser ends here.
  private mutating func forgive(_ error: ReadingError) throws(ReadingError) {
    guard isForgiving, faults.count < Self.mostFaults, error.problem.code != .size else { throw error }
    // Where a text breaks off inside several brackets, each would say so.
    if faults.last?.position != error.problem.position { faults.append(error.problem) }
  }

  private mutating func value(depth: Int) throws(ReadingError) -> Node {
    let start = scanner.at
    let value: Node.Value
    switch scanner.byte {
    case UInt8(ascii: "{"): value = .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): value = .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): value = .text(try scanner.text())
    case UInt8(ascii: "'") where scanner.dialect.isJSON5: value = .text(try scanner.text())
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39:
      value = .number(try scanner.number())
    default: value = try word()
    }
    return Node(value: value, source: source, offset: start)
  }

  private mutating func word() throws(ReadingError) -> Node.Value {
    let start = scanner.at
    switch scanner.identifier() {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "Infinity", "NaN":
      var number = NumberScanner(source, scanner.dialect, start: start)
      return .number(try number.read())
    case let name?:
      throw source.error(
        at: start, Label(zh: "“\(name)”不是值", en: "\"\(name)\" is no value"),
        remedy: Label(zh: "文字加引号：\"\(name)\"", en: "put a text in quotes: \"\(name)\""))
    case nil:
      throw scanner.unexpected(
        Label(zh: "此处应有一个值", en: "a value is expected here"),
        remedy: Label(
          zh: "写文字、数、true、false、null、[ … ] 或 { … }",
          en: "write a text, a number, true, false, null, [ … ] or { … }"))
    }
  }

  private mutating func elements(depth: Int) throws(ReadingError) -> [Node] {
    try scanner.open(depth: depth)
    var elements: [Node] = []
    while !scanner.closes(UInt8(ascii: "]")) {
      let start = scanner.at
      do throws(ReadingError) {
        elements.append(try value(depth: depth))
      } catch {
        try forgive(error)
        elements.append(Node(value: .unreadable, source: source, offset: start))
        scanner.passOver(from: start)
      }
      guard try goOn(closing: UInt8(ascii: "]"), from: start) else { break }
    }
    return elements
  }

  private mutating func members(depth: Int) throws(ReadingError) -> [Node.Member] {
    try scanner.open(depth: depth)
    var members: [Node.Member] = []
    var seen = KeysSeen()
    while !scanner.closes(UInt8(ascii: "}")) {
      let start = scanner.at
      var key: String?
      var at = start
      do throws(ReadingError) {
        let name = try scanner.key()
        if let first = seen.insert(name, at: start, members) {
          try forgive(duplicate(name, at: start, first: first))
        } else {
          key = name
        }
        at = scanner.at
        let value = try value(depth: depth)
        if let key { members.append(Node.Member(key: key, value: value, keyOffset: start)) }
      } catch {
        try forgive(error)
        if let key {
          let lost = Node(value: .unreadable, source: source, offset: at)
          members.append(Node.Member(key: key, value: lost, keyOffset: start))
        }
        scanner.passOver(from: at)
      }
      guard try goOn(closing: UInt8(ascii: "}"), from: start) else { break }
    }
    return members
  }

  /// Steps to the next member or element.
  ///
  /// - Returns: false when a forgiving parser finds nothing more of this object or list.
  private mutating func goOn(closing bracket: UInt8, from start: Int) throws(ReadingError) -> Bool {
    do throws(ReadingError) {
      try scanner.separator(closing: bracket)
    } catch {
      try forgive(error)
      return scanner.recover(closing: bracket) && scanner.at > start
    }
    return true
  }

  private func duplicate(_ key: String, at offset: Int, first: Int) -> ReadingError {
    let place = source.position(at: first)
    return source.error(
      .duplicateKey, at: offset,
      Label(
        zh: "键“\(key)”已在第 \(place.line) 行第 \(place.column) 列写过",
        en: "the key \"\(key)\" stands already at line \(place.line), column \(place.column)"),
      remedy: Label(zh: "只留一个", en: "keep one of them"))
  }
}

/// Finds keys that stand twice; a table is made only for objects with many keys.
private struct KeysSeen {
  private var table: [String: Int] = [:]

  /// The place of the key's first standing, if this is its second.
  mutating func insert(_ key: String, at offset: Int, _ members: [Node.Member]) -> Int? {
    if members.count < 12 { return members.first { $0.key == key }?.keyOffset }
    if table.isEmpty { for member in members { table[member.key] = member.keyOffset } }
    return table.updateValue(offset, forKey: key)
  }
}
