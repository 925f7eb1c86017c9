/// How reading goes on behind a fault.
extension BlankScanner {
  /// Steps behind a value that cannot be read: to the comma or closing bracket that ends it, past whole pairs
  /// of brackets and quoted texts. A text without its closing quote ends with its line.
  ///
  /// - Parameter start: Where the value begins; the scanner may stand somewhere inside it.
  mutating func passOver(from start: Int) {
    at = start
    var depth = 0
    while !isAtEnd {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): passOverText()
      case UInt8(ascii: "/"): passOverComment()
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { return }
      default: break
      }
      if !isAtEnd { at += 1 }
    }
  }

  /// To the closing quote, or to the end of the line when there is none.
  private mutating func passOverText() {
    let quote = byte
    at += 1
    while !isAtEnd, byte != quote, byte != 0x0A {
      at += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    at = min(at, source.bytes.count)
  }

  /// A comment may hold brackets and commas.
  private mutating func passOverComment() {
    let start = at
    do throws(ReadingError) { try skip() } catch { at = source.bytes.count }
    at = at > start ? at - 1 : at
  }

  /// Finds the next member or element where a comma or bracket was expected.
  ///
  /// - Returns: false when the object or list has ended here, with or without its bracket.
  mutating func recover(closing bracket: UInt8) -> Bool {
    if let mark = scalar(), ["，", "、", "；"].contains(mark) || mark == ";" {
      at += mark.utf8.count
    } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
      // Another bracket than ours closes here: ours was forgotten, or this one is wrong.
      if byte != bracket { return false }
    } else if !beginsItem {
      passOver(from: at)
      if byte == UInt8(ascii: ",") { at += 1 }
    }
    do throws(ReadingError) { try skip() } catch { return false }
    return !isAtEnd
  }

  /// Whether a key or value seems to begin here: the comma before it was forgotten.
  private var beginsItem: Bool {
    guard let scalar = scalar() else { return false }
    return scalar.properties.isIDStart || ["\"", "'", "{", "[", "_"].contains(scalar)
  }
}
