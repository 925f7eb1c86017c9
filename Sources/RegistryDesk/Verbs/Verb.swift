public import Actions
public import Law
internal import Ledger

/// One thing that a person asks a registry for by a word of the command line.
public struct Verb: Sendable {
  /// The word: `transfer`.
  public let word: String
  /// The operands and options behind it.
  public let usage: String
  /// What it does, in both languages.
  public let summary: Label
  /// What is asked for; the words are read against the state.
  public let action: @Sendable (Words, Names, inout Chance) throws -> any Action

  init(
    _ word: String, _ usage: String, _ zh: String, _ en: String,
    _ action: @escaping @Sendable (Words, Names, inout Chance) throws -> any Action
  ) {
    (self.word, self.usage, summary, self.action) = (word, usage, Label(zh: zh, en: en), action)
  }

  /// A verb that asks for one operation of the ledger.
  static func operation(
    _ word: String, _ usage: String, _ zh: String, _ en: String,
    _ operation: @escaping @Sendable (Words, Names) throws -> Operation
  ) -> Verb {
    Verb(word, usage, zh, en) { words, names, _ in LedgerAction([try operation(words, names)]) }
  }

  /// All verbs, in the order in which help lists them.
  public static let all: [Verb] =
    partyVerbs + partyChangingVerbs + makingVerbs + movingVerbs + holdingVerbs + securingVerbs + claimingVerbs
    + consentVerbs

  /// The verb of a word.
  public static func find(_ word: String) -> Verb? { all.first { $0.word == word } }
}
