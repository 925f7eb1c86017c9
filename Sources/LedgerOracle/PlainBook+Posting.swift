extension PlainBook {
  /// What is to be moved, before it is checked.
  struct Wanted {
    var lot: UInt32
    var quantity: Int64
    var from: PlainPlace
    var to: PlainPlace
    var first: Int64 = 0
  }

  /// Runs the fifteen checks over a move and makes it.
  mutating func post(
    _ movement: Int, _ wanted: Wanted, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainMove] {
    let row = PlainMovement.row(movement)
    try checkPlaces(row, wanted)
    let lot = lots[Int(wanted.lot) - 1]
    let unit = units[Int(lot.terms.unit) - 1]
    try checkUnit(row, wanted, unit)
    try checkStatuses(row, wanted)
    try checkDay(row, wanted, lot, context)
    try checkAmounts(row, wanted, lot, unit)
    return take(wanted, unit)
  }

  /// Checks 1 to 5.
  private func checkPlaces(_ row: PlainMovement, _ wanted: Wanted) throws(PlainRefusal) {
    if wanted.quantity <= 0 { throw PlainRefusal(2040, [wanted.quantity]) }
    try needLot(wanted.lot)
    for place in [wanted.from, wanted.to] where place.state != 0 && place.state != 11 {
      try needAccount(place.account)
    }
    if row.ends == .other, wanted.from.account == wanted.to.account {
      throw PlainRefusal(2041, [Int64(wanted.from.account)])
    }
    let cell = (wanted.from.state, wanted.to.state)
    let isThere = row.cells.contains { $0 == cell }
    let isStill = wanted.from.account == wanted.to.account && wanted.from.state == wanted.to.state
    if !isThere || (row.number == 19 && isStill) {
      throw PlainRefusal(2042, [Int64(cell.0), Int64(cell.1)])
    }
  }

  /// Checks 6 to 8.
  private func checkUnit(
    _ row: PlainMovement, _ wanted: Wanted, _ unit: PlainUnit
  ) throws(PlainRefusal) {
    if PlainState.live.contains(wanted.to.state), !unit.states.contains(wanted.to.state) {
      throw PlainRefusal(2043, [Int64(wanted.to.state)])
    }
    let isFree = isReturn(row) || isRemainder(wanted.from) || isRemainder(wanted.to)
    if wanted.quantity % unit.step != 0, !isFree {
      throw PlainRefusal(2044, [wanted.quantity, unit.step])
    }
    if row.needsTransferable, !unit.isTransferable {
      throw PlainRefusal(2045, [Int64(lots[Int(wanted.lot) - 1].terms.unit)])
    }
  }

  /// Whether units only come back, or go from one freeze to the next.
  private func isReturn(_ row: PlainMovement) -> Bool { [4, 9, 10, 11, 20].contains(row.number) }

  private func isRemainder(_ place: PlainPlace) -> Bool {
    place.account > 0 && accounts[Int(place.account) - 1].kind == 2
  }

  /// Check 9.
  private func checkStatuses(_ row: PlainMovement, _ wanted: Wanted) throws(PlainRefusal) {
    try refuse(row.giver, of: wanted.from.account)
    if wanted.to.account != wanted.from.account { try refuse(row.receiver, of: wanted.to.account) }
  }

  /// Refuses an account whose status is one of some, in the order closed, suspended, frozen.
  func refuse(_ statuses: [Int], of account: UInt32) throws(PlainRefusal) {
    if account == 0 { return }
    let status = accounts[Int(account) - 1].status
    if status == 4, statuses.contains(4) { throw PlainRefusal(2046, [Int64(account)]) }
    if status == 2, statuses.contains(2) { throw PlainRefusal(2047, [Int64(account)]) }
    if status == 3, statuses.contains(3) { throw PlainRefusal(2048, [Int64(account)]) }
  }

  /// Check 10.
  private func checkDay(
    _ row: PlainMovement, _ wanted: Wanted, _ lot: Lot, _ context: PlainContext
  ) throws(PlainRefusal) {
    let isPast = lot.terms.expiry.map { context.day > Int64($0) } ?? false
    if row.lot == .valid, isPast, let expiry = lot.terms.expiry {
      throw PlainRefusal(2049, [Int64(wanted.lot), Int64(expiry)])
    }
    if row.lot == .past, !isPast { throw PlainRefusal(2050, [Int64(wanted.lot)]) }
  }

  /// Checks 11 to 15.
  private func checkAmounts(
    _ row: PlainMovement, _ wanted: Wanted, _ lot: Lot, _ unit: PlainUnit
  ) throws(PlainRefusal) {
    if wanted.first != 0 {
      if !unit.isSerialised { throw PlainRefusal(2051, [Int64(wanted.lot)]) }
      if !hasSerials(wanted) {
        throw PlainRefusal(2052, [wanted.first, wanted.quantity])
      }
    }
    if wanted.from.account != 0 {
      let balance = balance(wanted.from.account, wanted.lot, wanted.from.state)
      let stays =
        row.usesFloor && wanted.from.state == PlainState.available
        ? Int128(floor(of: wanted.from.account, wanted.lot, unit)) : 0
      if balance - Int128(wanted.quantity) < stays {
        throw PlainRefusal(2054, [clamped(max(0, balance - stays)), wanted.quantity])
      }
    }
    if overflows(wanted, lot) { throw PlainRefusal(2055, [wanted.quantity]) }
    if unit.isSerialised, wanted.first == 0, wanted.from.account != 0, !isReturn(row),
      cuts(wanted).count > 4_096
    {
      throw PlainRefusal(2056, [4_096])
    }
  }

  /// The floor of a holding: its own, or that of the unit.
  func floor(of account: UInt32, _ lot: UInt32, _ unit: PlainUnit) -> Int64 {
    for floor in floors where floor.account == account && floor.lot == lot { return floor.floor }
    return unit.floor
  }

  private func hasSerials(_ wanted: Wanted) -> Bool {
    let (first, end) = (Int128(wanted.first), Int128(wanted.first) + Int128(wanted.quantity))
    for span in spans where span.lot == wanted.lot && span.place == wanted.from {
      if span.first <= first, end <= span.first + span.count { return true }
    }
    return false
  }

  private func overflows(_ wanted: Wanted, _ lot: Lot) -> Bool {
    let (quantity, most) = (Int128(wanted.quantity), Int128(Int64.max))
    if PlainState.live.contains(wanted.to.state) {
      var sum: Int128 = 0
      for state in PlainState.live {
        var after = balance(wanted.to.account, wanted.lot, state)
        if wanted.to.state == state { after += quantity }
        if wanted.from.account == wanted.to.account, wanted.from.state == state { after -= quantity }
        sum += state == PlainState.available ? max(0, after) : after
      }
      if sum > most { return true }
    }
    switch (wanted.from.state, wanted.to.state) {
    case (PlainState.origin, _), (PlainState.converted, _):
      return lot.issued + lot.convertedIn + quantity > most
    case (_, PlainState.converted): return lot.convertedOut + quantity > most
    case (_, let to) where PlainState.dead.contains(to): return lot.dead[to - 8] + quantity > most
    default: return false
    }
  }
}

/// A number as 64 bits can say it.
func clamped(_ value: Int128) -> Int64 { Int64(clamping: value) }
