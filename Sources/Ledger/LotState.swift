/// In which state units are, or where outside of the accounts they come from and go to.
///
/// The raw values are lasting: they stand in the journal and in tables.
public enum LotState: UInt8, Hashable, Sendable, CaseIterable {
  /// Outside: where issued units come from.
  case origin = 0
  /// Promised by a project, not yet earned.
  case potential = 1
  /// At the owner's free disposal; may be negative where the unit lets people owe.
  case available = 2
  /// Set aside by a hold for a beneficiary, until settled, voided or expired.
  case held = 3
  /// Secures the claims of lenders.
  case pledged = 4
  /// Stopped by the order of a court or authority.
  case frozen = 5
  /// Set aside against reversals.
  case buffer = 6
  /// Let for use; the units stay in the lessor's account.
  case leased = 7
  /// Used up for a purpose; for ever.
  case retired = 8
  /// Run out by time; for ever.
  case expired = 9
  /// Taken back or mended away; for ever.
  case cancelled = 10
  /// Outside: became, or came from, units of another lot.
  case converted = 11

  /// The seven states of units that can still move.
  public static let live: [LotState] = [.potential, .available, .held, .pledged, .frozen, .buffer, .leased]
  /// The three states that nothing leaves.
  public static let dead: [LotState] = [.retired, .expired, .cancelled]

  /// Whether units in the state can still move.
  @inlinable
  public var isLive: Bool { rawValue >= 1 && rawValue <= 7 }
  /// Whether the state is an end.
  @inlinable
  public var isDead: Bool { rawValue >= 8 && rawValue <= 10 }
  /// Whether no account has units there.
  @inlinable
  public var isOutside: Bool { self == .origin || self == .converted }
}

/// A set of states, as a unit lists those that it knows.
public struct LotStates: OptionSet, Hashable, Sendable {
  /// Bit n stands for the state of raw value n.
  public let rawValue: UInt16

  /// The states of these bits.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// These states.
  public init(_ states: [LotState]) { rawValue = states.reduce(0) { $0 | 1 << UInt16($1.rawValue) } }

  /// All seven live states.
  public static let live = LotStates(LotState.live)

  /// Whether a state is one of them.
  @inlinable
  public func has(_ state: LotState) -> Bool { rawValue & (1 << UInt16(state.rawValue)) != 0 }
}
