import Law
import Testing

/// Goal: plain JSON is read strictly and written in the one canonical text of RFC 8785.
@Suite struct JSONTests {
  /// RFC 8785 § 3.2.2, input, and § 3.2.3, output.
  @Test func `The RFC's sample object comes out as the RFC prints it`() throws {
    let text = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50,
                    2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let expected =
      #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
      + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    #expect(try JSONValue.parse(text, file: "t").canonical() == expected)
  }

  /// RFC 8785 § 3.2.3, the sample for sorting by UTF-16 code units.
  @Test func `Members are sorted as the RFC sorts its sample`() throws {
    let text = #"""
      { "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis" }
      """#
    let canonical = try JSONValue.parse(text, file: "t").canonical()
    let words = [
      "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
      "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
    ]
    let places = words.map { canonical.firstRange(of: $0)?.lowerBound ?? canonical.endIndex }
    #expect(places == places.sorted() && !places.contains(canonical.endIndex))
    #expect(canonical.hasPrefix(#"{"\r":"Carriage Return","1":"One""#))
  }

  @Test func `What was written reads back as the same value and the same bytes`() throws {
    let value: JSONValue = .object([
      ("b", .array([.number(0.1), .number(-0.0), .number(1e21), .null])), ("a", .string("甲\u{0}\u{1F}\"\\")),
      ("c", .object([])), ("d", .bool(true)),
    ])
    let text = value.canonical()
    let back = try JSONValue.parse(text, file: "t")
    #expect(back.canonical() == text)
    #expect(back["a"] == .string("甲\u{0}\u{1F}\"\\"))
    #expect(text.hasPrefix(#"{"a":"甲\u0000\u001f\"\\","b":[0.1,0,1e+21,null]"#))
  }

  @Test(arguments: [
    "{a: 1}", "{'a': 1}", "[1,]", "{\"a\": 1,}", "+1", ".5", "5.", "0x1", "// c\n1", "\"\\x41\"", "\"a\tb\"",
    "NaN",
    "[1] 2", "{\"a\": 1, \"a\": 2}", "01", "\"\\v\"", "", "\"a\nb\"", "\u{3000}1", "tru",
  ])
  func `What only JSON5 has is refused in JSON`(text: String) {
    #expect(throws: ReadingError.self) { try JSONValue.parse(text, file: "t") }
  }

  @Test func `A figure that is missing is written as null`() {
    #expect(
      JSONValue.array([.measured(.nan), .measured(.infinity), .measured(2)]).canonical() == "[null,null,2]")
  }
}
