internal import Actions
internal import Journal
internal import Ledger
internal import Parties

extension Verb {
  /// What changes of those who take part, and what ends.
  static let partyChangingVerbs: [Verb] = [
    Verb("rename", "ORGANISATION NAME", "单位更名", "give an organisation another name") { words, names, _ in
      try words.end(after: 2)
      return PartyAction(
        .rename(
          organisation: try names.party(words.operand(0, "ORGANISATION")), name: try words.operand(1, "NAME"))
      )
    },
    Verb(
      "renew-person", "PERSON --document citizen|passport|other --number N --name NAME", "更新人员身份",
      "another document or name of a person"
    ) { words, names, chance in
      try words.end(after: 1)
      return RenewPerson(
        number: try names.party(words.operand(0, "PERSON")), salt: chance.salt(),
        document: try choice(words.required("--document"), "--document", documents),
        documentNumber: try words.required("--number"), person: try words.required("--name"))
    },
    Verb("erase-person", "PERSON", "删除人员身份信息", "erase who a person is; the code stays") { words, names, _ in
      try words.end(after: 1)
      return PartyAction(.eraseIdentity(person: try names.party(words.operand(0, "PERSON"))))
    },
    Verb(
      "end-representation", "PERSON ORGANISATION --until DAY", "终止代表", "give a representation its last day"
    ) { words, names, _ in
      try words.end(after: 2)
      return PartyAction(
        .endRepresentation(
          person: try names.party(words.operand(0, "PERSON")),
          organisation: try names.party(words.operand(1, "ORGANISATION")),
          until: try words.requiredDay("--until")))
    },
    Verb("end-role", "PERSON[@ORGANISATION] ROLE --until DAY", "终止角色", "give a role its last day") {
      words, names, _ in
      try words.end(after: 2)
      let actor = try names.actor(words.operand(0, "PERSON"))
      return PartyAction(
        .endRole(
          person: actor.person, organisation: actor.organisation, role: try role(words.operand(1, "ROLE")),
          until: try words.requiredDay("--until")))
    },
    Verb(
      "set-limit", "UNIT AMOUNT|none [--account ACCOUNT]", "设定单笔限额",
      "limit what leaves in one transfer: of the whole registry, or of an account; the lowest holds",
      setLimit),
  ]

  @Sendable private static func setLimit(
    _ words: Words, _ names: Names, _ chance: inout Chance
  ) throws -> any Action {
    try words.end(after: 2)
    let unit = try names.unit(words.operand(0, "UNIT")).rules
    let text = try words.operand(1, "AMOUNT")
    let quantity = text == "none" ? nil : try Names.parts(text, decimals: unit.decimals)
    var (level, subject) = (QuantityLimit.Level.central, UInt32(0))
    if let account = words["--account"] {
      (level, subject) = (.account, try names.account(account).id.number)
    }
    return PartyAction(
      .setLimit(QuantityLimit.Key(level: level, subject: subject, unit: unit.code), quantity: quantity))
  }

  static let documents: [(String, IdentityRecord.Document)] = [
    ("citizen", .citizen), ("passport", .passport), ("other", .other),
  ]

  /// A role by its code.
  static func role(_ code: String) throws(DeskRefusal) -> Role {
    if let role = Role(code) { return role }
    let known = Role.known.map(\.description).joined(separator: " ")
    throw DeskRefusal(zh: "“\(code)”不是角色：\(known)", en: "\(code) is no role: \(known)")
  }
}
