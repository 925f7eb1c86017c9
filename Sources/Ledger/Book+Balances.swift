import Journal

/// Why amounts cannot change as a move says.
enum CarryFault: Error {
  /// Less may be used than was asked: how much.
  case short(usable: Int64)
  case overflow
}

extension Book {
  /// Changes holdings and totals of a lot.
  ///
  /// - Parameters:
  ///   - floor: What must stay available where the holding sets nothing else; `nil` for 0.
  ///   - heedsOwn: Whether a floor of the holding's own comes first.
  /// - Returns: The balances of both ends afterwards.
  mutating func carry(
    _ lot: LotID, _ quantity: Int64, from: Place, to: Place, floor: Int64?, heedsOwn: Bool = true
  ) throws(CarryFault) -> (Int64, Int64) {
    if from.state.isOutside {
      let after = try draw(quantity, of: lot, from: from.state)
      return (after, try credit(quantity, of: lot, to: to))
    }
    let isWithin = from.account == to.account
    let (after, sum) = try holdings.change(HoldingKey(from.account, lot)) {
      (slot: inout Holding?) throws(CarryFault) in
      if slot == nil { slot = Holding(HoldingKey(from.account, lot)) }
      let own = heedsOwn ? slot?.floor : nil
      let least = floor.map { own ?? $0 } ?? 0
      let after = try slot?.take(quantity, from: from.state, least: least)
      let sum = isWithin ? try slot?.add(quantity, to: to.state) : 0
      return (after ?? 0, sum ?? 0)
    }
    if to.state.isDead || to.state.isOutside {
      let total = try bury(quantity, of: lot, in: to.state)
      return (after, to.state.isDead ? sum : total)
    }
    return (after, isWithin ? sum : try credit(quantity, of: lot, to: to))
  }

  /// What an account has of a lot; nothing where it never had any.
  public func holding(_ account: AccountID, _ lot: LotID) -> Holding {
    let key = HoldingKey(account, lot)
    return holdings[key] ?? Holding(key)
  }

  private mutating func credit(_ quantity: Int64, of lot: LotID, to: Place) throws(CarryFault) -> Int64 {
    try holdings.change(HoldingKey(to.account, lot)) { (slot: inout Holding?) throws(CarryFault) in
      if slot == nil { slot = Holding(HoldingKey(to.account, lot)) }
      return try slot?.add(quantity, to: to.state) ?? 0
    }
  }

  /// Units that come from outside.
  private mutating func draw(
    _ quantity: Int64, of id: LotID, from state: LotState
  ) throws(CarryFault) -> Int64 {
    guard var lot = lots[id], lot.totals.created <= Int64.max - quantity else { throw .overflow }
    let after: Int64
    if state == .origin {
      lot.totals.issued += quantity
      after = lot.totals.issued
    } else {
      lot.totals.convertedIn += quantity
      after = lot.totals.convertedIn
    }
    lots.put(lot)
    return after
  }

  /// Units that go outside, or to an end.
  private mutating func bury(
    _ quantity: Int64, of id: LotID, in state: LotState
  ) throws(CarryFault) -> Int64 {
    guard var lot = lots[id] else { throw .overflow }
    let (after, isOver) = lot.totals[gone: state].addingReportingOverflow(quantity)
    if isOver { throw .overflow }
    lot.totals[gone: state] = after
    lots.put(lot)
    return after
  }
}

extension Holding {
  fileprivate mutating func take(
    _ quantity: Int64, from state: LotState, least: Int64
  ) throws(CarryFault) -> Int64 {
    let balance = self[state]
    let usable = Int128(balance) - Int128(least)
    guard Int128(quantity) <= usable else { throw .short(usable: Int64(clamping: max(0, usable))) }
    // At least the least is left, so that the difference is countable.
    self[state] = balance - quantity
    return balance - quantity
  }
}

extension Holding {
  /// The sum of all that is there stays countable, so that units which return within an account always can.
  fileprivate mutating func add(_ quantity: Int64, to state: LotState) throws(CarryFault) -> Int64 {
    let (sum, isOver) = self[state].addingReportingOverflow(quantity)
    if isOver { throw .overflow }
    self[state] = sum
    if state.isLive, gross > Int128(Int64.max) { throw .overflow }
    return sum
  }
}

extension LotTotals {
  /// Whether no total is below zero and all that the lot ever had can be counted.
  var isCountable: Bool {
    min(issued, convertedIn, min(convertedOut, retired, expired, cancelled)) >= 0
      && issued <= Int64.max - convertedIn
  }

  /// All units that the lot ever had: its serials are 1 to this. Never above Int64.max.
  var created: Int64 { issued + convertedIn }

  fileprivate subscript(gone state: LotState) -> Int64 {
    get {
      switch state {
      case .retired: retired
      case .expired: expired
      case .cancelled: cancelled
      default: convertedOut
      }
    }
    set {
      switch state {
      case .retired: retired = newValue
      case .expired: expired = newValue
      case .cancelled: cancelled = newValue
      default: convertedOut = newValue
      }
    }
  }
}
