public import Actions
public import Law
internal import Ledger

/// One thing that a person asks a registry for by a word of the command line.
public struct Verb: Sendable {
  /// The word: `transfer`.
  public let word: String
  /// The operands and options behind it, as the fields of its form say.
  public let usage: String
  /// What it does, in both languages.
  public let summary: Label
  /// What is asked for; the words are read against the state.
  public let action: @Sendable (Words, Names, inout Chance) throws -> any Action

  init(
    _ word: String, _ zh: String, _ en: String, usage: String? = nil,
    _ action: @escaping @Sendable (Words, Names, inout Chance) throws -> any Action
  ) {
    (self.word, summary, self.action) = (word, Label(zh: zh, en: en), action)
    self.usage = usage ?? VerbForm.find(word)?.usage ?? ""
  }

  /// A verb that asks for one operation of the ledger.
  static func operation(
    _ word: String, _ zh: String, _ en: String,
    _ operation: @escaping @Sendable (Words, Names) throws -> Operation
  ) -> Verb {
    Verb(word, zh, en) { words, names, _ in LedgerAction([try operation(words, names)]) }
  }

  /// All verbs, in the order in which help lists them.
  public static let all: [Verb] =
    partyVerbs + partyChangingVerbs + makingVerbs + movingVerbs + holdingVerbs + securingVerbs + claimingVerbs
    + consentVerbs

  /// The verb of a word.
  public static func find(_ word: String) -> Verb? { all.first { $0.word == word } }

  /// Refuses an option that stands behind the word and says nothing there.
  ///
  /// - Parameter common: The options that may stand behind every word.
  public func checkOptions(of words: Words, besides common: Set<String>) throws(DeskRefusal) {
    guard let form = VerbForm.find(word) else { return }
    let known = common.union(form.fields.compactMap(\.option))
    guard let stranger = words.optionNames.filter({ !known.contains($0) }).min() else { return }
    throw DeskRefusal(
      zh: "\(word) 没有 \(stranger) 这一项：\(usage)", en: "\(word) knows no \(stranger): \(usage)")
  }
}
