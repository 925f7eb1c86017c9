/// The grammar of a text, with what it may be at most.
struct Dialect: Sendable {
  /// Comments, bare keys, single quotes, trailing commas and the other liberties of JSON5.
  let isJSON5: Bool
  /// Objects and arrays inside each other.
  let depth: Int
  /// Bytes of the text.
  let size: Int

  /// JSON5 for packs and regions: written by people, so small and shallow.
  static let json5 = Dialect(isJSON5: true, depth: 64, size: 64 << 20)
  /// Plain JSON (RFC 8259) for what programs wrote.
  static let json = Dialect(isJSON5: false, depth: 64, size: 2 << 30)
}

extension SourceText {
  /// A syntax problem at a byte.
  func error(
    _ code: ProblemCode = .syntax, at offset: Int, _ message: Label, remedy: Label
  ) -> ReadingError {
    let position = position(at: offset)
    return ReadingError(
      Problem(code, at: position, message: message, remedy: remedy, excerpt: excerpt(at: position)))
  }

  /// Refuses a text that is too long or holds characters that nobody can see.
  ///
  /// What is signed must be what is seen: control characters, marks that turn the direction of writing, and
  /// the replacement character of a wrong decoding are refused in JSON5; plain JSON refuses only the first.
  func checkCharacters(_ dialect: Dialect) throws(ReadingError) {
    if bytes.count > dialect.size {
      throw error(
        .size, at: 0, Label(zh: "文本超过 \(dialect.size) 字节", en: "the text is over \(dialect.size) bytes"),
        remedy: Label(zh: "分成几个文件", en: "divide it into several files"))
    }
    for index in bytes.indices where bytes[index] < 0x20 || bytes[index] >= 0x7F {
      if let found = invisible(at: index, dialect) {
        throw error(.characters, at: index, found.message, remedy: found.remedy)
      }
    }
  }

  private func invisible(at index: Int, _ dialect: Dialect) -> (message: Label, remedy: Label)? {
    let remove = Label(zh: "删去它；字符串中的换行写 \\n", en: "remove it; write \\n for a new line in a text")
    let first = bytes[index]
    if first == 0x7F || (first < 0x20 && !isBlankControl(first, dialect)) {
      return (
        Label(zh: "不可见的控制字符 \(hex(UInt32(first)))", en: "control character \(hex(UInt32(first)))"), remove
      )
    }
    guard dialect.isJSON5, index + 2 < bytes.count, first == 0xE2 || first == 0xEF else { return nil }
    let (second, third) = (bytes[index + 1], bytes[index + 2])
    if first == 0xEF, second == 0xBF, third == 0xBD {
      return (
        Label(zh: "乱码字符 U+FFFD：文件可能不是 UTF-8", en: "replacement character U+FFFD: the file was not UTF-8"),
        Label(zh: "按 UTF-8 另存该文件", en: "save the file as UTF-8")
      )
    }
    let turnsDirection =
      first == 0xE2
      && ((second == 0x80 && (0xAA...0xAE).contains(third))
        || (second == 0x81 && (0xA6...0xA9).contains(third)))
    guard turnsDirection else { return nil }
    let code = hex(0x2000 + UInt32(second & 0x3F) << 6 + UInt32(third & 0x3F))
    return (
      Label(zh: "改变书写方向的字符 \(code)", en: "character \(code) that turns the direction of writing"), remove
    )
  }

  private func isBlankControl(_ byte: UInt8, _ dialect: Dialect) -> Bool {
    byte == 0x09 || byte == 0x0A || byte == 0x0D || (dialect.isJSON5 && (byte == 0x0B || byte == 0x0C))
  }

  private func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
