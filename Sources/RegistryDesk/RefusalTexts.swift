internal import Actions
public import Journal
public import Law
internal import Ledger
internal import Parties

/// The texts of all refusals, by their lasting numbers.
public enum RefusalTexts {
  /// What a refusal says, in both languages.
  public static func label(of refusal: Refusal) -> Label {
    if let rule = LedgerRefusal(rawValue: refusal.number) { return label(of: rule) }
    if let rule = PartyRefusal(rawValue: refusal.number) { return Label(zh: rule.chinese, en: rule.english) }
    if let rule = ActionRefusal(rawValue: refusal.number) { return label(of: rule) }
    return Label(zh: "未知规则 \(refusal.number)", en: "an unknown rule \(refusal.number)")
  }

  /// The lasting code of a refusal: `ledger.short`.
  public static func code(of refusal: Refusal) -> String {
    LedgerRefusal(rawValue: refusal.number)?.code ?? PartyRefusal(rawValue: refusal.number)?.code
      ?? ActionRefusal(rawValue: refusal.number)?.code ?? "\(refusal.number)"
  }

  static func label(of rule: ActionRefusal) -> Label {
    switch rule {
    case .alreadyFounded: Label(zh: "登记簿已经建立", en: "the registry was founded before")
    case .notYours:
      Label(zh: "不是您的账户，您也不因职务办理此事", en: "the account is not yours, and you do not act by office")
    case .needsApproval: Label(zh: "须先提案，由他人复核", en: "it must be proposed and approved by somebody else")
    case .unreadableBody: Label(zh: "提案内容无法读取", en: "what is proposed cannot be read")
    case .noBody: Label(zh: "提案内容已不存在", en: "what was proposed is not kept any more")
    case .chainDeferred:
      Label(zh: "须延时交割的划转不能与其他操作同进同退", en: "a transfer that must wait cannot be one of a chain")
    case .needsNoApproval: Label(zh: "无须复核，请直接办理", en: "it needs no approval: ask for it itself")
    case .identityUnreadable:
      Label(
        zh: "证件号码不符合校验规则，或文字为空、过长", en: "the document's number does not check, or a text is empty or too long"
      )
    }
  }

  static func label(of rule: LedgerRefusal) -> Label {
    let (zh, en) = ledger[rule] ?? (rule.code, rule.code)
    return Label(zh: zh, en: en)
  }

  /// Every refusal of the ledger has a text; a test counts them.
  static let ledger: [LedgerRefusal: (String, String)] = [
    .chainLength: ("一次只能办理 1 至 256 项", "1 to 256 operations go together"),
    .tickDue: ("有到期事项须先处理，请重试", "deadlines have passed that come first; ask again"),
    .text: ("代码或文字为空、过长或含不可用的字符", "a code or text is empty, too long, or has characters that it may not"),
    .listLength: ("所列项数不在允许范围内", "a list has too few or too many members"),
    .outOfRange: ("参数超出允许范围", "a parameter is out of its range"),
    .codeTaken: ("代码已被使用", "the code is taken"),
    .noUnit: ("没有这个单位", "there is no such unit"),
    .noAccount: ("没有这个账户", "there is no such account"),
    .noLot: ("没有这个批次", "there is no such lot"),
    .noHold: ("没有这个待交割冻结", "there is no such hold"),
    .holdClosed: ("待交割冻结已结束", "the hold has ended"),
    .noPledge: ("没有这项质押", "there is no such pledge"),
    .pledgeClosed: ("质押已结束", "the pledge has ended"),
    .noLien: ("没有这个顺位", "there is no lien of that rank"),
    .noFreeze: ("没有这项司法冻结", "there is no such freeze"),
    .freezeClosed: ("司法冻结已结束", "the freeze has ended"),
    .noLease: ("没有这项租赁", "there is no such lease"),
    .leaseClosed: ("租赁已结束", "the lease has ended"),
    .noCounter: ("没有这个总量计数", "there is no such counter"),
    .noClaim: ("没有这项占用声明", "there is no such claim"),
    .claimClosed: ("占用声明已撤回", "the claim was withdrawn"),
    .notPositive: ("数量必须大于零", "the amount must be above zero"),
    .sameAccount: ("不能划给同一账户", "the two accounts are the same"),
    .noSuchMovement: ("两种状态之间不允许此种变动", "no such movement leads from the one state to the other"),
    .stateNotAllowed: ("该单位不允许此状态", "the unit does not allow this state"),
    .offStep: ("数量不是最小变动量的整数倍", "the amount is no multiple of the unit's step"),
    .notTransferable: ("该单位不得转让", "the unit is not transferable"),
    .accountClosed: ("账户已注销", "the account is closed"),
    .accountSuspended: ("账户已暂停", "the account is suspended"),
    .accountFrozen: ("账户只收不付", "the account receives and does not give"),
    .lotExpired: ("批次已过有效期", "the lot has expired"),
    .lotNotExpired: ("批次尚在有效期内", "the lot has not expired yet"),
    .notSerialised: ("该批次没有编号", "the lot has no serial numbers"),
    .serialsElsewhere: ("所指编号不在此处", "these serials are elsewhere"),
    .short: ("可用数量不足", "not enough is there"),
    .overflow: ("数量过大，无法计数", "the amount is too large to be counted"),
    .scattered: ("编号过于分散，请分次办理", "the serials are too scattered; take less at a time"),
    .unbalanced: ("各笔合计不为零", "the legs do not sum to zero"),
    .statusUnchanged: ("账户已是此状态", "the account has this status already"),
    .accountNotEmpty: ("账户尚有余额，不能注销", "the account is not empty"),
    .floorBelowUnit: ("下限低于单位所允许的下限", "the floor lies below that of the unit"),
    .referenceNeeded: ("须写明依据编号，如银行流水号", "a reference is needed, such as a bank line"),
    .referenceUsed: ("依据编号已使用过", "the reference was used before"),
    .noRemainderAccount: ("余数账户不是余数类账户", "the remainder goes to an account of the kind remainder only"),
    .convertsToNothing: ("折算结果不足最小变动量", "the amount converts to less than a step"),
    .overSettled: ("交割数量超过冻结数量", "more is settled than was held"),
    .overLien: ("数量超过质权数额", "the amount exceeds the lien or the pledge"),
    .behindSenior: ("前一顺位尚未受偿", "earlier ranks come first"),
    .overCap: ("超过总量上限", "the cap is exceeded"),
    .underFloor: ("低于总量下限", "the floor is undercut"),
    .stale: ("该范围已有更新的占用声明，请重新核对", "a newer claim is there; look again"),
    .notReversible: ("此项变动不能冲正", "this movement cannot be reversed"),
    .alreadyReversed: ("已经冲正过", "it was reversed before"),
    .nothingDue: ("没有到期事项", "nothing is due"),
    .full: ("编号已用尽", "no numbers are left"),
  ]
}
