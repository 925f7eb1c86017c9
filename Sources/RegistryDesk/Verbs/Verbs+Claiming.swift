internal import Actions
internal import Foundation
internal import Journal
internal import Ledger
internal import Seals

extension Verb {
  /// Claims, and several things that happen all or not at all.
  static let claimingVerbs: [Verb] = [
    .operation(
      "claim",
      "占用声明（同一地、同一效益、同一时期只能声明一次）",
      "claim a place for a benefit and a period, so that nothing is issued for it twice", claim),
    .operation("withdraw-claim", "撤回占用声明", "take a claim back") { words, _ in
      try words.end(after: 1)
      return .withdraw(
        claim: ClaimID(try words.number(0, "CLAIM")), reason: try words.required("--reason"))
    },
    Verb(
      "chain", "几项操作同进同退",
      "several operations, all or none; each in quotes as it would be written alone",
      usage: "'VERB …' 'VERB …' …"
    ) { words, names, chance in
      var operations: [Ledger.Operation] = []
      for line in words.operands {
        let (word, inner) = try Words.line(line)
        guard word != "chain", let verb = find(word),
          let action = try verb.action(inner, names, &chance) as? LedgerAction
        else { throw DeskRefusal(zh: "“\(word)”不能与其他操作同进同退", en: "\(word) cannot be one of a chain") }
        operations += action.operations
      }
      return LedgerAction(operations)
    },
  ]

  @Sendable private static func claim(_ words: Words, _ names: Names) throws -> Ledger.Operation {
    try words.end(after: 1)
    let edges = try words.required("--box").split(separator: ",", omittingEmptySubsequences: false)
    guard edges.count == 4 else {
      throw DeskRefusal(zh: "--box 写 西,南,东,北（度）", en: "--box is west,south,east,north in degrees")
    }
    let parts = try edges.map { try Names.parts(String($0), decimals: 7) }
    let conflicts = words["--conflicts"]?.split(separator: ",").map(String.init) ?? []
    return .claim(
      ClaimTerms(
        place: try geometry(words.required("--geometry")),
        box: Box(west: parts[0], south: parts[1], east: parts[2], north: parts[3]),
        benefit: try words.operand(0, "BENEFIT"),
        conflicts: conflicts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
        from: try words.requiredDay("--from"), to: try words.requiredDay("--until"),
        stated: try words.number("--stated", least: 0).map { UInt64($0) } ?? names.sequence))
  }

  /// The digest of a geometry: as it is written, or of a file's bytes.
  private static func geometry(_ text: String) throws -> Digest {
    if let digest = Digest(text) { return digest }
    guard let data = FileManager.default.contents(atPath: text) else {
      throw DeskRefusal(
        zh: "--geometry 写 64 位十六进制摘要或可读的文件，不是“\(text)”",
        en: "--geometry is a digest of 64 hexadecimal digits or a file that can be read, not \(text)")
    }
    return HashFunction.sm3.digest(Array(data))
  }
}

extension Words {
  /// Options of verbs that have no value behind them.
  public static let flagNames: Set = [
    "--serialised", "--not-transferable", "--needs-reference", "--without-code",
  ]

  /// A line as a shell would cut it: blanks part words, quotes of either kind hold them together.
  static func line(_ text: String) throws(DeskRefusal) -> (verb: String, words: Words) {
    var pieces: [String] = []
    var (piece, quote): (String?, Character?) = (nil, nil)
    for letter in text {
      if letter == quote {
        quote = nil
      } else if quote == nil, letter == "\"" || letter == "'" {
        (quote, piece) = (letter, piece ?? "")
      } else if quote == nil, letter.isWhitespace {
        if let whole = piece { pieces.append(whole) }
        piece = nil
      } else {
        piece = (piece ?? "") + String(letter)
      }
    }
    guard quote == nil else { throw DeskRefusal(zh: "引号没有结束：\(text)", en: "a quote does not end: \(text)") }
    if let piece { pieces.append(piece) }
    guard let verb = pieces.first else { throw DeskRefusal(zh: "空的一步", en: "an empty step") }
    return (verb, try sorted(pieces.dropFirst()))
  }

  private static func sorted(_ pieces: ArraySlice<String>) throws(DeskRefusal) -> Words {
    var (operands, options, flags): ([String], [String: String], Set<String>) = ([], [:], [])
    var rest = pieces
    while let piece = rest.popFirst() {
      if !piece.hasPrefix("--") {
        operands.append(piece)
      } else if flagNames.contains(piece) {
        flags.insert(piece)
      } else if let value = rest.popFirst(), options.updateValue(value, forKey: piece) == nil {
        continue
      } else {
        throw DeskRefusal(zh: "\(piece) 后面缺值，或写了两次", en: "\(piece) wants a value, or stands twice")
      }
    }
    return Words(operands: operands, options: options, flags: flags)
  }
}
