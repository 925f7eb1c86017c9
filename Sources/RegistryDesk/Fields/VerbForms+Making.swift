internal import Law

extension VerbForm {
  private static let making = Label(zh: "单位、账户、批次与签发", en: "Units, accounts, lots and issue")
  static let lot = VerbField.operand("lot", .lot, "批次", "lot")
  static let account = VerbField.operand("account", .account, "账户", "account")
  static let amount = VerbField.operand("amount", .amount, "数量", "amount")
  static let serial = VerbField.option("first", .whole, "起始编号", "first serial")

  static let states: [VerbField.Choice] = [
    .init("available", "可用", "available"), .init("potential", "潜在", "potential"),
    .init("buffer", "缓冲", "buffer"), .init("held", "预留", "held"), .init("pledged", "质押", "pledged"),
    .init("frozen", "冻结", "frozen"), .init("leased", "出租", "leased"),
  ]
  static func some(_ states: String...) -> VerbField.Kind {
    .choice(Self.states.filter { states.contains($0.value) })
  }

  /// Units, accounts, lots, and what is issued.
  static let makingForms: [VerbForm] = [
    office(
      "open-unit", making, "开设计量单位", "open a unit of count",
      [
        .operand("code", .code, "代码", "code"), .required("symbol", .text, "显示为", "shown as"),
        .required("decimals", .whole, "小数位数", "decimal places"),
        .option("step", .amount, "最小交易单位", "least step"),
        .option("owe", .amount, "最多可欠", "the most that may be owed"),
        .option("states", .text, "允许的状态（逗号分隔）", "states allowed, parted by commas")
          .written("available,held"),
        .option("serialised", .flag, "逐一编号", "units have serials"),
        .option("not_transferable", .flag, "不得转让", "not transferable"),
        .option("needs_reference", .flag, "签发须有凭证号", "issue needs a reference"),
      ]),
    office(
      "open-account", making, "开立账户", "open an account",
      [
        .operand("code", .code, "账户代码", "code"), .required("owner", .party, "户主", "owner"),
        .option(
          "kind",
          .choice([
            .init("holding", "持有", "holding"), .init("remainder", "尾差", "remainder"),
            .init("reserve", "储备", "reserve"), .init("register", "登记", "register"),
          ]), "类别", "kind"),
      ]),
    office(
      "open-lot", making, "开设批次", "open a lot",
      [
        .operand("code", .code, "批次代码", "code"), .required("unit", .unit, "计量单位", "unit"),
        .option("class", .text, "类别", "class"), .option("project", .text, "项目", "project"),
        .option("place", .text, "地点", "place"), .option("vintage", .period, "产生期间", "vintage"),
        .option("attributes", .text, "属性（k=v,k=v）", "attributes: k=v,k=v").written("k=v,k=v"),
        .option("expiry", .day, "有效期至", "expires"), .option("evidence", .digest, "凭证摘要", "evidence"),
      ]),
    office(
      "issue", making, "签发", "issue units",
      [
        lot, account, amount, .option("to", some("available", "potential", "buffer"), "状态", "state"),
        .option("reference", .text, "凭证号", "reference"),
      ]),
    office(
      "release", making, "释放", "release units",
      [
        lot, account, amount, .option("from", some("potential", "buffer"), "原状态", "from"),
        .option("to", some("available", "buffer"), "新状态", "to"), serial,
      ]),
    office(
      "set-status", making, "改变账户状态", "set the status of an account",
      [
        account,
        .operand(
          "status",
          .choice([
            .init("open", "正常", "open"), .init("suspended", "暂停", "suspended"),
            .init("frozen", "冻结", "frozen"), .init("closed", "销户", "closed"),
          ]), "状态", "status"), .required("order", .text, "依据文号", "by which order"),
      ]),
    office(
      "set-floor", making, "设定账户最低余额", "set the least that an account must keep",
      [account, lot, .operand("floor", .text, "最低余额（或 none）", "least, or none").written("AMOUNT|none")]),
    office(
      "use-reference", making, "登记已用凭证号", "note a document's number as used",
      [.operand("reference", .text, "凭证号", "reference")]),
    office(
      "claim", making, "占用声明", "claim a place for a benefit and a period",
      [
        .operand("benefit", .code, "效益", "benefit"),
        .required("geometry", .digest, "图形摘要", "digest of the geometry").written("FILE|SM3"),
        .required("box", .text, "范围（西,南,东,北，度）", "box: west,south,east,north in degrees")
          .written("W,S,E,N"),
        .required("from", .day, "起始日", "first day"), .required("until", .day, "终止日", "last day"),
        .option("conflicts", .text, "互斥效益（逗号分隔）", "benefits that conflict, parted by commas"),
        .option("stated", .whole, "已核对至记录", "looked for overlaps up to entry"),
      ]),
    of(
      "withdraw-claim", ["office.withdraw"], making, "撤回占用声明", "take a claim back",
      [
        .operand("claim", .whole, "占用声明", "claim"), .required("reason", .text, "缘由", "why"),
      ]),
    office(
      "set-counter", making, "设定总量计数", "set the bounds of a counter",
      [
        .operand("key", .code, "计数器", "counter"), .operand("minimum", .whole, "下限", "least"),
        .operand("maximum", .whole, "上限", "most"),
      ]),
    office(
      "count", making, "计入总量", "count towards a cap",
      [.operand("key", .code, "计数器", "counter"), .operand("change", .whole, "增减", "change")]),
  ]
}
