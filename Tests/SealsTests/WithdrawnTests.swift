import Journal
import Law
import Seals
import Testing

/// Goal: a withdrawn statement is known by its signer's list, and by nothing else.
/// Method: lists of a key of the test's own; statements that differ in one letter.
@Suite struct WithdrawnTests {
  private static let now = Moment(milliseconds: 1_780_000_000_000)

  @Test func `A list names what was withdrawn, grows, and is read back as it was signed`() throws {
    let key = try SigningKey()
    let statements = try ["甲", "乙", "丙"].map { try Statement(.string($0), by: key, chain: nil, at: Self.now) }
    var list = WithdrawnStatements()
    #expect(list.number == 0 && list.entry(for: statements[0]) == nil)
    list = list.withdrawing(statements[0], reason: "更名", at: Self.now)
    list = list.withdrawing(statements[2], reason: "误开", at: Self.now.adding(milliseconds: 1))
    let signed = try Statement(list.body, by: key, chain: nil, at: Self.now)
    let body = try Statement(Array(signed.text.utf8), file: "list.json").body
    let read = try #require(WithdrawnStatements(body))
    #expect(read == list && read.number == 2)
    #expect(read.entry(for: statements[0])?.reason == "更名")
    #expect(read.entry(for: statements[1]) == nil)
    #expect(read.entry(for: statements[2])?.moment == Self.now.adding(milliseconds: 1))
  }

  @Test func `The same words under another signature or at another moment are another statement`() throws {
    let (key, other) = (try SigningKey(), try SigningKey())
    let statement = try Statement(.string("甲"), by: key, chain: nil, at: Self.now)
    let list = WithdrawnStatements().withdrawing(statement, reason: "x", at: Self.now)
    // A second signature over the same is the same statement: SM2 signs with chance.
    let again = try Statement(.string("甲"), by: key, chain: nil, at: Self.now)
    #expect(again.signature != statement.signature && list.entry(for: again) != nil)
    for different in [
      try Statement(.string("甲"), by: other, chain: nil, at: Self.now),
      try Statement(.string("甲"), by: key, chain: nil, at: Self.now.adding(milliseconds: 1)),
    ] { #expect(list.entry(for: different) == nil) }
  }

  @Test(arguments: [
    #"{"kind":"withdrawn","number":"01","statements":[]}"#,
    #"{"kind":"account","number":"1","statements":[]}"#,
    #"{"kind":"withdrawn","number":"1","statements":[{"moment":"1","reason":"x","statement":"ab"}]}"#,
    #"{"kind":"withdrawn","number":"1"}"#,
  ])
  func `What is no list is none`(text: String) throws {
    #expect(WithdrawnStatements(try JSONValue.parse(text, file: "x")) == nil)
  }
}
