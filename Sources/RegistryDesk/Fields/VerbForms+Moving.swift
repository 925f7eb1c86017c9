internal import Law
internal import Quantities

extension VerbForm {
  private static let moving = Label(zh: "划转、核销与预留", en: "Transfer, retire, hold")
  private static let reason = VerbField.required("reason", .text, "缘由", "why")

  /// What goes from one account to another, or comes to its end.
  static let movingForms: [VerbForm] = [
    own(
      "transfer", moving, "划转", "transfer units",
      [
        lot, .operand("from", .account, "转出账户", "from"), .operand("to", .account, "转入账户", "to"), amount,
        .option("from_state", some("available", "buffer", "potential"), "原状态", "from state", as: "--from"),
        .option("to_state", some("available", "buffer", "potential"), "新状态", "to state", as: "--to"), serial,
      ]),
    own(
      "split", moving, "按份额分配", "share units out",
      [
        lot, .operand("from", .account, "转出账户", "from"), amount,
        .rows(
          "shares", "份额", "shares",
          [.operand("account", .account, "账户", "account"), .operand("weight", .whole, "份额", "weight")],
          isJoined: true),
        .required("remainder", .text, "尾差归（账户，或 largest）", "who gets the remainder: an account, or largest")
          .written("ACCOUNT|largest"),
      ]),
    own(
      "post", moving, "多方过账（各批次之和为零）", "post changes that sum to zero in each lot",
      [
        .rows(
          "legs", "各笔", "legs",
          [account, lot, .operand("change", .amount, "增减（减写 -12.5）", "change, less written -12.5")])
      ]),
    own(
      "retire", moving, "核销", "retire units",
      [
        lot, account, amount, reason, .option("beneficiary", .text, "为谁核销", "for whom"),
        .option("from", some("available", "buffer"), "原状态", "from"), serial,
      ]),
    office(
      "convert", moving, "折算", "convert units",
      [
        lot, account, amount, .operand("to_lot", .lot, "折算为批次", "into lot"),
        .operand("ratio", .text, "折算比（1.25 或 5/4）", "ratio: 1.25 or 5/4"),
        .required(
          "rounding", .choice(Rounding.allCases.map { .init($0.rawValue, $0.rawValue, $0.rawValue) }), "取整",
          "rounding"),
        .required("remainder", .account, "尾差账户", "account of the remainder"), serial,
      ]),
    office(
      "void", moving, "失效或注销", "expire or cancel units",
      [
        lot, account, amount,
        .operand(
          "end", .choice([.init("expired", "失效", "expired"), .init("cancelled", "注销", "cancelled")]), "结果",
          "end"), reason,
        .option("from", some("available", "potential", "buffer"), "原状态", "from"), serial,
      ]),
    own(
      "hold", moving, "预留（几笔同进同退）", "set units aside, several legs as one",
      [
        .rows("legs", "各笔", "legs", [lot, account, amount, .operand("to", .account, "收方账户", "to")]),
        .required("hours", .whole, "期限（小时）", "for how many hours"),
      ]),
    own(
      "settle", moving, "交割，余数退回", "deliver what was set aside",
      [
        .operand("hold", .whole, "预留", "hold"),
        .rows("amounts", "各笔数量（空为全部）", "amounts; none for all", [amount], isRequired: false),
      ]),
    own("unhold", moving, "解除预留", "give up what was set aside", [.operand("hold", .whole, "预留", "hold")]),
    own(
      "lease", moving, "出租", "let units for use",
      [
        lot, account, amount, .operand("lessee", .account, "承租账户", "lessee"),
        .required("until", .day, "到期日", "until"), serial,
      ]),
    own("end-lease", moving, "提前退租", "end a lease early", [.operand("lease", .whole, "租赁", "lease")]),
    office(
      "reverse", moving, "冲正", "undo a posting by a contra entry",
      [
        .operand("entry", .whole, "记录号", "entry"),
        .option("fact", .whole, "第几项（从 0 起）", "which fact, from 0"),
        reason,
      ]),
  ]

  private static let securing = Label(zh: "质押与司法冻结", en: "Pledges and freezes")
  private static let pledge = VerbField.operand("pledge", .whole, "质押", "pledge")
  private static let rank = VerbField.operand("rank", .whole, "顺位", "rank")
  private static let freeze = VerbField.operand("freeze", .whole, "冻结", "freeze")
  private static let to = VerbField.operand("to", .account, "收方账户", "to")
  private static let lender = VerbField.operand("lender", .account, "质权人账户", "lender's account")
  private static let until = VerbField.option("until", .day, "至", "until")

  /// Pledges, freezes.
  static let securingForms: [VerbForm] = [
    own("pledge", securing, "质押", "pledge units to a lender", [lot, account, amount, lender, serial]),
    own("pledge-again", securing, "再质押（后一顺位）", "pledge again, in the next rank", [pledge, lender, amount]),
    own("discharge", securing, "解除质押", "give up a lien", [pledge, rank, amount]),
    own("enforce", securing, "实现质权", "enforce a lien", [pledge, rank, amount, to]),
    office(
      "freeze", securing, "司法冻结", "freeze units by the order of a court",
      [
        lot, account, amount, .required("order", .text, "文书号", "order"),
        .required("court", .text, "法院", "court"), until,
        .option("pledge", .whole, "所冻结的质押", "pledge whose units are frozen"), serial,
      ]),
    of(
      "queue-freeze", ["office.freeze"], securing, "轮候冻结", "let a further order wait behind a freeze",
      [
        .operand("behind", .whole, "在先冻结", "freeze before it"), amount,
        .required("order", .text, "文书号", "order"), .required("court", .text, "法院", "court"), until,
      ]),
    office("prolong", securing, "续冻", "prolong a freeze", [freeze, until]),
    office("unfreeze", securing, "解冻", "lift a freeze", [freeze]),
    office("seize", securing, "司法扣划", "hand frozen units over by order", [freeze, amount, to]),
  ]
}
