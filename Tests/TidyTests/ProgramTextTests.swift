import Testing

@Suite struct ProgramTextTests {
  @Test func `Comments and strings are blanked and places stay`() {
    #expect(programText(of: "let a = 1 // {") == "let a = 1     ")
    #expect(programText(of: "a /* { /* } */ { */ b") == "a                   b")
    #expect(programText(of: #"f("{") {"#) == #"f(" ") {"#)
    #expect(programText(of: #"f("\"{") {"#) == #"f("   ") {"#)
    #expect(programText(of: "\"\"\"\n{\"\n\"\"\" {") == "\"\"\"\n  \n\"\"\" {")
  }

  @Test func `Interpolations and raw strings belong to the string`() {
    #expect(programText(of: #"x("a\(f("{"))b") {"#) == #"x("           ") {"#)
    #expect(programText(of: ##"x(#"\("{"# + "}") {"##) == ##"x( "    "  + " ") {"##)
  }

  @Test func `Chinese text counts as characters`() {
    #expect(programText(of: "\"山水\" {") == "\"  \" {")
  }

  @Test func `A text that ends inside a string does not run away`() {
    for text in ["\"", "\"\\", "\"\"\"", "#\"", "\"\\(", "/*", "\"a\\(b"] {
      #expect(programText(of: text).count == text.count)
    }
  }
}
