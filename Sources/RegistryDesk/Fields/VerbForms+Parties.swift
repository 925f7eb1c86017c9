public import Law

extension VerbForm {
  private static let parties = Label(zh: "单位、人员与角色", en: "Organisations, persons and roles")
  private static let from = VerbField.required("from", .day, "起始日", "first day")
  private static let until = VerbField.option("until", .day, "终止日", "last day")
  private static let lastDay = VerbField.required("until", .day, "终止日", "last day")
  private static let order = VerbField.required("order", .text, "依据文号", "by which order")
  private static let documents = VerbField.Kind.choice([
    .init("citizen", "居民身份证", "citizen's card"), .init("passport", "护照", "passport"),
    .init("other", "其他", "other"),
  ])

  /// Who takes part, and in which role.
  static let partyForms: [VerbForm] = [
    of(
      "add-organisation",
      ["parties.register-organisation", "parties.register-organisation-without-code"], parties, "登记单位",
      "register an organisation",
      [
        .operand("code", .code, "统一社会信用代码或登记代码", "unified code, or one given here"),
        .operand("name", .text, "名称", "name"),
        .option("without_code", .flag, "没有统一社会信用代码", "it has no unified code"),
      ]),
    of(
      "add-person", ["parties.register-person"], parties, "登记人员", "register a person",
      [
        .operand("code", .code, "人员代码（勿用证件号码）", "code, which says nothing about the person"),
        .option("document", documents, "证件种类", "kind of document"),
        .option("number", .text, "证件号码", "number of the document"),
        .option("name", .text, "姓名", "name"),
      ]),
    of(
      "represent", ["parties.represent"], parties, "登记代表人", "let a person act for an organisation",
      [
        .operand("person", .person, "人员", "person"),
        .operand("organisation", .organisation, "单位", "organisation"), from, until,
      ]),
    of(
      "grant", ["parties.grant-role"], parties, "授予角色", "give a person a role",
      [
        .operand("person", .seat, "人员@单位", "person@organisation"),
        .operand("role", .role, "角色", "role"), from, until,
      ]),
    of(
      "end-representation", ["parties.end-representation"], parties, "终止代表", "end a representation",
      [
        .operand("person", .person, "人员", "person"),
        .operand("organisation", .organisation, "单位", "organisation"), lastDay,
      ]),
    of(
      "end-role", ["parties.end-role"], parties, "终止角色", "end a role",
      [
        .operand("person", .seat, "人员@单位", "person@organisation"),
        .operand("role", .role, "角色", "role"), lastDay,
      ]),
    of(
      "rename", ["parties.rename"], parties, "单位更名", "give an organisation another name",
      [.operand("organisation", .organisation, "单位", "organisation"), .operand("name", .text, "名称", "name")]),
    of(
      "renew-person", ["parties.renew-identity"], parties, "更新人员身份", "another document or name of a person",
      [
        .operand("person", .person, "人员", "person"),
        .required("document", documents, "证件种类", "kind of document"),
        .required("number", .text, "证件号码", "number of the document"),
        .required("name", .text, "姓名", "name"),
      ]),
    of(
      "erase-person", ["parties.erase-identity"], parties, "删除人员身份信息",
      "erase who a person is; the code stays",
      [.operand("person", .person, "人员", "person")]),
    of(
      "set-limit", ["parties.set-limit"], parties, "设定单笔限额", "limit what leaves in one transfer",
      [
        .operand("unit", .unit, "计量单位", "unit"),
        .operand("amount", .text, "限额（或 none）", "limit, or none").written("AMOUNT|none"),
        .option("account", .account, "账户（不填为全登记簿）", "account; left out for the registry"),
        .option("administration", .organisation, "主管单位", "administration"),
      ]),
    of(
      "administer", ["parties.set-limit"], parties, "设定账户的主管单位",
      "say whose limits hold for an account beside the registry's and its own",
      [
        .operand("account", .account, "账户", "account"),
        .operand("administration", .text, "主管单位（或 none）", "administration, or none")
          .written("ORGANISATION|none"),
      ]),
    of(
      "set-party", ["parties.set-status"], parties, "暂停、除名或恢复", "suspend, exclude or readmit a party",
      [
        .operand("party", .party, "人员或单位", "person or organisation"),
        .operand(
          "status",
          .choice([
            .init("active", "正常", "active"), .init("suspended", "暂停", "suspended"),
            .init("excluded", "除名", "excluded"),
          ]), "状态", "status"), order,
      ]),
    of(
      "trust", ["parties.trust"], parties, "列入信任账户", "put an account on the list of trusted ones",
      [.operand("account", .account, "账户", "account"), .operand("other", .account, "对方账户", "other account")]),
    of(
      "distrust", ["parties.distrust"], parties, "移出信任账户", "take an account off the list",
      [.operand("account", .account, "账户", "account"), .operand("other", .account, "对方账户", "other account")]),
  ]

  /// The head of what others make of a proposal.
  public static let consent = Label(zh: "复核", en: "Approval")
  private static let proposal = VerbField.operand("proposal", .whole, "提案", "proposal")

  /// What others make of a proposal.
  static let consentForms: [VerbForm] = [
    of("approve", [], consent, "复核通过", "approve a proposal", [proposal]),
    of("reject", [], consent, "驳回", "reject a proposal", [proposal]),
    of("withdraw", [], consent, "撤回提案", "take a proposal back", [proposal]),
  ]
}
