import Testing

/// Goal: files and functions stay small enough to read at once.
@Suite struct SizeTests {
  @Test func `No file is longer than 400 lines`() {
    expectNone(House.swift.flatMap(longFile))
  }

  @Test func `A file of 401 lines is found`() {
    #expect(longFile(HouseFile("a.swift", String(repeating: "\n", count: 400))).isEmpty)
    #expect(longFile(HouseFile("a.swift", String(repeating: "\n", count: 401))) == ["a.swift: 401 lines"])
  }

  @Test func `No function is longer than 40 lines`() {
    expectNone(House.swift.flatMap(longFunctions))
  }

  @Test func `A function of 41 lines is found, braces in strings do not count`() {
    let body = String(repeating: "  print(\"}\") // }\n", count: 40)
    #expect(longFunctions(HouseFile("a.swift", "func f() {\n\(body)}\n")).isEmpty)
    let found = longFunctions(HouseFile("a.swift", "init(\n  x: Int\n) {\n\(body)\n}\n"))
    #expect(found == ["a.swift:1: 41 lines in a function"])
  }

  @Test func `No line is longer than 110 characters`() {
    expectNone((House.swift + House.files.filter { $0.path.hasSuffix(".sh") }).flatMap(longLines))
  }

  @Test func `A line of 111 characters is found, a Chinese one too`() {
    #expect(longLines(HouseFile("a.swift", String(repeating: "山", count: 110))).isEmpty)
    #expect(
      longLines(HouseFile("a.swift", "\n" + String(repeating: "山", count: 111))) == [
        "a.swift:2: 111 characters"
      ])
  }
}

private func longFile(_ file: HouseFile) -> [String] {
  // A text that ends with a line break has one piece more than lines.
  let count = file.lines.count - 1
  return count > 400 ? ["\(file.path): \(count) lines"] : []
}

private func longLines(_ file: HouseFile) -> [String] {
  file.lines.enumerated().filter { $1.utf8.count > 110 && $1.count > 110 }
    .map { "\(file.path):\($0 + 1): \($1.count) characters" }
}

/// Functions, initialisers and subscripts whose body, between the braces, has more than 40 lines.
private func longFunctions(_ file: HouseFile) -> [String] {
  let lines = file.codeLines
  return lines.indices.filter { startsFunction(lines[$0]) }.compactMap { start in
    guard let length = bodyLength(lines[start...]), length > 40 else { return nil }
    return "\(file.path):\(start + 1): \(length) lines in a function"
  }
}

private func startsFunction(_ line: Substring) -> Bool {
  let words = line.split { !$0.isLetter && $0 != "@" && $0 != "." }
  let modifiers: Set<Substring> = [
    "public", "package", "internal", "private", "fileprivate", "static", "final", "mutating", "override",
    "class",
    "nonisolated", "convenience", "required", "borrowing", "consuming", "open",
  ]
  guard let first = words.first(where: { !modifiers.contains($0) && !$0.hasPrefix("@") }) else {
    return false
  }
  return ["func", "init", "deinit", "subscript"].contains(first)
}

/// Lines between the braces of the first body that opens in these lines; nil when a declaration has none.
private func bodyLength(_ lines: ArraySlice<Substring>) -> Int? {
  var (depth, parentheses, opened) = (0, 0, -1)
  for (index, line) in zip(lines.indices, lines) {
    // A protocol's requirement has no body: the next line stands at the end of it.
    if opened < 0, index > lines.startIndex, parentheses == 0, startsFunction(line) { return nil }
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "("): parentheses += 1
      case UInt8(ascii: ")"): parentheses -= 1
      case UInt8(ascii: "{") where opened < 0 && parentheses > 0: return nil
      case UInt8(ascii: "{"):
        if opened < 0 { opened = index }
        depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth < 0 { return nil }
        if opened >= 0, depth == 0 { return max(0, index - opened - 1) }
      default: break
      }
    }
  }
  return nil
}
