internal import Journal
public import Ledger

extension World {
  /// The accounts whose owners give something up by an operation; `nil` when it is done by office alone.
  ///
  /// A hold protects its beneficiaries, so they give it up, not those who placed it; a lien is given up by
  /// its lender, a lease before its day by its lessee. A ratio of conversion is not the holder's to choose.
  func givers(of operation: Operation) -> [AccountID]? {
    switch operation {
    case .transfer(_, let from, _, _, .available, _, _): [from]
    case .post(let legs): legs.filter { $0.change < 0 }.map(\.account)
    case .split(_, let from, _, _, _): [from]
    case .retire(_, let account, _, .available, _, _, _): [account]
    case .hold(let legs, _): legs.map(\.account)
    case .settle(let hold, _): legs(of: hold).map(\.account)
    case .unhold(let hold): legs(of: hold).map(\.beneficiary)
    case .pledge(_, let account, _, _, _): [account]
    case .pledgeAgain(let pledge, _, _): book.pledges[pledge].map { [$0.account] } ?? []
    case .discharge(let pledge, let rank, _), .enforce(let pledge, let rank, _, _):
      book.liens[Lien.Key(pledge, rank)].map { [$0.lender] } ?? []
    case .lease(_, let account, _, _, _, _): [account]
    case .endLease(let lease): book.leases[lease].map { [$0.lessee] } ?? []
    default: nil
    }
  }

  /// What an open hold sets aside; nothing when there is none of that number.
  public func legs(of hold: HoldID) -> [HoldLeg] {
    let count = book.holds[hold]?.count ?? 0
    return (0..<count).compactMap { book.holdLegs[HoldLeg.Key(hold, $0)] }
  }
}
