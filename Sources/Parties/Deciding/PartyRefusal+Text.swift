public import Journal

extension PartyRefusal {
  /// What was refused and what to do, in Chinese.
  public var chinese: String {
    switch self {
    case .unknownAction: "未定义的操作；请核对操作名称"
    case .unknownPerson: "人员未登记；请先登记"
    case .personSuspended: "人员已被暂停；解除后再办理"
    case .personExcluded: "人员已被除名"
    case .unknownOrganisation: "单位未登记；请先登记"
    case .organisationSuspended: "单位已被暂停；解除后再办理"
    case .organisationExcluded: "单位已被除名"
    case .notRepresentative: "该人员当日不是该单位的代表；请先登记授权"
    case .roleMissing: "该人员当日不具备办理此操作的角色"
    case .badText: "文字为空或超过 200 字节"
    case .badCode: "代码格式或校验码不对；请核对"
    case .codeIsIdentity: "代码不得是公民身份号码；请改用登记机构给的代码"
    case .codeTaken: "代码已被登记"
    case .unknownParty: "主体未登记"
    case .notPerson: "该主体不是自然人"
    case .notOrganisation: "该主体不是单位"
    case .noIdentity: "该人员没有可删除的身份摘要"
    case .sameStatus: "状态没有变化"
    case .endBeforeStart: "终止日早于起始日"
    case .notGranted: "没有此项授权或角色"
    case .sameAccount: "账户不必信任自己"
    case .alreadyTrusted: "该账户已在信任名单上"
    case .notOnList: "该账户不在信任名单上"
    case .calendarGap: "日历未覆盖该年；请先载入国务院办公厅关于该年节假日安排的通知"
    case .badLimit: "限额不成立：数量为负、单位为空或级别与对象不符"
    case .noLimit: "没有此项限额"
    case .sameAdministration: "账户的主管单位没有变化"
    case .notPositive: "数量必须大于零"
    case .notTrusted: "对方账户不在信任名单上或尚未生效"
    case .overLimit: "超过三级限额中的最低一级"
    case .notProposable: "此操作不需要他人批准；请直接办理"
    case .unknownProposal: "没有此申请"
    case .proposalEnded: "申请已办结"
    case .proposalLapsed: "申请已过期；请重新提出"
    case .staleProposal: "所批内容与申请不一致；请重新核对"
    case .approverRoleMissing: "该人员当日不具备批准此申请的角色"
    case .proposerBarred: "申请人或其单位已被暂停、除名或不再具备授权"
    case .samePerson: "申请人与批准人、各批准人之间不得是同一人"
    case .sameOrganisation: "申请与批准、各次批准之间不得属同一单位"
    case .notProposer: "只有申请人或其单位可以撤回"
    }
  }

  /// What was refused and what to do, in English.
  public var english: String {
    switch self {
    case .unknownAction: "no such action; check its name"
    case .unknownPerson: "the person is not registered; register first"
    case .personSuspended: "the person is suspended; ask again when that is lifted"
    case .personExcluded: "the person is excluded"
    case .unknownOrganisation: "the organisation is not registered; register it first"
    case .organisationSuspended: "the organisation is suspended; ask again when that is lifted"
    case .organisationExcluded: "the organisation is excluded"
    case .notRepresentative: "the person does not represent the organisation on that day; register it first"
    case .roleMissing: "the person has none of the roles that the action needs on that day"
    case .badText: "the text is empty or longer than 200 bytes"
    case .badCode: "the code has another form or check character; compare it"
    case .codeIsIdentity: "a code must not be an identity number; use one that the registry gives"
    case .codeTaken: "the code is registered already"
    case .unknownParty: "the party is not registered"
    case .notPerson: "the party is no person"
    case .notOrganisation: "the party is no organisation"
    case .noIdentity: "the person has no digest of an identity that could be erased"
    case .sameStatus: "the status is the same already"
    case .endBeforeStart: "the last day lies before the first"
    case .notGranted: "there is no such representation or role"
    case .sameAccount: "an account need not trust itself"
    case .alreadyTrusted: "the account is on the list already"
    case .notOnList: "the account is not on the list"
    case .calendarGap:
      "the calendar does not cover the year; load the State Council's notice on its holidays first"
    case .badLimit: "no such limit can be: negative, without a unit, or the subject does not fit the level"
    case .noLimit: "there is no such limit"
    case .sameAdministration: "the account is under this administration, or under none, already"
    case .notPositive: "the quantity must be more than nothing"
    case .notTrusted: "the other account is not on the list of trusted ones, or not active there yet"
    case .overLimit: "the quantity is over the lowest of the three limits"
    case .notProposable: "the action needs no approval by another; do it at once"
    case .unknownProposal: "there is no such proposal"
    case .proposalEnded: "the proposal is decided already"
    case .proposalLapsed: "the proposal has lapsed; propose again"
    case .staleProposal: "what is approved is not what was proposed; look again"
    case .approverRoleMissing: "the person has none of the roles that may approve the proposal on that day"
    case .proposerBarred: "the proposer or its organisation is suspended, excluded or no longer authorised"
    case .samePerson: "proposer and approvers must all be different persons"
    case .sameOrganisation: "proposer and approvers must all act for different organisations"
    case .notProposer: "only the proposer or its organisation can withdraw"
    }
  }

  /// The rule that a kept refusal names; `nil` for one of another room.
  public init?(_ refusal: Refusal) { self.init(rawValue: refusal.number) }
}
