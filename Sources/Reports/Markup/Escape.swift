/// Writes text so that it can stand between tags and inside quoted attributes.
///
/// Control characters have no place in XML and become U+FFFD, and so do the marks that turn the direction of
/// writing: with them a name could make the figures beside it read backwards.
func appendEscaped(_ text: String, to page: inout String) {
  // Most texts are figures and places of maps, which stand as they are.
  guard text.utf8.contains(where: mayNeedEscape) else {
    page += text
    return
  }
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": page += "&amp;"
    case "<": page += "&lt;"
    case ">": page += "&gt;"
    case "\"": page += "&quot;"
    case "'": page += "&#39;"
    default: page.unicodeScalars.append(isUnfit(scalar) ? "\u{FFFD}" : scalar)
    }
  }
}

/// Whether a byte of UTF-8 may belong to something that is not written as it stands: a mark, a control
/// character, or the beginning of a character among which there are unfit ones.
private func mayNeedEscape(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
  case 0x00..<0x20, 0x7F, 0xC2, 0xE2, 0xEF...: true
  default: false
  }
}

/// Text in one line for a terminal or for paper, where control characters could move the cursor, change
/// colours or turn the direction of writing.
public func plainText(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar == "\n" || scalar == "\t" || scalar == "\r" {
      result += " "
    } else {
      result.unicodeScalars.append(isUnfit(scalar) ? "\u{FFFD}" : scalar)
    }
  }
  return result
}

/// Control characters but tab and line breaks, marks of direction, and code points that are no characters.
private func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case 0x00...0x1F, 0x7F...0x9F: true
  case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  case 0xFDD0...0xFDEF: true
  default: scalar.value & 0xFFFE == 0xFFFE
  }
}
