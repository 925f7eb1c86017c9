internal import Actions
internal import Journal
internal import Ledger
internal import Parties
internal import Quantities

extension Verb {
  /// Who takes part, and in which role.
  static let partyVerbs: [Verb] = [
    Verb(
      "add-person", "登记人员",
      "register a person"
    ) { words, _, chance in
      try words.end(after: 1)
      let code = try words.operand(0, "CODE")
      return RegisterPerson(
        code: code, salt: chance.salt(),
        document: try choice(words["--document"] ?? "other", "--document", documents),
        number: words["--number"] ?? code, person: words["--name"] ?? code)
    },
    Verb(
      "add-organisation", "登记单位（统一社会信用代码）",
      "register an organisation by its unified code"
    ) { words, _, _ in
      try words.end(after: 2)
      let code = try words.operand(0, "CODE")
      let name = try words.operand(1, "NAME")
      return PartyAction(
        words.has("--without-code")
          ? .registerOrganisationWithoutCode(code: code, name: name)
          : .registerOrganisation(code: code, name: name))
    },
    Verb(
      "represent", "登记代表人",
      "let a person act for an organisation"
    ) { words, names, _ in
      try words.end(after: 2)
      return PartyAction(
        .represent(
          person: try names.party(words.operand(0, "PERSON")),
          organisation: try names.party(words.operand(1, "ORGANISATION")),
          from: try words.requiredDay("--from"),
          until: try words.day("--until")))
    },
    Verb(
      "grant", "授予角色", "give a person a role"
    ) { words, names, _ in
      try words.end(after: 2)
      let actor = try names.actor(words.operand(0, "PERSON"))
      let role = try role(words.operand(1, "ROLE"))
      return PartyAction(
        .grantRole(
          person: actor.person, organisation: actor.organisation, role: role,
          from: try words.requiredDay("--from"),
          until: try words.day("--until")))
    },
    Verb(
      "set-party", "暂停、除名或恢复",
      "suspend, exclude or readmit a party"
    ) { words, names, _ in
      try words.end(after: 2)
      let statuses: [(String, Party.Status)] = [
        ("active", .active), ("suspended", .suspended), ("excluded", .excluded),
      ]
      return PartyAction(
        .setStatus(
          party: try names.party(words.operand(0, "PARTY")),
          status: try choice(words.operand(1, "STATUS"), "STATUS", statuses),
          order: try words.required("--order")))
    },
    Verb("trust", "列入信任账户", "put an account on the list of trusted ones") {
      words, names, _ in
      try words.end(after: 2)
      return PartyAction(
        .trust(
          account: try names.account(words.operand(0, "ACCOUNT")).id.number,
          other: try names.account(words.operand(1, "OTHER")).id.number))
    },
    Verb("distrust", "移出信任账户", "take an account off the list") { words, names, _ in
      try words.end(after: 2)
      return PartyAction(
        .distrust(
          account: try names.account(words.operand(0, "ACCOUNT")).id.number,
          other: try names.account(words.operand(1, "OTHER")).id.number))
    },
  ]

  /// What others make of a proposal.
  static let consentVerbs: [Verb] = [
    Verb("approve", "复核通过", "approve a proposal") { words, names, _ in
      try words.end(after: 1)
      let number: UInt32 = try words.number(0, "PROPOSAL")
      guard let proposal = names.world.directory.proposal(number) else {
        throw DeskRefusal(zh: "没有第 \(number) 号提案", en: "there is no proposal \(number)")
      }
      return ApproveProposal(proposal: number, body: proposal.body)
    },
    Verb("reject", "驳回", "reject a proposal") { words, _, _ in
      try words.end(after: 1)
      return PartyAction(.reject(proposal: try words.number(0, "PROPOSAL")))
    },
    Verb("withdraw", "撤回提案", "take a proposal back") { words, _, _ in
      try words.end(after: 1)
      return PartyAction(.withdraw(proposal: try words.number(0, "PROPOSAL")))
    },
  ]
}
