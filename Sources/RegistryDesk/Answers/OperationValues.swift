internal import Actions
internal import Journal
internal import Ledger
internal import Quantities

/// The values of an operation by the names of its form's fields, as people write them.
struct OperationValues {
  private let names: Names

  init(_ names: Names) { self.names = names }

  func values(of operation: Ledger.Operation) -> [(String, String)] {
    switch operation {
    case .openUnit, .openAccount, .openLot, .setStatus, .setFloor, .setCounter, .count:
      making(operation)
    case .hold, .settle, .unhold, .lease, .endLease: holding(operation)
    case .pledge, .pledgeAgain, .discharge, .enforce, .freeze, .queueFreeze, .prolong, .unfreeze, .seize:
      securing(operation)
    case .claim, .withdraw, .useReference, .reverse, .tick: others(operation)
    default: moving(operation)
    }
  }

  private func account(_ id: AccountID) -> String { names.code(of: id) }
  private func lot(_ id: LotID) -> String { names.world.book.lots[id]?.terms.code ?? "\(id)" }

  private func amount(_ parts: Int64, _ id: LotID) -> String {
    guard let lot = names.world.book.lots[id] else { return "\(parts)" }
    return names.text(parts, of: lot) + " " + (names.unit(of: lot)?.symbol ?? "")
  }

  private func serial(_ first: Int64) -> String { first > 0 ? "\(first)" : "" }

  private func what(_ lot: LotID, _ account: AccountID, _ parts: Int64) -> [(String, String)] {
    [("lot", self.lot(lot)), ("account", self.account(account)), ("amount", amount(parts, lot))]
  }

  private func making(_ operation: Ledger.Operation) -> [(String, String)] {
    switch operation {
    case .openUnit(let rules):
      return [
        ("code", rules.code), ("symbol", rules.symbol), ("decimals", "\(rules.decimals)"),
        ("step", Names.text(rules.step, decimals: rules.decimals)),
        ("owe", rules.floor == 0 ? "" : Names.text(-rules.floor, decimals: rules.decimals)),
        ("serialised", rules.isSerialised ? "✓" : ""),
        ("not_transferable", rules.isTransferable ? "" : "✓"),
        ("needs_reference", rules.needsReference ? "✓" : ""),
      ]
    case .openAccount(let code, let owner, let kind):
      return [("code", code), ("owner", names.party(named: owner)), ("kind", "\(kind)")]
    case .openLot(let terms):
      let vintage = terms.vintage.map { "\($0.from)..\($0.to)" } ?? ""
      return [
        ("code", terms.code), ("unit", names.world.book.units[terms.unit]?.rules.code ?? ""),
        ("class", terms.assetClass), ("project", terms.project), ("place", terms.place),
        ("vintage", vintage), ("expiry", terms.expiry.map { "\($0)" } ?? ""),
        ("evidence", terms.evidence == .none ? "" : "\(terms.evidence)"),
      ]
    case .setStatus(let id, let status, let order):
      return [("account", account(id)), ("status", "\(status)"), ("order", order)]
    case .setFloor(let id, let lot, let floor):
      return [
        ("account", account(id)), ("lot", self.lot(lot)), ("floor", floor.map { amount($0, lot) } ?? "–"),
      ]
    case .setCounter(let key, let minimum, let maximum):
      return [("key", key), ("minimum", "\(minimum)"), ("maximum", "\(maximum)")]
    case .count(let key, let change): return [("key", key), ("change", "\(change)")]
    default: return []
    }
  }

  private func moving(_ operation: Ledger.Operation) -> [(String, String)] {
    switch operation {
    case .issue(let lot, let id, let parts, let to, let reference):
      return what(lot, id, parts) + [("to", "\(to)"), ("reference", reference)]
    case .release(let lot, let id, let parts, let from, let to, let first):
      return what(lot, id, parts) + [("from", "\(from)"), ("to", "\(to)"), ("first", serial(first))]
    case .transfer(let lot, let from, let to, let parts, let fromState, let toState, let first):
      let isPlain = fromState == .available && toState == .available
      return [
        ("lot", self.lot(lot)), ("from", account(from)), ("to", account(to)), ("amount", amount(parts, lot)),
        ("from_state", isPlain ? "" : "\(fromState)"), ("to_state", isPlain ? "" : "\(toState)"),
        ("first", serial(first)),
      ]
    case .post(let legs):
      return legs.map { ("legs", "\(account($0.account)) \(lot($0.lot)) \(amount($0.change, $0.lot))") }
    case .split(let lot, let from, let parts, let shares, let remainder):
      let owner = shares.indices.contains(remainder) ? account(shares[remainder].account) : "largest"
      return [("lot", self.lot(lot)), ("from", account(from)), ("amount", amount(parts, lot))]
        + shares.map { ("shares", "\(account($0.account)) \($0.weight)") } + [("remainder", owner)]
    case .convert(let terms):
      return what(terms.lot, terms.account, terms.quantity) + [
        ("to_lot", lot(terms.toLot)), ("ratio", "\(terms.numerator)/\(terms.denominator)"),
        ("rounding", terms.rounding.rawValue), ("remainder", account(terms.remainder)),
      ]
    case .retire(let lot, let id, let parts, _, let first, let reason, let beneficiary):
      return what(lot, id, parts)
        + [("reason", reason), ("beneficiary", beneficiary), ("first", serial(first))]
    case .void(let lot, let id, let parts, let from, let to, let first, let reason):
      return what(lot, id, parts)
        + [("end", "\(to)"), ("from", "\(from)"), ("reason", reason), ("first", serial(first))]
    default: return []
    }
  }

  private func holding(_ operation: Ledger.Operation) -> [(String, String)] {
    switch operation {
    case .hold(let legs, let interval):
      return legs.map {
        (
          "legs",
          "\(lot($0.lot)) \(account($0.account)) \(amount($0.quantity, $0.lot)) → \(account($0.beneficiary))"
        )
      } + [("hours", "\(interval / 3_600_000)")]
    case .settle(let hold, let quantities):
      return [("hold", "\(hold)"), ("amounts", quantities.map(String.init).joined(separator: " "))]
    case .unhold(let hold): return [("hold", "\(hold)")]
    case .lease(let lot, let id, let parts, let lessee, let until, _):
      return what(lot, id, parts) + [("lessee", account(lessee)), ("until", "\(until.day)")]
    case .endLease(let lease): return [("lease", "\(lease)")]
    default: return []
    }
  }

  private func securing(_ operation: Ledger.Operation) -> [(String, String)] {
    func parts(_ parts: Int64, of pledge: PledgeID) -> String {
      names.world.book.pledges[pledge].map { amount(parts, $0.lot) } ?? "\(parts)"
    }
    switch operation {
    case .pledge(let lot, let id, let quantity, let lender, _):
      return what(lot, id, quantity) + [("lender", account(lender))]
    case .pledgeAgain(let pledge, let lender, let quantity):
      return [("pledge", "\(pledge)"), ("lender", account(lender)), ("amount", parts(quantity, of: pledge))]
    case .discharge(let pledge, let rank, let quantity):
      return [("pledge", "\(pledge)"), ("rank", "\(rank)"), ("amount", parts(quantity, of: pledge))]
    case .enforce(let pledge, let rank, let quantity, let to):
      return [
        ("pledge", "\(pledge)"), ("rank", "\(rank)"), ("amount", parts(quantity, of: pledge)),
        ("to", account(to)),
      ]
    case .freeze(let lot, let id, let quantity, _, let pledge, let order, let court, let until):
      return what(lot, id, quantity) + [
        ("order", order), ("court", court), ("until", until.map { "\($0.day)" } ?? ""),
        ("pledge", pledge.number == 0 ? "" : "\(pledge)"),
      ]
    case .queueFreeze(let behind, let quantity, let order, let court, let until):
      let lot = names.world.book.freezes[behind]?.lot
      return [
        ("behind", "\(behind)"), ("amount", lot.map { amount(quantity, $0) } ?? "\(quantity)"),
        ("order", order), ("court", court), ("until", until.map { "\($0.day)" } ?? ""),
      ]
    case .prolong(let freeze, let until):
      return [("freeze", "\(freeze)"), ("until", until.map { "\($0.day)" } ?? "")]
    case .unfreeze(let freeze): return [("freeze", "\(freeze)")]
    case .seize(let freeze, let quantity, let to):
      let lot = names.world.book.freezes[freeze]?.lot
      return [
        ("freeze", "\(freeze)"), ("amount", lot.map { amount(quantity, $0) } ?? "\(quantity)"),
        ("to", account(to)),
      ]
    default: return []
    }
  }

  private func others(_ operation: Ledger.Operation) -> [(String, String)] {
    switch operation {
    case .claim(let terms):
      return [("benefit", terms.benefit), ("from", "\(terms.from)"), ("until", "\(terms.to)")]
    case .withdraw(let claim, let reason): return [("claim", "\(claim)"), ("reason", reason)]
    case .useReference(let reference): return [("reference", reference)]
    case .reverse(let sequence, let index, _, let moves, let reason):
      return [("entry", "\(sequence)"), ("fact", "\(index)"), ("reason", reason)]
        + moves.map {
          (
            "move",
            "\(lot($0.lot)) \(amount($0.quantity, $0.lot)) "
              + "\(account($0.to.account)) → \(account($0.from.account))"
          )
        }
    default: return []
    }
  }
}
