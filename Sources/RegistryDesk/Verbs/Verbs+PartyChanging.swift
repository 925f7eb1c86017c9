internal import Actions
internal import Journal
internal import Ledger
internal import Parties

extension Verb {
  /// What changes of those who take part, and what ends.
  static let partyChangingVerbs: [Verb] = [
    Verb("rename", "单位更名", "give an organisation another name") { words, names, _ in
      try words.end(after: 2)
      return PartyAction(
        .rename(
          organisation: try names.party(words.operand(0, "ORGANISATION")), name: try words.operand(1, "NAME"))
      )
    },
    Verb(
      "renew-person", "更新人员身份",
      "another document or name of a person"
    ) { words, names, chance in
      try words.end(after: 1)
      return RenewPerson(
        number: try names.party(words.operand(0, "PERSON")), salt: chance.salt(),
        document: try choice(words.required("--document"), "--document", documents),
        documentNumber: try words.required("--number"), person: try words.required("--name"))
    },
    Verb("erase-person", "删除人员身份信息", "erase who a person is; the code stays") { words, names, _ in
      try words.end(after: 1)
      return PartyAction(.eraseIdentity(person: try names.party(words.operand(0, "PERSON"))))
    },
    Verb(
      "end-representation", "终止代表", "give a representation its last day"
    ) { words, names, _ in
      try words.end(after: 2)
      return PartyAction(
        .endRepresentation(
          person: try names.party(words.operand(0, "PERSON")),
          organisation: try names.party(words.operand(1, "ORGANISATION")),
          until: try words.requiredDay("--until")))
    },
    Verb("end-role", "终止角色", "give a role its last day") {
      words, names, _ in
      try words.end(after: 2)
      let actor = try names.actor(words.operand(0, "PERSON"))
      return PartyAction(
        .endRole(
          person: actor.person, organisation: actor.organisation, role: try role(words.operand(1, "ROLE")),
          until: try words.requiredDay("--until")))
    },
    Verb(
      "set-limit", "设定单笔限额",
      "limit what leaves in one transfer: registry, administration or account; the lowest holds",
      setLimit),
    Verb(
      "administer", "设定账户的主管单位", "say under which administration an account is: its limits hold for it too",
      administer),
  ]

  @Sendable private static func administer(
    _ words: Words, _ names: Names, _ chance: inout Chance
  ) throws -> any Action {
    try words.end(after: 2)
    let administration = try words.operand(1, "ADMINISTRATION")
    return PartyAction(
      .administer(
        account: try names.account(words.operand(0, "ACCOUNT")).id.number,
        administration: administration == "none" ? 0 : try names.party(administration)))
  }

  @Sendable private static func setLimit(
    _ words: Words, _ names: Names, _ chance: inout Chance
  ) throws -> any Action {
    try words.end(after: 2)
    let unit = try names.unit(words.operand(0, "UNIT")).rules
    let text = try words.operand(1, "AMOUNT")
    let quantity = text == "none" ? nil : try Names.parts(text, decimals: unit.decimals)
    var (level, subject) = (QuantityLimit.Level.central, UInt32(0))
    switch (words["--account"], words["--administration"]) {
    case (nil, nil): break
    case (let account?, nil): (level, subject) = (.account, try names.account(account).id.number)
    case (nil, let administration?): (level, subject) = (.national, try names.party(administration))
    default:
      throw DeskRefusal(
        zh: "--account 与 --administration 只写其一", en: "say either --account or --administration")
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
