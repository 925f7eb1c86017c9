internal import Foundation

/// The encodings that Chinese offices write.
enum TextEncoding: Hashable, Sendable {
  case utf8
  /// GB18030, of which GBK and GB 2312 are parts.
  case gb18030
  case utf16LittleEndian
  case utf16BigEndian

  /// Finds out the encoding of a whole text; nil when it is none of these.
  ///
  /// UTF-8 goes first: hardly a GB18030 text of some length is valid UTF-8 by chance.
  static func detect(_ bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if bytes.allSatisfy({ $0 < 0x80 }) { return .utf8 }
    if let text = String(validating: bytes, as: UTF8.self), !isChance(text) { return .utf8 }
    return isGB18030(bytes) ? .gb18030 : nil
  }

  /// Whether a text that passes for UTF-8 is rather two-byte Chinese: short names such as 汀 or 联通 are
  /// valid UTF-8 by chance, and then read as letters that no table here holds.
  ///
  /// Latin and Greek signs (µ, °, ², α) alone are believed.
  static func isChance(_ text: String) -> Bool {
    let foreign = text.unicodeScalars.filter { $0.value >= 0x80 }
    let isAllTwoBytes = foreign.allSatisfy { $0.value < 0x800 }
    return isAllTwoBytes && foreign.contains { $0.value > 0xFF && !(0x370...0x3FF).contains($0.value) }
  }

  /// The text without a byte order mark; nil when bytes break the encoding's rules.
  func decode(_ bytes: [UInt8]) -> String? {
    switch self {
    case .utf8:
      String(validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
    case .gb18030: String(data: Data(bytes), encoding: .init(rawValue: 0x8000_0632))
    case .utf16LittleEndian: String(data: Data(bytes.dropFirst(2)), encoding: .utf16LittleEndian)
    case .utf16BigEndian: String(data: Data(bytes.dropFirst(2)), encoding: .utf16BigEndian)
    }
  }
}

/// Whether bytes follow the structure of GB18030: one, two or four bytes per character.
func isGB18030(_ bytes: [UInt8]) -> Bool {
  var i = 0
  while i < bytes.count {
    let length = lengthOfGB18030(bytes[i...])
    guard length > 0 else { return false }
    i += length
  }
  return true
}

/// Bytes of the first character; 0 when there is none by the rules.
private func lengthOfGB18030(_ bytes: ArraySlice<UInt8>) -> Int {
  let first = bytes[bytes.startIndex]
  if first < 0x80 { return 1 }
  guard (0x81...0xFE).contains(first), let second = bytes.dropFirst().first else { return 0 }
  if (0x40...0xFE).contains(second) && second != 0x7F { return 2 }
  let tail = bytes.dropFirst(2).prefix(2)
  guard (0x30...0x39).contains(second), tail.count == 2, let third = tail.first, let fourth = tail.last else {
    return 0
  }
  return (0x81...0xFE).contains(third) && (0x30...0x39).contains(fourth) ? 4 : 0
}

/// A text without white space at its ends, that of Chinese typing included.
func trimmed(_ text: String) -> String {
  let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r", "\n", "\u{3000}", "\u{A0}", "\u{FEFF}", "\0"]
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !blanks.contains($0) }),
    let last = scalars.lastIndex(where: { !blanks.contains($0) })
  else { return "" }
  return String(scalars[first...last])
}
