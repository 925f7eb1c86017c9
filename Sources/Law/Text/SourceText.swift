public import Formula

/// A file's text, with what is needed to say where something stands in it.
public final class SourceText: Sendable {
  /// The name of the file as it is told to people.
  public let file: String
  let bytes: [UInt8]
  /// Byte offsets at which lines begin.
  private let lineStarts: [Int]

  /// A text that is known to be UTF-8.
  public init(_ text: String, file: String) {
    self.file = file
    // A byte order mark says nothing in UTF-8 and would shift the first line's columns.
    let utf8 = Array(text.utf8)
    bytes = utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(utf8.dropFirst(3)) : utf8
    lineStarts = Self.lineStarts(of: bytes)
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for index in bytes.indices {
      let isReturn = bytes[index] == 0x0D
      let beforeFeed = isReturn && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if bytes[index] == 0x0A || (isReturn && !beforeFeed) { starts.append(index + 1) }
    }
    return starts
  }

  /// The line and column of a byte; columns count Unicode scalars from 1.
  ///
  /// - Parameter offset: An offset into the bytes; the end of the text is allowed.
  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = lineIndex(of: offset)
    // Continuation bytes (10xxxxxx) do not begin a scalar.
    let column = bytes[lineStarts[line]..<offset].count { $0 & 0xC0 != 0x80 }
    return SourcePosition(file: file, line: line + 1, column: column + 1)
  }

  private func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The line of a place, cut to what is near it, and below it a caret under the place.
  public func excerpt(at position: SourcePosition) -> String? {
    guard position.line >= 1, position.line <= lineStarts.count else { return nil }
    let end = position.line < lineStarts.count ? lineStarts[position.line] : bytes.count
    let line = String(decoding: bytes[lineStarts[position.line - 1]..<end], as: UTF8.self)
    let scalars = Array(line.unicodeScalars).filter { $0 != "\n" && $0 != "\r" }
    let column = min(max(position.column - 1, 0), scalars.count)
    let (start, stop) = (max(0, column - 60), min(scalars.count, column + 40))
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<stop])
    var caret = String.UnicodeScalarView()
    // A wide blank under each wide character keeps the caret in its place.
    caret.append(
      contentsOf: scalars[start..<column].map { $0 == "\t" ? "\t" : isWide($0) ? "\u{3000}" : " " })
    return String(text) + "\n" + String(caret) + "^"
  }
}

/// Whether a terminal gives a character two columns (East Asian wide and full-width forms).
func isWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    true
  default: false
  }
}
