import Formula
import Law
import Testing

/// Goal: JSON5 is read as its specification says, strictly, and every fault has its place.
@Suite struct JSON5Tests {
  private func read(_ text: String) throws -> JSONValue {
    JSONValue(try parseJSON5(text, file: "t.json5"))
  }

  /// The short example of the JSON5 specification 1.0.0, § 1.2.
  @Test func `The specification's own example is read`() throws {
    let text = """
      {
        // comments
        unquoted: 'and you can quote me on that',
        singleQuotes: 'I can use "double quotes" here',
        lineBreaks: "Look, Mom! \\
      No \\\\n's!",
        hexadecimal: 0xdecaf,
        leadingDecimalPoint: .8675309, andTrailing: 8675309.,
        positiveSign: +1,
        trailingComma: 'in objects', andIn: ['arrays',],
        "backwardsCompatible": "with JSON",
      }
      """
    let value = try read(text)
    #expect(value["unquoted"] == .string("and you can quote me on that"))
    #expect(value["singleQuotes"] == .string("I can use \"double quotes\" here"))
    #expect(value["lineBreaks"] == .string("Look, Mom! No \\n's!"))
    #expect(value["hexadecimal"] == .number(912559))
    #expect(value["leadingDecimalPoint"] == .number(0.8675309))
    #expect(value["andTrailing"] == .number(8_675_309))
    #expect(value["positiveSign"] == .number(1))
    #expect(value["andIn"] == .array([.string("arrays")]))
    #expect(value["backwardsCompatible"] == .string("with JSON"))
  }

  @Test func `Chinese keys, wide blanks and all escapes are read`() throws {
    let value = try read(
      "\u{FEFF}{\u{3000}名称: 'a\\'\\x41\\u4e2d\\ud83d\\ude00\\t', $x_1: [-0.5e+2, +.5, -0xF,],}")
    #expect(value["名称"] == .string("a'A中😀\t"))
    #expect(value["$x_1"] == .array([.number(-50), .number(0.5), .number(-15)]))
  }

  @Test func `The digits of a number are kept`() throws {
    let node = try parseJSON5("[1.350, 0x1F, +2, 5., .5, 1e3]", file: "t")
    guard case .array(let elements) = node.value else {
      Issue.record("no list")
      return
    }
    let digits = elements.map { element -> String in
      if case .number(let numeral) = element.value { numeral.digits } else { "" }
    }
    #expect(digits == ["1.350", "0x1F", "+2", "5.", ".5", "1e3"])
  }

  /// The mark ‸ stands where the problem is expected; the column counts characters from 1.
  @Test(arguments: [
    "{ a: 1, ‸a: 2 }", "{ a: 1 ‸b", "{ a: 1 ‸b: 2 }", "[1, ‸, 2]", "{ ‸, }", "‸", "{ a: ‸'x }",
    "{ a: ‸\"x\ny\" }",
    "{ a: ‸01 }", "{ a: ‸1.2.3 }", "{ a: ‸0x }", "{ a: ‸- }", "{ a: ‸1e }", "{ a: ‸Infinity }",
    "{ a: ‸-NaN }",
    "{ a: ‸1e999 }", "{ a: ‸5km }", "{ a: ‸yes }", "{ a: 1 } ‸x", "{ a: 1 } ‸/ x", "‸/* no end", "{ ‸1a: 2 }",
    "{ a ‸2 }", "{ a: '‸\\u12' }", "{ a: '‸\\ud800' }", "{ a: '‸\\x0' }", "{ a: '‸\\0' }", "{ a: '‸\\1' }",
    "{\n  甲: 1,\n  ‸甲: 2 }", "{ a: 1 ‸， b: 2 }", "{ a‸： 1 }", "{ a: ‸\u{1} }", "{ a: '‸\u{202E}' }",
    "{ a: '‸\u{FFFD}' }",
    "{ a: '‸\u{7F}' }", "[[1], [2‸", "{ a: ‸", "{ \"a\" ‸}", "{ a: [1, 2‸}", "{ a: ‸@ }",
  ])
  func `A fault is refused at its place`(marked: String) throws {
    let text = marked.replacing("‸", with: "")
    let before = marked.prefix { $0 != "‸" }.unicodeScalars
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let error = #expect(throws: ReadingError.self) { try parseJSON5(text, file: "t.json5") }
    let problem = try #require(error?.problem)
    #expect(problem.position == SourcePosition(file: "t.json5", line: line, column: column))
    #expect(!problem.remedy.en.isEmpty && !problem.remedy.zh.isEmpty)
    #expect(problem.excerpt?.hasSuffix("^") == true)
  }

  @Test func `A key that stands twice is refused with both places`() throws {
    let error = #expect(throws: ReadingError.self) { try parseJSON5("{\n  a: 1,\n  'a': 2 }", file: "t") }
    #expect(error?.problem.code == .duplicateKey)
    #expect(error?.problem.position == SourcePosition(file: "t", line: 3, column: 3))
    #expect(error?.problem.message.en.contains("line 2, column 3") == true)
  }

  @Test func `Bytes that are not UTF-8 are refused at their place`() throws {
    // "溧阳" in GBK, as an old editor saves it.
    let bytes = Array("{ a: '".utf8) + [0xE4, 0xE0, 0xD1, 0xF4] + Array("' }".utf8)
    let error = #expect(throws: ReadingError.self) { try parseJSON5(bytes: bytes, file: "t") }
    #expect(error?.problem.code == .characters)
    #expect(error?.problem.position == SourcePosition(file: "t", line: 1, column: 7))
    #expect(error?.problem.message.en.contains("UTF-8") == true)
  }

  @Test func `Sixty-four levels are read and sixty-five are refused`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try parseJSON5(nested(64), file: "t") }
    let error = #expect(throws: ReadingError.self) { try parseJSON5(nested(65), file: "t") }
    #expect(error?.problem.code == .size)
    #expect(error?.problem.column == 65)
    #expect(throws: ReadingError.self) { try parseJSON5(nested(1_000_000), file: "t") }
  }

  @Test func `The caret stands below a place behind Chinese text`() throws {
    let error = #expect(throws: ReadingError.self) { try parseJSON5("{ 名称: 是 }", file: "t") }
    #expect(error?.problem.excerpt == "{ 名称: 是 }\n  \u{3000}\u{3000}  ^")
  }

  @Test func `A character of a text is found in the file behind escapes and continued lines`() throws {
    let node = try parseJSON5("{ a: 'x\\u4e2d\\\n  y\\tz' }", file: "t")
    let text = try #require(node["a"])
    // The text is: x 中 blank blank y tab z
    #expect(text.position(ofScalar: 0) == SourcePosition(file: "t", line: 1, column: 7))
    #expect(text.position(ofScalar: 1) == SourcePosition(file: "t", line: 1, column: 8))
    #expect(text.position(ofScalar: 4) == SourcePosition(file: "t", line: 2, column: 3))
    #expect(text.position(ofScalar: 6) == SourcePosition(file: "t", line: 2, column: 6))
    #expect(text.position(ofScalar: 99) == SourcePosition(file: "t", line: 2, column: 7))
  }

  @Test func `Reading takes time in proportion to the length`() throws {
    // Quadratic work on so many keys, and on so many escapes, would not end within the test.
    let keys = "{" + (0..<50_000).map { "k\($0):[\($0),'\\n'],\n" }.joined() + "}"
    guard case .object(let members) = try parseJSON5(keys, file: "t").value else { return }
    #expect(members.count == 50_000)
    let text = "'" + String(repeating: "\\t", count: 500_000) + "'"
    #expect(try parseJSON5(text, file: "t").position(ofScalar: 400_000).column == 800_002)
  }
}
