import Ledger
import Parties
import RegistryDesk
import Testing

/// Goal: whatever the book and the directory can be asked has a word on the command line.
/// Method: the lasting words of both against the list of verbs; what goes by another word is named here.
@Suite struct VerbTests {
  /// The registry itself ticks, and `reverse` reads the moves of an entry before it asks.
  private static let others = ["tick", "reverse"]
  private static let otherwise = ["withdraw": "withdraw-claim"]
  private static let parties = [
    "register-person": "add-person", "register-organisation": "add-organisation",
    "register-organisation-without-code": "add-organisation", "renew-identity": "renew-person",
    "erase-identity": "erase-person", "set-status": "set-party", "grant-role": "grant",
  ]
  /// Made by itself when an action needs other eyes.
  private static let made = ["propose"]

  @Test func `Every operation of the book has a verb`() {
    for word in Operation.words where !Self.others.contains(word) {
      #expect(Verb.find(Self.otherwise[word] ?? word) != nil, "\(word)")
    }
  }

  @Test func `Everything that can be asked about parties has a verb`() {
    for action in PartyRequest.actions {
      let word = String(action.dropFirst("parties.".count))
      if Self.made.contains(word) { continue }
      #expect(Verb.find(Self.parties[word] ?? word) != nil, "\(word)")
    }
  }

  @Test func `Help says what stands behind a word as its form has it`() {
    #expect(
      Verb.find("queue-freeze")?.usage == "BEHIND AMOUNT --order TEXT --court TEXT [--until DAY]")
    #expect(
      Verb.find("set-limit")?.usage
        == "UNIT AMOUNT|none [--account ACCOUNT] [--administration ORGANISATION]")
    #expect(Verb.find("split")?.usage == "LOT FROM AMOUNT ACCOUNT=WEIGHT… --remainder ACCOUNT|largest")
    #expect(Verb.find("settle")?.usage == "HOLD [AMOUNT …]")
    #expect(Verb.all.filter(\.usage.isEmpty).map(\.word) == [])
  }

  @Test func `An option that a word does not know is refused, and named with those that it knows`() throws {
    let verb = try #require(Verb.find("set-limit"))
    let words = Words(operands: ["quan", "30"], options: ["--owner": "village", "--as": "x"], flags: [])
    let refusal = #expect(throws: DeskRefusal.self) { try verb.checkOptions(of: words, besides: ["--as"]) }
    #expect(
      refusal?.description.contains("--owner") == true && refusal?.description.contains("--account") == true)
    let known = Words(operands: ["quan", "30"], options: ["--account": "a", "--as": "x"], flags: [])
    #expect(throws: Never.self) { try verb.checkOptions(of: known, besides: ["--as"]) }
  }

  @Test func `No word stands for two verbs`() {
    #expect(Set(Verb.all.map(\.word)).count == Verb.all.count)
  }
}
