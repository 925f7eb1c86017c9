import Journal

extension Book {
  mutating func lease(
    _ lot: LotID, _ account: AccountID, _ quantity: Int64, to lessee: AccountID, until: Moment, first: Int64
  ) throws(Refusal) {
    try require(partner: lessee, of: account)
    try require(until > context.moment, "until")
    let id = LeaseID(try next(.lease))
    let lease = Lease(
      id: id, account: account, lot: lot, quantity: quantity, lessee: lessee, until: until)
    happen(.leaseSet(lease))
    try post(
      Draft(
        movement: .lease, lot: lot, quantity: quantity, from: Place(account, .available), to: lease.place,
        first: first))
  }

  mutating func endLease(_ id: LeaseID) throws(Refusal) {
    let lease = try open(leases[id], id.number, .lease, never: .noLease, closed: .leaseClosed)
    try post(
      Draft(
        movement: .endLease, lot: lease.lot, quantity: lease.quantity, from: lease.place,
        to: Place(lease.account, .available)))
    happen(
      .leaseSet(
        Lease(
          id: id, account: lease.account, lot: lease.lot, quantity: 0, lessee: lease.lessee,
          until: lease.until)))
  }
}

extension Lease {
  /// Where its units are.
  var place: Place { Place(account, .leased, tag: id.number) }
}
