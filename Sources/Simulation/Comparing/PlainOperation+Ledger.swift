import Journal
import Ledger
import LedgerOracle
import Quantities

extension PlainOperation {
  /// The same operation in the words of the target Ledger.
  var ledger: Operation {
    switch self {
    case .openUnit(let unit): .openUnit(unit.ledger)
    case .openAccount(let code, let owner, let kind):
      .openAccount(code: code, owner: owner, kind: AccountKind(rawValue: UInt8(kind)) ?? .holding)
    case .openLot(let terms): .openLot(terms.ledger)
    case .setStatus(let account, let status, let order):
      .setStatus(
        account: AccountID(account), status: AccountStatus(rawValue: UInt8(status)) ?? .open, order: order)
    case .setFloor(let account, let lot, let floor):
      .setFloor(account: AccountID(account), lot: LotID(lot), floor: floor)
    case .issue, .release, .transfer, .post, .split, .convert, .retire, .void: moving
    case .hold, .settle, .unhold, .lease, .endLease, .tick: term
    case .pledge, .pledgeAgain, .discharge, .enforce, .freeze, .queueFreeze, .prolong, .unfreeze, .seize:
      security
    case .setCounter, .count, .claim, .withdraw, .useReference, .reverse: record
    }
  }

  private var moving: Operation {
    switch self {
    case .issue(let lot, let account, let quantity, let to, let reference):
      .issue(
        lot: LotID(lot), account: AccountID(account), quantity: quantity, to: state(to), reference: reference)
    case .release(let lot, let account, let quantity, let from, let to, let first):
      .release(
        lot: LotID(lot), account: AccountID(account), quantity: quantity, from: state(from), to: state(to),
        first: first)
    case .transfer(let lot, let from, let to, let quantity, let fromState, let toState, let first):
      .transfer(
        lot: LotID(lot), from: AccountID(from), to: AccountID(to), quantity: quantity,
        fromState: state(fromState), toState: state(toState), first: first)
    case .post(let legs):
      .post(
        legs: legs.map { PostLeg(account: AccountID($0.account), lot: LotID($0.lot), change: $0.change) })
    case .split(let lot, let from, let quantity, let shares, let remainder):
      .split(
        lot: LotID(lot), from: AccountID(from), quantity: quantity,
        shares: shares.map { SplitShare(account: AccountID($0.account), weight: $0.weight) },
        remainder: remainder)
    case .convert(let conversion): .convert(conversion.ledger)
    case .retire(let lot, let account, let quantity, let from, let first, let reason, let beneficiary):
      .retire(
        lot: LotID(lot), account: AccountID(account), quantity: quantity, from: state(from), first: first,
        reason: reason, beneficiary: beneficiary)
    case .void(let lot, let account, let quantity, let from, let to, let first, let reason):
      .void(
        lot: LotID(lot), account: AccountID(account), quantity: quantity, from: state(from), to: state(to),
        first: first, reason: reason)
    default: .tick
    }
  }

  private var term: Operation {
    switch self {
    case .hold(let legs, let interval):
      .hold(
        legs: legs.map {
          HoldTerms(
            account: AccountID($0.account), lot: LotID($0.lot), quantity: $0.quantity,
            beneficiary: AccountID($0.beneficiary), first: $0.first)
        }, interval: interval)
    case .settle(let hold, let quantities): .settle(hold: HoldID(hold), quantities: quantities)
    case .unhold(let hold): .unhold(hold: HoldID(hold))
    case .lease(let lot, let account, let quantity, let lessee, let until, let first):
      .lease(
        lot: LotID(lot), account: AccountID(account), quantity: quantity, lessee: AccountID(lessee),
        until: Moment(milliseconds: until), first: first)
    case .endLease(let lease): .endLease(lease: LeaseID(lease))
    default: .tick
    }
  }

  private var security: Operation {
    switch self {
    case .pledge(let lot, let account, let quantity, let lender, let first):
      .pledge(
        lot: LotID(lot), account: AccountID(account), quantity: quantity, lender: AccountID(lender),
        first: first)
    case .pledgeAgain(let pledge, let lender, let quantity):
      .pledgeAgain(pledge: PledgeID(pledge), lender: AccountID(lender), quantity: quantity)
    case .discharge(let pledge, let rank, let quantity):
      .discharge(pledge: PledgeID(pledge), rank: rank, quantity: quantity)
    case .enforce(let pledge, let rank, let quantity, let to):
      .enforce(pledge: PledgeID(pledge), rank: rank, quantity: quantity, to: AccountID(to))
    case .freeze(let terms):
      .freeze(
        lot: LotID(terms.lot), account: AccountID(terms.account), quantity: terms.quantity,
        first: terms.first, pledge: PledgeID(terms.pledge), order: terms.order, court: terms.court,
        until: terms.until.map { Moment(milliseconds: $0) })
    case .queueFreeze(let behind, let quantity, let order, let court, let until):
      .queueFreeze(
        behind: FreezeID(behind), quantity: quantity, order: order, court: court,
        until: until.map { Moment(milliseconds: $0) })
    case .prolong(let freeze, let until):
      .prolong(freeze: FreezeID(freeze), until: until.map { Moment(milliseconds: $0) })
    case .unfreeze(let freeze): .unfreeze(freeze: FreezeID(freeze))
    case .seize(let freeze, let quantity, let to):
      .seize(freeze: FreezeID(freeze), quantity: quantity, to: AccountID(to))
    default: .tick
    }
  }

  private var record: Operation {
    switch self {
    case .setCounter(let key, let minimum, let maximum):
      .setCounter(key: key, minimum: minimum, maximum: maximum)
    case .count(let key, let change): .count(key: key, change: change)
    case .claim(let terms): .claim(terms.ledger)
    case .withdraw(let claim, let reason): .withdraw(claim: ClaimID(claim), reason: reason)
    case .useReference(let text): .useReference(text)
    case .reverse(let sequence, let index, let movement, let moves, let reason):
      .reverse(
        sequence: sequence, index: index, movement: Movement(rawValue: UInt8(movement)) ?? .issue,
        moves: moves.map(\.ledger), reason: reason)
    default: .tick
    }
  }
}

private func state(_ number: Int) -> LotState { LotState(rawValue: UInt8(number)) ?? .origin }

private func day(_ number: Int32) -> Day { (try? Day(number: Int(number))) ?? .first }

extension PlainUnit {
  fileprivate var ledger: UnitRules {
    UnitRules(
      code: code, symbol: symbol, decimals: UInt8(clamping: decimals), step: step, floor: floor,
      isSerialised: isSerialised, isTransferable: isTransferable, needsReference: needsReference,
      states: LotStates(states.map { state($0) }))
  }
}

extension PlainLotTerms {
  fileprivate var ledger: LotTerms {
    // Half a period cannot be said in the target Ledger, and is not generated.
    let vintage = vintageFrom.map { LotTerms.Vintage(from: day($0), to: day(vintageTo ?? $0)) }
    return LotTerms(
      code: code, unit: UnitID(unit), assetClass: kind, project: project, place: place, vintage: vintage,
      attributes: attributes.map { LotTerms.Attribute($0.key, $0.value) }, expiry: expiry.map { day($0) })
  }
}

extension PlainConversion {
  fileprivate var ledger: Conversion {
    let roundings: [Rounding: Quantities.Rounding] = [
      .halfEven: .halfEven, .halfAwayFromZero: .halfAwayFromZero, .halfTowardZero: .halfTowardZero,
      .towardZero: .towardZero, .awayFromZero: .awayFromZero, .floor: .floor, .ceiling: .ceiling,
    ]
    return Conversion(
      lot: LotID(lot), account: AccountID(account), quantity: quantity, toLot: LotID(toLot),
      numerator: numerator, denominator: denominator, rounding: roundings[rounding] ?? .floor,
      remainder: AccountID(remainder), first: first)
  }
}

extension PlainClaimTerms {
  fileprivate var ledger: ClaimTerms {
    ClaimTerms(
      place: .none, box: Box(west: west, south: south, east: east, north: north), benefit: benefit,
      conflicts: conflicts, from: day(from), to: day(to), stated: stated)
  }
}

extension PlainMove {
  fileprivate var ledger: Move {
    Move(
      lot: LotID(lot), quantity: quantity, first: first, from: from.ledger, fromAfter: fromAfter,
      to: to.ledger, toAfter: toAfter)
  }
}

extension PlainPlace {
  fileprivate var ledger: Place {
    Place(AccountID(account), LotState(rawValue: UInt8(state)) ?? .origin, tag: tag)
  }
}
