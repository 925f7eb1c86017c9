/// What kind of posting moves units; one row of the table in docs/ledger.md. The raw values are lasting.
public enum Movement: UInt8, Hashable, Sendable, CaseIterable {
  case issue = 1
  case release = 2
  case hold = 3
  case unhold = 4
  case settle = 5
  case pledge = 6
  case freeze = 7
  case lease = 8
  case discharge = 9
  case unfreeze = 10
  case endLease = 11
  case enforce = 12
  case seize = 13
  case transfer = 14
  case convert = 15
  case retire = 16
  case expire = 17
  case cancel = 18
  case reverse = 19
  case succeed = 20

  /// The states from which this movement may lead to a state: the one table of what may move where.
  private func sources(of to: LotState) -> LotStates {
    switch (self, to) {
    case (.issue, .potential), (.issue, .available), (.issue, .buffer): .init([.origin])
    case (.release, .available): .init([.potential, .buffer])
    case (.release, .buffer): .init([.potential])
    case (.hold, .held), (.pledge, .pledged), (.lease, .leased): .init([.available])
    case (.unhold, .available), (.settle, .available): .init([.held])
    case (.freeze, .frozen): .init([.available, .pledged])
    case (.discharge, .available), (.enforce, .available): .init([.pledged])
    case (.unfreeze, .available), (.unfreeze, .pledged), (.seize, .available): .init([.frozen])
    case (.endLease, .available): .init([.leased])
    case (.transfer, .available): .init([.available])
    case (.transfer, .buffer): .init([.available, .buffer])
    case (.transfer, .potential): .init([.potential])
    case (.convert, .converted): .init([.available])
    case (.convert, .available): .init([.converted])
    case (.retire, .retired): .init([.available, .buffer])
    case (.expire, .expired), (.cancel, .cancelled): .init([.potential, .available, .buffer])
    case (.reverse, .potential), (.reverse, .available), (.reverse, .buffer), (.reverse, .cancelled):
      .init([.potential, .available, .buffer])
    case (.succeed, .frozen): .init([.frozen])
    default: []
    }
  }

  /// The table as bits: for each movement and target state the states that units may come from.
  static let table: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 21 * 16)
    for movement in Movement.allCases {
      for to in LotState.allCases {
        table[Int(movement.rawValue) * 16 + Int(to.rawValue)] = movement.sources(of: to).rawValue
      }
    }
    return table
  }()

  /// Whether units may go from one state to another by this movement.
  public func allows(from: LotState, to: LotState) -> Bool {
    Self.table[Int(rawValue) * 16 + Int(to.rawValue)] & (1 << UInt16(from.rawValue)) != 0
  }
}

/// What a movement asks of the accounts and the lot, beside its states.
struct MovementRules {
  /// Whether giver and receiver must be different accounts.
  let isToAnother: Bool
  /// Which statuses of the giver are refused.
  let giver: StatusCheck
  /// Which statuses of another account that receives are refused.
  let receiver: StatusCheck
  /// What the lot's day of expiry must be.
  let validity: Validity
  /// Whether the unit must be transferable.
  let needsTransferable: Bool
  /// Whether what stays available must reach the floor of the holding, not only 0.
  let reachesFloor: Bool
  /// Whether units only go back to where they came from, or from one freeze to the next, so that steps and
  /// spans are no matter.
  let isReturn: Bool

  enum StatusCheck { case none, frozen, closed, closedOrSuspended, all }
  enum Validity { case any, valid, past }

  private init(
    _ validity: Validity, other: Bool = false, giver: StatusCheck = .none, receiver: StatusCheck = .none,
    transferable: Bool = false, floor: Bool = false, isReturn: Bool = false
  ) {
    (self.validity, isToAnother, self.giver, self.receiver) = (validity, other, giver, receiver)
    (needsTransferable, reachesFloor, self.isReturn) = (transferable, floor, isReturn)
  }

  /// The rules by the raw value of the movement.
  static let all: [MovementRules] = [
    .init(.any),  // Number 0 is no movement.
    .init(.valid, receiver: .closedOrSuspended),
    .init(.valid),
    .init(.valid, giver: .all, transferable: true, floor: true),
    .init(.any, isReturn: true),
    .init(.valid, other: true, receiver: .closed),
    .init(.valid, giver: .all, transferable: true, floor: true),
    .init(.any),
    .init(.valid, giver: .all, transferable: true, floor: true),
    .init(.any, isReturn: true),
    .init(.any, isReturn: true),
    .init(.any, isReturn: true),
    .init(.valid, other: true, giver: .frozen, receiver: .closedOrSuspended),
    .init(.any, other: true, receiver: .closedOrSuspended),
    .init(.valid, other: true, giver: .all, receiver: .closedOrSuspended, transferable: true, floor: true),
    .init(.valid, giver: .all, receiver: .closedOrSuspended, floor: true),
    .init(.valid, giver: .all, floor: true),
    .init(.past),
    .init(.any),
    .init(.any, receiver: .closed),
    .init(.any, isReturn: true),
  ]
}

extension MovementRules {
  static func of(_ movement: Movement) -> MovementRules { all[Int(movement.rawValue)] }
}
