import Journal

extension Book {
  mutating func pledge(
    _ lot: LotID, _ account: AccountID, _ quantity: Int64, to lender: AccountID, first: Int64
  ) throws(Refusal) {
    try require(partner: lender, of: account)
    let id = PledgeID(try next(.pledge))
    happen(
      .pledgeSet(Pledge(id: id, account: account, lot: lot, quantity: quantity, frozen: 0, ranks: 1)))
    happen(.lienSet(Lien(key: Lien.Key(id, 1), lender: lender, quantity: quantity)))
    try post(
      Draft(
        movement: .pledge, lot: lot, quantity: quantity, from: Place(account, .available),
        to: Place(account, .pledged, tag: id.number), first: first))
  }

  mutating func pledgeAgain(_ id: PledgeID, to lender: AccountID, _ quantity: Int64) throws(Refusal) {
    var pledge = try openPledge(id)
    try require(partner: lender, of: pledge.account)
    try check(try require(pledge.account), pledge.account, by: .all)
    try require(positive: quantity)
    let whole = Int64(clamping: Int128(pledge.quantity) + Int128(pledge.frozen))
    if quantity > whole { throw refusal(.overLien, whole, quantity) }
    guard pledge.ranks < .max else { throw refusal(.full) }
    pledge.ranks += 1
    happen(.pledgeSet(pledge))
    happen(.lienSet(Lien(key: Lien.Key(id, pledge.ranks), lender: lender, quantity: quantity)))
  }

  mutating func discharge(_ id: PledgeID, _ rank: UInt16, _ quantity: Int64) throws(Refusal) {
    let pledge = try openPledge(id)
    try lower(try lien(of: pledge, rank, atLeast: quantity), by: quantity)
    try settle(pledge)
  }

  mutating func enforce(
    _ id: PledgeID, _ rank: UInt16, _ quantity: Int64, to: AccountID
  ) throws(Refusal) {
    var pledge = try openPledge(id)
    let lien = try lien(of: pledge, rank, atLeast: quantity)
    let senior = liens(of: pledge).reduce(Int128(0)) { $1.key.rank < rank ? $0 + Int128($1.quantity) : $0 }
    let free = Int64(clamping: max(0, Int128(pledge.quantity) - senior))
    if quantity > free { throw refusal(.behindSenior, free, quantity) }
    try post(
      Draft(
        movement: .enforce, lot: pledge.lot, quantity: quantity, from: pledge.place,
        to: Place(to, .available)))
    pledge.quantity -= quantity
    try lower(lien, by: quantity)
    try settle(pledge)
  }

  /// A lien that covers a quantity.
  private func lien(
    of pledge: Pledge, _ rank: UInt16, atLeast quantity: Int64
  ) throws(Refusal) -> Lien {
    guard let lien = liens[Lien.Key(pledge.id, rank)] else {
      throw refusal(.noLien, Int64(pledge.id.number), Int64(rank))
    }
    try require(positive: quantity)
    if quantity > lien.quantity { throw refusal(.overLien, lien.quantity, quantity) }
    return lien
  }

  private mutating func lower(_ lien: Lien, by quantity: Int64) throws(Refusal) {
    var lien = lien
    lien.quantity -= quantity
    happen(.lienSet(lien))
  }

  /// Returns what no lien secures any more, and ends a pledge without liens or without units.
  mutating func settle(_ pledge: Pledge) throws(Refusal) {
    var pledge = pledge
    let liens = liens(of: pledge)
    let secured = liens.reduce(Int128(0)) { $0 + Int128($1.quantity) }
    let excess = min(Int128(pledge.quantity), Int128(pledge.quantity) + Int128(pledge.frozen) - secured)
    if excess > 0 {
      pledge.quantity -= Int64(excess)
      try post(
        Draft(
          movement: .discharge, lot: pledge.lot, quantity: Int64(excess), from: pledge.place,
          to: Place(pledge.account, .available)))
    }
    guard liens.isEmpty || pledge.quantity == 0 && pledge.frozen == 0 else {
      happen(.pledgeSet(pledge))
      return
    }
    for lien in liens { happen(.lienSet(Lien(key: lien.key, lender: lien.lender, quantity: 0))) }
    happen(.pledgeClosed(pledge.id))
  }

  func openPledge(_ id: PledgeID) throws(Refusal) -> Pledge {
    try open(pledges[id], id.number, .pledge, never: .noPledge, closed: .pledgeClosed)
  }

  /// The liens on a pledge, by rank.
  public func liens(of pledge: Pledge) -> [Lien] {
    (0..<pledge.ranks).compactMap { liens[Lien.Key(pledge.id, $0 + 1)] }
  }
}

extension Pledge {
  /// Where its units are.
  var place: Place { Place(account, .pledged, tag: id.number) }
}
