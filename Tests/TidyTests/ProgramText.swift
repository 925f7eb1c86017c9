/// Swift text with the contents of comments and strings blanked by spaces; line breaks stay, so that places
/// in the result are places in the file.
///
/// Knows line comments, nested block comments, plain, multi-line and raw strings with interpolations. Regular
/// expressions between slashes are not known: the house does not use them.
func programText(of text: String) -> String {
  var blanker = Blanker(input: Array(text.utf8))
  blanker.readCode(untilParenthesis: false)
  return String(decoding: blanker.output, as: UTF8.self)
}

/// Copies the program's own bytes and blanks the others.
private struct Blanker {
  let input: [UInt8]
  var output: [UInt8] = []
  var place = 0
  /// Inside an interpolation code is blanked too: it belongs to the string.
  var blanking = 0

  func at(_ offset: Int) -> UInt8 { place + offset < input.count ? input[place + offset] : 0 }

  mutating func keep() {
    if blanking > 0 { return blank() }
    output.append(input[place])
    place += 1
  }

  mutating func blank() {
    // One blank for each character, not byte: continuation bytes vanish.
    if input[place] == 10 { output.append(10) } else if input[place] & 0xC0 != 0x80 { output.append(32) }
    place += 1
  }

  mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while place < input.count {
      let byte = at(0)
      if byte == UInt8(ascii: "/"), at(1) == byte {
        while place < input.count, at(0) != 10 { blank() }
      } else if byte == UInt8(ascii: "/"), at(1) == UInt8(ascii: "*") {
        readBlockComment()
      } else if let hashes = stringStart() {
        readString(hashes: hashes)
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if untilParenthesis, depth < 0 { return }
        keep()
      }
    }
  }

  mutating func readBlockComment() {
    var depth = 0
    repeat {
      let (first, second) = (at(0), at(1))
      let opens = first == UInt8(ascii: "/") && second == UInt8(ascii: "*")
      let closes = first == UInt8(ascii: "*") && second == UInt8(ascii: "/")
      if opens { depth += 1 } else if closes { depth -= 1 }
      if opens || closes { blank() }
      blank()
    } while depth > 0 && place < input.count
  }

  /// How many hashes stand before the quotation mark of a string that begins here; nil when none begins.
  func stringStart() -> Int? {
    var hashes = 0
    while at(hashes) == UInt8(ascii: "#") { hashes += 1 }
    return at(hashes) == UInt8(ascii: "\"") ? hashes : nil
  }

  mutating func readString(hashes: Int) {
    let quote = UInt8(ascii: "\"")
    for _ in 0..<hashes { blank() }
    let quotes = at(0) == quote && at(1) == quote && at(2) == quote ? 3 : 1
    for _ in 0..<quotes { keep() }
    while place < input.count, !closes(quotes: quotes, hashes: hashes) {
      if at(0) == UInt8(ascii: "\\"), (1..<1 + hashes).allSatisfy({ at($0) == UInt8(ascii: "#") }) {
        for _ in 0...hashes { blank() }
        if at(0) == UInt8(ascii: "(") { readInterpolation() } else if place < input.count { blank() }
      } else {
        blank()
      }
    }
    for _ in 0..<min(quotes, input.count - place) { keep() }
    for _ in 0..<min(hashes, input.count - place) { blank() }
  }

  func closes(quotes: Int, hashes: Int) -> Bool {
    (0..<quotes).allSatisfy { at($0) == UInt8(ascii: "\"") }
      && (quotes..<quotes + hashes).allSatisfy { at($0) == UInt8(ascii: "#") }
  }

  mutating func readInterpolation() {
    blank()
    blanking += 1
    readCode(untilParenthesis: true)
    blanking -= 1
    if place < input.count { blank() }
  }
}
