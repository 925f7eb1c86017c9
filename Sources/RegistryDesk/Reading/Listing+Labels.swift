internal import Ledger

extension Listing {
  /// A state in both languages.
  static func label(of state: LotState) -> String {
    let chinese =
      switch state {
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
    return "\(chinese) \(state)"
  }

  /// A movement in both languages.
  static func label(of movement: Movement) -> String {
    let chinese =
      switch movement {
      case .issue: "签发"
      case .release: "释放"
      case .hold: "预留"
      case .unhold: "解除预留"
      case .settle: "交割"
      case .pledge: "质押"
      case .freeze: "司法冻结"
      case .lease: "出租"
      case .discharge: "解除质押"
      case .unfreeze: "解冻"
      case .endLease: "退租"
      case .enforce: "实现质权"
      case .seize: "司法扣划"
      case .transfer: "划转"
      case .convert: "折算"
      case .retire: "核销"
      case .expire: "失效"
      case .cancel: "注销"
      case .reverse: "冲正"
      }
    return "\(chinese) \(movement)"
  }

  /// A kind of account in both languages.
  static func label(of kind: AccountKind) -> String {
    let chinese =
      switch kind {
      case .holding: "持有"
      case .remainder: "尾差"
      case .reserve: "储备"
      case .register: "登记"
      }
    return "\(chinese) \(kind)"
  }

  /// The status of an account in both languages.
  static func label(of status: AccountStatus) -> String {
    let chinese =
      switch status {
      case .open: "正常"
      case .suspended: "暂停"
      case .frozen: "冻结"
      case .closed: "已销户"
      }
    return "\(chinese) \(status)"
  }
}
