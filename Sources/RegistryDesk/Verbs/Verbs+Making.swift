internal import Actions
internal import Journal
internal import Ledger
internal import Quantities

extension Verb {
  /// Units, accounts, lots, and what is issued.
  static let makingVerbs: [Verb] = [
    .operation(
      "open-unit",
      "开设计量单位", "open a unit of count", openUnit),
    .operation(
      "open-account", "开立账户",
      "open an account"
    ) { words, names in
      try words.end(after: 1)
      let kind = try choice(words["--kind"] ?? "holding", "--kind", accountKinds)
      return .openAccount(
        code: try words.operand(0, "CODE"), owner: try names.party(words.required("--owner")), kind: kind)
    },
    .operation(
      "open-lot",
      "开设批次", "open a lot", openLot),
    .operation(
      "issue", "签发", "issue units"
    ) { words, names in
      try words.end(after: 3)
      let lot = try names.lot(words.operand(0, "LOT"))
      return .issue(
        lot: lot.id, account: try names.account(words.operand(1, "ACCOUNT")).id,
        quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot),
        to: try state(words["--to"] ?? "available", "--to"), reference: words["--reference"] ?? "")
    },
    .operation(
      "release", "释放",
      "release units"
    ) { words, names in
      try words.end(after: 3)
      let lot = try names.lot(words.operand(0, "LOT"))
      return .release(
        lot: lot.id, account: try names.account(words.operand(1, "ACCOUNT")).id,
        quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot),
        from: try state(words["--from"] ?? "potential", "--from"),
        to: try state(words["--to"] ?? "available", "--to"), first: try words.firstSerial())
    },
    .operation(
      "set-status", "改变账户状态",
      "set the status of an account"
    ) { words, names in
      try words.end(after: 2)
      return .setStatus(
        account: try names.account(words.operand(0, "ACCOUNT")).id,
        status: try choice(words.operand(1, "STATUS"), "STATUS", accountStatuses),
        order: try words.required("--order"))
    },
    .operation(
      "set-floor", "设定账户最低余额", "set the least that an account must keep"
    ) { words, names in
      try words.end(after: 3)
      let lot = try names.lot(words.operand(1, "LOT"))
      let least = try words.operand(2, "AMOUNT")
      return .setFloor(
        account: try names.account(words.operand(0, "ACCOUNT")).id, lot: lot.id,
        floor: least == "none" ? nil : try names.parts(least, of: lot))
    },
    .operation("use-reference", "登记已用凭证号", "note a document's number as used") { words, _ in
      try words.end(after: 1)
      return .useReference(try words.operand(0, "TEXT"))
    },
    .operation("set-counter", "设定总量计数", "set the bounds of a counter") { words, _ in
      try words.end(after: 3)
      return .setCounter(
        key: try words.operand(0, "KEY"), minimum: try words.number(1, "MINIMUM"),
        maximum: try words.number(2, "MAXIMUM"))
    },
    .operation("count", "计入总量", "count towards a cap") { words, _ in
      try words.end(after: 2)
      return .count(key: try words.operand(0, "KEY"), change: try words.number(1, "CHANGE"))
    },
  ]

  static let accountKinds: [(String, AccountKind)] = [
    ("holding", .holding), ("remainder", .remainder), ("reserve", .reserve), ("register", .register),
  ]
  static let accountStatuses: [(String, AccountStatus)] = [
    ("open", .open), ("suspended", .suspended), ("frozen", .frozen), ("closed", .closed),
  ]

  @Sendable private static func openUnit(_ words: Words, _ names: Names) throws -> Operation {
    try words.end(after: 1)
    guard let decimals = UInt8(exactly: try words.number("--decimals", least: 0) ?? 0), decimals <= 18 else {
      throw DeskRefusal(zh: "--decimals 为 0 至 18", en: "--decimals is 0 to 18")
    }
    let states = try words["--states"]?.split(separator: ",").map { try state(String($0), "--states") }
    return .openUnit(
      UnitRules(
        code: try words.operand(0, "CODE"), symbol: try words.required("--symbol"), decimals: decimals,
        step: try words["--step"].map { try Names.parts($0, decimals: decimals) } ?? 1,
        floor: try words["--owe"].map { -(try Names.parts($0, decimals: decimals)) } ?? 0,
        isSerialised: words.has("--serialised"), isTransferable: !words.has("--not-transferable"),
        needsReference: words.has("--needs-reference"), states: states.map { LotStates($0) } ?? .live))
  }

  @Sendable private static func openLot(_ words: Words, _ names: Names) throws -> Operation {
    try words.end(after: 1)
    return .openLot(
      LotTerms(
        code: try words.operand(0, "CODE"), unit: try names.unit(words.required("--unit")).id,
        assetClass: words["--class"] ?? "", project: words["--project"] ?? "", place: words["--place"] ?? "",
        vintage: try vintage(words["--vintage"]), attributes: try attributes(words["--attributes"]),
        expiry: try words.day("--expiry"), evidence: try digest(words["--evidence"])))
  }

  private static func vintage(_ text: String?) throws -> LotTerms.Vintage? {
    guard let text else { return nil }
    let days = text.split(separator: ".", omittingEmptySubsequences: true).compactMap {
      try? Day(parsing: $0)
    }
    guard days.count == 2, text == "\(days[0])..\(days[1])" else {
      throw DeskRefusal(
        zh: "--vintage 写成 2025-01-01..2025-12-31 的形式", en: "write --vintage like 2025-01-01..2025-12-31")
    }
    return LotTerms.Vintage(from: days[0], to: days[1])
  }

  private static func attributes(_ text: String?) throws -> [LotTerms.Attribute] {
    let pairs = try text?.split(separator: ",").map { pair -> LotTerms.Attribute in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw DeskRefusal(zh: "--attributes 写成 k=v,k=v 的形式", en: "write --attributes like k=v,k=v")
      }
      return LotTerms.Attribute(String(parts[0]), String(parts[1]))
    }
    return (pairs ?? []).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  static func digest(_ text: String?) throws -> Digest {
    guard let text else { return .none }
    if let digest = Digest(text) { return digest }
    throw DeskRefusal(zh: "摘要应为 64 位十六进制数", en: "a digest has 64 hexadecimal digits")
  }

  /// One of the words of a closed list.
  static func choice<Value>(
    _ text: String, _ name: String, _ known: [(String, Value)]
  ) throws(DeskRefusal) -> Value {
    if let found = known.first(where: { $0.0 == text }) { return found.1 }
    let words = known.map(\.0).joined(separator: " | ")
    throw DeskRefusal(zh: "\(name) 写 \(words) 之一，不是“\(text)”", en: "\(name) is one of \(words), not \(text)")
  }

  /// A live state by its name.
  static func state(_ text: String, _ name: String) throws(DeskRefusal) -> LotState {
    try choice(text, name, LotState.live.map { ("\($0)", $0) })
  }
}
