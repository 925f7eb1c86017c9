/// Steps through the marks, blanks, comments and keys of a text.
struct BlankScanner {
  let source: SourceText
  let dialect: Dialect
  var at = 0

  init(_ source: SourceText, _ dialect: Dialect) {
    self.source = source
    self.dialect = dialect
  }

  var isAtEnd: Bool { at >= source.bytes.count }

  /// The current byte; zero at the end, which no text contains.
  var byte: UInt8 { peek(0) }

  private func peek(_ ahead: Int) -> UInt8 {
    at + ahead < source.bytes.count ? source.bytes[at + ahead] : 0
  }

  /// Passes over blanks and comments.
  mutating func skip() throws(ReadingError) {
    while !isAtEnd {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case 0x0B...0x0C where dialect.isJSON5: at += 1
      case UInt8(ascii: "/") where dialect.isJSON5: try comment()
      case 0xC2...0xEF where dialect.isJSON5:
        let length = wideBlank()
        if length == 0 { return }
        at += length
      default: return
      }
    }
  }

  /// The length of a blank outside of ASCII at the current byte, like the ideographic space; zero for none.
  private func wideBlank() -> Int {
    guard let scalar = scalar(), scalar.properties.isWhitespace || scalar == "\u{FEFF}" else { return 0 }
    return scalar.utf8.count
  }

  func scalar() -> Unicode.Scalar? {
    if byte < 0x80 { return isAtEnd ? nil : Unicode.Scalar(byte) }
    let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    let end = min(at + length, source.bytes.count)
    return String(decoding: source.bytes[at..<end], as: UTF8.self).unicodeScalars.first
  }

  private mutating func comment() throws(ReadingError) {
    let start = at
    switch peek(1) {
    case UInt8(ascii: "/"):
      while !isAtEnd, byte != 0x0A, byte != 0x0D { at += 1 }
    case UInt8(ascii: "*"):
      at += 2
      while !isAtEnd, byte != UInt8(ascii: "*") || peek(1) != UInt8(ascii: "/") { at += 1 }
      if isAtEnd {
        throw source.error(
          at: start, Label(zh: "注释没有结束", en: "the comment does not end"),
          remedy: Label(zh: "加上 */", en: "add */"))
      }
      at += 2
    default:
      throw unexpected(
        Label(zh: "单独的 /", en: "a lone /"),
        remedy: Label(zh: "注释以 // 或 /* 开头", en: "a comment begins with // or /*"))
    }
  }

  /// A name of letters, digits, `_` and `$`; nil when none begins here.
  mutating func identifier() -> String? {
    let start = at
    while let scalar = scalar() {
      let fits = at == start ? scalar.properties.isIDStart : scalar.properties.isIDContinue
      guard fits || scalar == "_" || scalar == "$" else { break }
      at += scalar.utf8.count
    }
    return at == start ? nil : String(decoding: source.bytes[start..<at], as: UTF8.self)
  }

  /// A key and the colon behind it, up to the value.
  mutating func key() throws(ReadingError) -> String {
    let isQuoted = byte == UInt8(ascii: "\"") || (dialect.isJSON5 && byte == UInt8(ascii: "'"))
    guard let key = isQuoted ? try text() : (dialect.isJSON5 ? identifier() : nil) else {
      throw unexpected(
        Label(zh: "此处应有一个键", en: "a key is expected here"),
        remedy: Label(zh: "写成 name: 值；有其他字符的键加引号", en: "write name: value; quote a key with other characters")
      )
    }
    try skip()
    guard byte == UInt8(ascii: ":") else {
      throw unexpected(
        Label(zh: "键“\(key)”之后应有冒号", en: "a colon is expected after the key \"\(key)\""),
        remedy: byteIsFullWidth ? Self.halfWidth : Label(zh: "写成 \(key): 值", en: "write \(key): value"))
    }
    at += 1
    try skip()
    return key
  }

  /// A quoted text.
  mutating func text() throws(ReadingError) -> String {
    var strings = StringScanner(source, dialect, start: at)
    if let plain = strings.plainText() {
      at = strings.at
      return plain
    }
    var bytes: [UInt8] = []
    while true {
      switch try strings.next() {
      case .plain(let range): bytes.append(contentsOf: source.bytes[range])
      case .scalar(let scalar): bytes.append(contentsOf: scalar.utf8)
      case .nothing: continue
      case .end:
        at = strings.at
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }

  mutating func number() throws(ReadingError) -> Node.Numeral {
    var numbers = NumberScanner(source, dialect, start: at)
    let numeral = try numbers.read()
    at = numbers.at
    return numeral
  }

  /// Steps into an object or array.
  mutating func open(depth: Int) throws(ReadingError) {
    if depth > dialect.depth {
      throw source.error(
        .size, at: at, Label(zh: "嵌套超过 \(dialect.depth) 层", en: "more than \(dialect.depth) levels"),
        remedy: Label(zh: "减少括号的层数", en: "nest fewer brackets"))
    }
    at += 1
    try skip()
  }

  /// Whether the closing bracket stands here; steps over it.
  mutating func closes(_ bracket: UInt8) -> Bool {
    guard byte == bracket else { return false }
    at += 1
    return true
  }

  /// A comma, or the closing bracket, which stays.
  mutating func separator(closing bracket: UInt8) throws(ReadingError) {
    try skip()
    if byte == bracket { return }
    let mark = String(Unicode.Scalar(bracket))
    guard byte == UInt8(ascii: ",") else {
      throw unexpected(
        Label(zh: "此处应有逗号或 \(mark)", en: "a comma or \(mark) is expected here"),
        remedy: byteIsFullWidth
          ? Self.halfWidth : Label(zh: "在上一项之后加逗号", en: "put a comma after the item before"))
    }
    at += 1
    try skip()
    if !dialect.isJSON5, byte == bracket {
      throw unexpected(
        Label(zh: "多了一个逗号", en: "one comma too many"), remedy: Label(zh: "删去它", en: "remove it"))
    }
  }

  private var byteIsFullWidth: Bool {
    guard let scalar = scalar() else { return false }
    return (0xFF00...0xFFEF).contains(scalar.value) || (0x3000...0x303F).contains(scalar.value)
  }

  private static let halfWidth = Label(zh: "标点改用半角 , : \"", en: "use half-width punctuation , : \"")

  /// An error at the current place; at the end of the text it says so.
  func unexpected(_ message: Label, remedy: Label) -> ReadingError {
    if isAtEnd {
      return source.error(
        at: at, Label(zh: "文本到此中断：\(message.zh)", en: "the text breaks off: \(message.en)"), remedy: remedy)
    }
    return source.error(at: at, message, remedy: remedy)
  }
}
