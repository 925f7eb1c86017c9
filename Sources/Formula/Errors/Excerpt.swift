/// The line of a text that holds a place, and a caret below it.
///
/// Chinese characters take two columns on a terminal, so that the pad below them is a wide space.
func excerpt(of text: String, at offset: Int, length: Int) -> String {
  let scalars = Array(text.unicodeScalars)
  let place = min(max(offset, 0), scalars.count)
  let start = (scalars[..<place].lastIndex(of: "\n") ?? -1) + 1
  let end = scalars[place...].firstIndex(of: "\n") ?? scalars.count
  // A window around the place keeps the excerpt readable when the whole formula is one long line.
  let first = max(start, place - 80)
  let last = min(end, place + 60)
  let line = string(of: scalars[first..<last])
  let pad = scalars[first..<place].map { isWide($0) ? "\u{3000}" : " " }.joined()
  let carets = String(repeating: "^", count: max(1, min(length, last - place)))
  return "  " + line + "\n  " + pad + carets
}

/// Whether a character takes two columns of a terminal.
func isWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
    true
  default: false
  }
}

/// The text of a run of characters.
func string(of scalars: some Sequence<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars)
  return String(view)
}
