import Journal

extension Book {
  mutating func hold(_ terms: [HoldTerms], for interval: Int64) throws(Refusal) {
    try require(list: terms.count)
    try require((1...3_155_760_000_000).contains(interval), "interval")
    for leg in terms {
      try require(partner: leg.beneficiary, of: leg.account)
      try check(try require(leg.beneficiary), leg.beneficiary, by: .closedOrSuspended)
    }
    let id = HoldID(try next(.hold))
    let legs = terms.enumerated().map { index, leg in
      HoldLeg(
        key: HoldLeg.Key(id, UInt16(index)), account: leg.account, lot: leg.lot, quantity: leg.quantity,
        beneficiary: leg.beneficiary)
    }
    let deadline = context.moment.adding(milliseconds: interval)
    happen(.holdPlaced(Hold(id: id, deadline: deadline, count: UInt16(legs.count)), legs))
    let drafts = terms.map { leg in
      Draft(
        movement: .hold, lot: leg.lot, quantity: leg.quantity, from: Place(leg.account, .available),
        to: Place(leg.account, .held, tag: id.number), first: leg.first)
    }
    try post(drafts, as: .hold)
  }

  mutating func settle(_ id: HoldID, _ quantities: [Int64]) throws(Refusal) {
    let legs = legs(of: try openHold(id))
    guard quantities.isEmpty || quantities.count == legs.count else {
      throw refusal(.listLength, Int64(quantities.count))
    }
    let settled = quantities.isEmpty ? legs.map(\.quantity) : quantities
    for (index, (leg, quantity)) in zip(legs, settled).enumerated() {
      try require(quantity >= 0, "quantity")
      if quantity > leg.quantity { throw refusal(.overSettled, Int64(index), leg.quantity, quantity) }
    }
    if settled.allSatisfy({ $0 == 0 }) { throw refusal(.notPositive, 0) }
    let delivered = zip(legs, settled).filter { $1 > 0 }.map { leg, quantity in
      Draft(
        movement: .settle, lot: leg.lot, quantity: quantity, from: leg.place,
        to: Place(leg.beneficiary, .available))
    }
    try post(delivered, as: .settle)
    try giveBack(zip(legs, settled).map { ($0, $0.quantity - $1) })
    happen(.holdClosed(id, .settled))
  }

  mutating func unhold(_ id: HoldID, _ outcome: HoldOutcome = .voided) throws(Refusal) {
    try giveBack(legs(of: try openHold(id)).map { ($0, $0.quantity) })
    happen(.holdClosed(id, outcome))
  }

  /// Returns what is left of each leg.
  private mutating func giveBack(_ rests: [(leg: HoldLeg, quantity: Int64)]) throws(Refusal) {
    let drafts = rests.filter { $0.quantity > 0 }.map { leg, quantity in
      Draft(
        movement: .unhold, lot: leg.lot, quantity: quantity, from: leg.place,
        to: Place(leg.account, .available))
    }
    if !drafts.isEmpty { try post(drafts, as: .unhold) }
  }

  private func openHold(_ id: HoldID) throws(Refusal) -> Hold {
    try open(holds[id], id.number, .hold, never: .noHold, closed: .holdClosed)
  }

  /// The legs of a hold, in their order.
  public func legs(of hold: Hold) -> [HoldLeg] {
    (0..<hold.count).compactMap { holdLegs[HoldLeg.Key(hold.id, $0)] }
  }
}

extension HoldLeg {
  /// Where its units are.
  var place: Place { Place(account, .held, tag: key.hold.number) }
}
