extension Operation {
  /// The operation's lasting word, as actions, tables of roles and people name it: `open-unit`.
  public var word: String { Self.words[Int(number) - 1] }

  /// The words of all operations, in the order of their lasting numbers from 1.
  public static let words = [
    "open-unit", "open-account", "open-lot", "set-status", "set-floor", "issue", "release", "transfer",
    "post",
    "split", "convert", "retire", "void", "hold", "settle", "unhold", "pledge", "pledge-again", "discharge",
    "enforce", "freeze", "prolong", "unfreeze", "seize", "lease", "end-lease", "set-counter", "count",
    "claim",
    "withdraw", "use-reference", "reverse", "tick", "queue-freeze",
  ]
}
