internal import Quantities

extension JSONValue {
  /// The one text of the value by RFC 8785: no blanks, members by the UTF-16 code units of their keys.
  ///
  /// Numbers are written as ECMAScript writes them. A number that is not finite is a bug of the caller.
  public func canonical() -> String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let x): Self.write(number: x, to: &bytes)
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members): Self.write(members, to: &bytes)
    }
  }

  private static func write(number x: Double, to bytes: inout [UInt8]) {
    let text = canonicalNumber(x)
    precondition(text != nil, "JSON has no number that is not finite; missing is null.")
    bytes.append(contentsOf: (text ?? "").utf8)
  }

  private static func write(_ members: [(String, JSONValue)], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in inOrder(members).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(member.0, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.1.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Members by the UTF-16 code units of their keys; most are made in that order.
  private static func inOrder(_ members: [(String, JSONValue)]) -> [(String, JSONValue)] {
    let isOrdered = members.indices.dropFirst().allSatisfy { precedes(members[$0 - 1].0, members[$0].0) }
    return isOrdered ? members : members.sorted { precedes($0.0, $1.0) }
  }

  /// Whether a key comes before another. Bytes of UTF-8 tell as much as code units of UTF-16, except where a
  /// character from U+E000 to U+FFFF differs from one beyond: the former begin with EE or EF.
  private static func precedes(_ one: String, _ other: String) -> Bool {
    var (rest, otherRest) = (one.utf8.makeIterator(), other.utf8.makeIterator())
    while let byte = otherRest.next() {
      guard let own = rest.next() else { return true }
      if own == byte { continue }
      guard own < 0xEE, byte < 0xEE else { return one.utf16.lexicographicallyPrecedes(other.utf16) }
      return own < byte
    }
    return false
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.contains(where: isEscaped) {
      for byte in text.utf8 {
        if isEscaped(byte) { bytes.append(contentsOf: escape(byte).utf8) } else { bytes.append(byte) }
      }
    } else {
      bytes.append(contentsOf: text.utf8)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case 0x08: return "\\b"
    case 0x09: return "\\t"
    case 0x0A: return "\\n"
    case 0x0C: return "\\f"
    case 0x0D: return "\\r"
    default:
      let digits = String(byte, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
