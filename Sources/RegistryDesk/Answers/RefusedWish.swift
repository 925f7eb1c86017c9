internal import Actions
internal import Journal
internal import Ledger

/// What was asked when something was refused: the operation, and the lot in whose unit its amounts are.
struct RefusedWish {
  let operation: Ledger.Operation?
  private let names: Names

  /// The step of an action that was refused; of a proposal, when its approval was asked for.
  init(_ action: (any Action)?, step: Int, _ names: Names) {
    self.names = names
    var asked = action
    if let approval = action as? ApproveProposal { asked = names.world.proposedAction(approval.proposal) }
    let operations = (asked as? LedgerAction)?.operations ?? []
    operation = operations.indices.contains(step) ? operations[step] : nil
  }

  /// What the parameter of a name is called on the form.
  func field(_ name: String) -> VerbField? { operation.flatMap { VerbForm.find($0.word)?.field(name) } }

  /// The lot of what was asked; with several legs that of one of them.
  ///
  /// - Parameters:
  ///   - leg: Which leg the refusal speaks of, where it says so.
  ///   - asked: The amount that was refused, by which the leg is found otherwise.
  func lot(leg: Int?, asked: Int64?) -> Lot? {
    let book = names.world.book
    let candidates = operation.map { lots(of: $0) } ?? []
    if let leg, candidates.indices.contains(leg) { return book.lots[candidates[leg].lot] }
    let named = candidates.filter { $0.quantity == asked || $0.quantity == asked.map { -$0 } }
    let fitting = Set((named.isEmpty ? candidates : named).map(\.lot))
    // Amounts of several lots that cannot be told apart keep their parts.
    return fitting.count == 1 ? fitting.first.flatMap { book.lots[$0] } : nil
  }

  private func lots(of operation: Ledger.Operation) -> [(lot: LotID, quantity: Int64)] {
    let book = names.world.book
    func one(_ lot: LotID?) -> [(lot: LotID, quantity: Int64)] {
      lot.map { [(lot: $0, quantity: Int64(0))] } ?? []
    }
    switch operation {
    case .issue(let lot, _, _, _, _), .release(let lot, _, _, _, _, _), .transfer(let lot, _, _, _, _, _, _),
      .split(let lot, _, _, _, _), .retire(let lot, _, _, _, _, _, _), .void(let lot, _, _, _, _, _, _),
      .pledge(let lot, _, _, _, _), .freeze(let lot, _, _, _, _, _, _, _), .lease(let lot, _, _, _, _, _),
      .setFloor(_, let lot, _):
      return one(lot)
    case .convert(let terms): return one(terms.lot)
    case .post(let legs): return legs.map { ($0.lot, $0.change) }
    case .hold(let legs, _): return legs.map { ($0.lot, $0.quantity) }
    case .settle(let hold, let quantities):
      return (book.holds[hold].map { book.legs(of: $0) } ?? []).enumerated().map { place, leg in
        (leg.lot, quantities.indices.contains(place) ? quantities[place] : leg.quantity)
      }
    case .pledgeAgain(let pledge, _, _), .discharge(let pledge, _, _), .enforce(let pledge, _, _, _):
      return one(book.pledges[pledge]?.lot)
    case .queueFreeze(let freeze, _, _, _, _): return one(book.freezes[freeze]?.lot)
    case .seize(let freeze, _, _): return one(book.freezes[freeze]?.lot)
    case .reverse(_, _, _, let moves, _): return moves.map { ($0.lot, $0.quantity) }
    default: return []
    }
  }
}
