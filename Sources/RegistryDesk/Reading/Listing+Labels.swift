internal import Law
internal import Ledger

extension Listing {
  /// A state in both languages.
  static func label(of state: LotState) -> String { "\(state.label.zh) \(state)" }

  /// A movement in both languages.
  static func label(of movement: Movement) -> String { "\(movement.label.zh) \(movement)" }

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
  static func label(of status: AccountStatus) -> String { "\(status.label.zh) \(status)" }
}
