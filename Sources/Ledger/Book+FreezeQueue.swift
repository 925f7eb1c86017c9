import Journal

extension Book {
  /// How many freezes may come to wait behind one.
  static let queueLimit = 64

  mutating func queueFreeze(
    behind id: FreezeID, _ quantity: Int64, order: String, court: String, until: Moment?
  ) throws(Refusal) {
    try require(words: order, "order")
    try require(words: court, "court")
    try require(until: until)
    let freeze = try freezeInEffect(id)
    try require(positive: quantity)
    if quantity > freeze.quantity { throw refusal(.short, freeze.quantity, quantity) }
    let queue = waiting(behind: id)
    guard queue.count < Self.queueLimit else { throw refusal(.listLength, Int64(queue.count)) }
    let number = FreezeID(try next(.freeze))
    happen(
      .freezeWaitSet(
        FreezeWait(
          key: FreezeWait.Key(number, behind: id), account: freeze.account, lot: freeze.lot,
          quantity: quantity, order: order, court: court, until: until)))
  }

  /// The freezes that wait behind one in effect, by arrival.
  public func waiting(behind freeze: FreezeID) -> [FreezeWait] {
    queueIndex.waiting(behind: freeze).compactMap { freezeWaits[$0] }
  }

  /// What a freeze waits for, by the freezes before it; empty when it does not wait.
  public func waits(of freeze: FreezeID) -> [FreezeWait] {
    queueIndex.waits(of: freeze).compactMap { freezeWaits[$0] }
  }

  /// Whether a freeze is in effect or waits.
  func isOpen(_ id: FreezeID) -> Bool { freezes[id] != nil || !waits(of: id).isEmpty }

  /// When an open freeze ends.
  func until(of id: FreezeID) -> Moment? {
    if let freeze = freezes[id] { return freeze.until }
    return waits(of: id).first?.until
  }

  /// A freeze that has units, or why it has none.
  func freezeInEffect(_ id: FreezeID) throws(Refusal) -> Freeze {
    if let freeze = freezes[id] { return freeze }
    try requireOpen(id)
    throw refusal(.freezeWaiting, id)
  }

  /// Refuses a freeze that is neither in effect nor waits.
  func requireOpen(_ id: FreezeID) throws(Refusal) {
    let any: Void? = isOpen(id) ? () : nil
    try open(any, id.number, .freeze, never: .noFreeze, closed: .freezeClosed)
  }

  mutating func set(_ wait: FreezeWait, to quantity: Int64) {
    var wait = wait
    wait.quantity = quantity
    happen(.freezeWaitSet(wait))
  }

  /// Gives the units of a freeze that ends to those that wait behind it, the earliest first. Who gets fewer
  /// than it waits for goes on waiting, behind those that got them.
  ///
  /// - Returns: How many units nobody waits for.
  mutating func passOn(_ freeze: Freeze) throws(Refusal) -> Int64 {
    var left = freeze.quantity
    var successors: [(id: FreezeID, taken: Int64)] = []
    for wait in waiting(behind: freeze.id) {
      let taken = min(wait.quantity, left)
      if taken > 0 { try succeed(freeze, wait, taken) }
      var rest = wait.quantity - taken
      for earlier in successors where rest > 0 {
        let part = min(rest, earlier.taken)
        rest -= part
        goOnWaiting(wait, behind: earlier.id, for: part)
      }
      // Last, so that the freeze is open all the while.
      set(wait, to: 0)
      if taken > 0 { successors.append((wait.key.freeze, taken)) }
      left -= taken
    }
    return left
  }

  private mutating func succeed(_ freeze: Freeze, _ wait: FreezeWait, _ taken: Int64) throws(Refusal) {
    var next =
      freezes[wait.key.freeze]
      ?? Freeze(
        id: wait.key.freeze, account: freeze.account, lot: freeze.lot, quantity: 0, pledge: freeze.pledge,
        order: wait.order, court: wait.court, until: wait.until)
    next.quantity &+= taken
    try post(
      Draft(
        movement: .succeed, lot: freeze.lot, quantity: taken, from: freeze.place, to: next.place))
    happen(.freezeSet(next))
  }

  private mutating func goOnWaiting(_ wait: FreezeWait, behind id: FreezeID, for part: Int64) {
    let key = FreezeWait.Key(wait.key.freeze, behind: id)
    let before = freezeWaits[key]?.quantity ?? 0
    happen(
      .freezeWaitSet(
        FreezeWait(
          key: key, account: wait.account, lot: wait.lot, quantity: before &+ part, order: wait.order,
          court: wait.court, until: wait.until)))
  }
}
