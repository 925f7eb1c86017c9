public import Journal

/// When transfers happen, and how accounts come to be trusted: all of it data.
///
/// Source of the shape: the Union Registry's custody rules (Delegated Regulation (EU) 2019/1122), under
/// which a trusted transfer inside business hours happens at once, others are delayed, and an account
/// becomes trusted at noon of the fourth working day. The figures are a scheme's own.
public struct TransferRule: Hashable, Sendable {
  /// What holds for a transfer to an account that is not trusted.
  public enum OffList: Hashable, Sendable {
    /// It is refused.
    case refused
    /// It happens after a time, working day or not.
    case interval(milliseconds: Int64)
    /// It happens at a time of a later working day: one when asked on a working day before the cut-off
    /// (minutes after midnight), another when asked later or on a day off.
    case delayed(cutoff: UInt16, before: WorkingTime, after: WorkingTime)

    fileprivate var isSensible: Bool {
      switch self {
      case .refused: true
      case .interval(let milliseconds): milliseconds > 0
      case .delayed(let cutoff, _, _): cutoff <= 1440
      }
    }
  }

  /// Which transfers the quantity limits hold for.
  public enum Limited: Hashable, Sendable { case every, offList }

  /// Minutes after midnight in China from which trusted transfers happen at once on working days.
  public let opens: UInt16
  /// Minutes after midnight from which they wait for the next opening; later than ``opens``, at most 1440.
  public let closes: UInt16
  public let offList: OffList
  public let limited: Limited
  /// From when on an account that was put on the list is trusted.
  public let activation: WorkingTime

  /// A rule; `nil` when the hours are none, an interval is not positive or a cut-off lies behind midnight.
  public init?(opens: UInt16, closes: UInt16, offList: OffList, limited: Limited, activation: WorkingTime) {
    guard opens < closes, closes <= 1440, offList.isSensible else { return nil }
    self.opens = opens
    self.closes = closes
    self.offList = offList
    self.limited = limited
    self.activation = activation
  }
}

/// A transfer that somebody asks for, as far as consent is concerned.
public struct TransferQuestion: Hashable, Sendable {
  public let from: UInt32
  public let to: UInt32
  /// The parties that own the two accounts.
  public let holder: UInt32
  public let otherHolder: UInt32
  /// The party that administers the giving account; 0 for none.
  public let administration: UInt32
  /// The unit's code, and how much in its smallest parts.
  public let unit: String
  public let quantity: Int64
  /// Whether the scheme takes it out of the limits, as surrender and cancellation are.
  public let isExempt: Bool

  /// A question of its parts.
  public init(
    from: UInt32, to: UInt32, holder: UInt32, otherHolder: UInt32, administration: UInt32, unit: String,
    quantity: Int64, isExempt: Bool
  ) {
    self.from = from
    self.to = to
    self.holder = holder
    self.otherHolder = otherHolder
    self.administration = administration
    self.unit = unit
    self.quantity = quantity
    self.isExempt = isExempt
  }
}

/// When a transfer happens.
public enum TransferTime: Hashable, Sendable {
  case atOnce
  /// Not before a moment.
  case later(Moment)
}
