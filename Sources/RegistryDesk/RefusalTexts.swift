internal import Actions
public import Journal
public import Law
internal import Ledger
internal import Parties

/// The texts of all refusals, by their lasting numbers.
public enum RefusalTexts {
  /// What a refusal says, in both languages.
  public static func label(of refusal: Refusal) -> Label {
    if let rule = LedgerRefusal(rawValue: refusal.number) { return Label(zh: rule.chinese, en: rule.english) }
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
      Label(
        zh: "按托管规则须延时交割，不能与其他操作同进同退，也不能用过账、分配或预留交割；请单独划转",
        en:
          "by the rules of custody it must wait: ask for it as a transfer alone"
      )
    case .needsNoApproval: Label(zh: "无须复核，请直接办理", en: "it needs no approval: ask for it itself")
    case .identityUnreadable:
      Label(
        zh: "证件号码不符合校验规则，或文字为空、过长", en: "the document's number does not check, or a text is empty or too long"
      )
    case .knownIdentity:
      Label(
        zh: "此证件已登记在另一人员名下；如系同一人，请用其原有代码",
        en: "the document is registered as another person's; if it is the same one, use the code it has")
    case .onlyAtFounding:
      Label(zh: "历史记录只能在建立登记簿时装入", en: "records of the past are loaded while a registry is made, not later")
    }
  }
}
