public import Law
public import Ledger
public import Parties

extension LotState {
  /// How people call it.
  public var label: Label {
    let chinese =
      switch self {
      case .origin: "来源"
      case .potential: "潜在"
      case .available: "可用"
      case .held: "预留"
      case .pledged: "质押"
      case .frozen: "冻结"
      case .buffer: "缓冲"
      case .leased: "出租"
      case .retired: "已核销"
      case .expired: "已失效"
      case .cancelled: "已注销"
      case .converted: "折算"
      }
    return Label(zh: chinese, en: "\(self)")
  }
}

extension Movement {
  /// How people call it.
  public var label: Label {
    let (chinese, english) =
      switch self {
      case .issue: ("签发", "issue")
      case .release: ("释放", "release")
      case .hold: ("预留", "hold")
      case .unhold: ("解除预留", "hold given up")
      case .settle: ("交割", "settlement")
      case .pledge: ("质押", "pledge")
      case .freeze: ("司法冻结", "freeze")
      case .lease: ("出租", "lease")
      case .discharge: ("解除质押", "discharge")
      case .unfreeze: ("解冻", "freeze lifted")
      case .endLease: ("退租", "lease ended")
      case .enforce: ("实现质权", "enforcement")
      case .seize: ("司法扣划", "seizure")
      case .transfer: ("划转", "transfer")
      case .convert: ("折算", "conversion")
      case .retire: ("核销", "retirement")
      case .expire: ("失效", "expiry")
      case .cancel: ("注销", "cancellation")
      case .reverse: ("冲正", "contra entry")
      case .succeed: ("轮候冻结生效", "waiting freeze in effect")
      }
    return Label(zh: chinese, en: english)
  }
}

extension QuantityLimit.Level {
  /// How people call a limit of the level.
  var label: Label {
    switch self {
    case .central: Label(zh: "全簿限额", en: "the registry's limit")
    case .national: Label(zh: "主管单位限额", en: "the administration's limit")
    case .account: Label(zh: "本户限额", en: "the account's limit")
    }
  }
}

extension Role {
  /// How people call it; a role of a pack by its code.
  public var label: Label {
    let chinese: [Role: String] = [
      .holder: "持有人", .demander: "需求方", .assessor: "评估人", .verifier: "核查人", .registrar: "登记人",
      .authority: "审批人", .venueOperator: "交易场所", .settlementBank: "结算银行", .lender: "质权人",
      .guarantor: "担保人", .inspector: "巡查员", .auditor: "审计人", .court: "法院",
    ]
    return Label(zh: chinese[self] ?? description, en: description.replacing("-", with: " "))
  }
}

extension AccountStatus {
  /// How people call it.
  public var label: Label {
    switch self {
    case .open: Label(zh: "正常", en: "open")
    case .suspended: Label(zh: "暂停", en: "suspended")
    case .frozen: Label(zh: "冻结", en: "frozen")
    case .closed: Label(zh: "已销户", en: "closed")
    }
  }
}
