public import Journal

extension Operation {
  /// The version of the form of an operation.
  static let version: UInt8 = 1

  /// The canonical bytes of a chain of operations, of which the digest of a command's body is made.
  public static func bytes(of operations: [Operation]) -> [UInt8] {
    var writer = ByteWriter(capacity: 96)
    writer.integer(version)
    writer.list(operations) { writer, operation in operation.write(to: &writer) }
    return writer.bytes
  }

  /// The lasting number of what is asked, in the order of docs/ledger.md.
  var number: UInt8 {
    switch self {
    case .openUnit: 1
    case .openAccount: 2
    case .openLot: 3
    case .setStatus: 4
    case .setFloor: 5
    case .issue: 6
    case .release: 7
    case .transfer: 8
    case .post: 9
    case .split: 10
    case .convert: 11
    case .retire: 12
    case .void: 13
    case .hold: 14
    case .settle: 15
    case .unhold: 16
    case .pledge: 17
    case .pledgeAgain: 18
    case .discharge: 19
    case .enforce: 20
    case .freeze: 21
    case .prolong: 22
    case .unfreeze: 23
    case .seize: 24
    case .lease: 25
    case .endLease: 26
    case .setCounter: 27
    case .count: 28
    case .claim: 29
    case .withdraw: 30
    case .useReference: 31
    case .reverse: 32
    case .tick: 33
    case .queueFreeze: 34
    }
  }

  /// Writes the number, then the parameters in the order of their declaration.
  public func write(to writer: inout ByteWriter) {
    writer.integer(number)
    switch self {
    case .openUnit(let rules): rules.write(to: &writer)
    case .openAccount(let code, let owner, let kind):
      writer.text(code)
      writer.integer(owner)
      writer.integer(kind.rawValue)
    case .openLot(let terms): terms.write(to: &writer)
    case .setStatus(let account, let status, let order):
      writer.id(account)
      writer.integer(status.rawValue)
      writer.text(order)
    case .setFloor(let account, let lot, let floor):
      writer.id(account)
      writer.id(lot)
      writer.optional(floor) { $0.integer($1) }
    case .setCounter(let key, let minimum, let maximum):
      writer.text(key)
      writer.integer(minimum)
      writer.integer(maximum)
    case .count(let key, let change):
      writer.text(key)
      writer.integer(change)
    case .claim(let terms): terms.write(to: &writer)
    case .withdraw(let claim, let reason):
      writer.id(claim)
      writer.text(reason)
    case .useReference(let text): writer.text(text)
    case .tick: break
    default: writeMovement(to: &writer)
    }
  }

  private func writeMovement(to writer: inout ByteWriter) {
    switch self {
    case .issue(let lot, let account, let quantity, let to, let reference):
      writer.what(lot, account, quantity)
      writer.integer(to.rawValue)
      writer.text(reference)
    case .release(let lot, let account, let quantity, let from, let to, let first):
      writer.what(lot, account, quantity)
      writer.states(from, to)
      writer.integer(first)
    case .transfer(let lot, let from, let to, let quantity, let fromState, let toState, let first):
      writer.what(lot, from, quantity)
      writer.id(to)
      writer.states(fromState, toState)
      writer.integer(first)
    case .post(let legs):
      writer.list(legs) { writer, leg in writer.what(leg.lot, leg.account, leg.change) }
    case .split(let lot, let from, let quantity, let shares, let remainder):
      writer.what(lot, from, quantity)
      writer.list(shares) { writer, share in
        writer.id(share.account)
        writer.integer(share.weight)
      }
      writer.integer(Int64(remainder))
    case .convert(let terms): terms.write(to: &writer)
    default: writeEnd(to: &writer)
    }
  }

  private func writeEnd(to writer: inout ByteWriter) {
    switch self {
    case .retire(let lot, let account, let quantity, let from, let first, let reason, let beneficiary):
      writer.what(lot, account, quantity)
      writer.integer(from.rawValue)
      writer.integer(first)
      writer.text(reason)
      writer.text(beneficiary)
    case .void(let lot, let account, let quantity, let from, let to, let first, let reason):
      writer.what(lot, account, quantity)
      writer.states(from, to)
      writer.integer(first)
      writer.text(reason)
    case .reverse(let sequence, let index, let movement, let moves, let reason):
      writer.integer(sequence)
      writer.integer(index)
      writer.integer(movement.rawValue)
      writer.list(moves) { $0.move($1) }
      writer.text(reason)
    default: writeSecurity(to: &writer)
    }
  }

  private func writeSecurity(to writer: inout ByteWriter) {
    switch self {
    case .hold(let legs, let interval):
      writer.list(legs) { writer, leg in
        writer.what(leg.lot, leg.account, leg.quantity)
        writer.id(leg.beneficiary)
        writer.integer(leg.first)
      }
      writer.integer(interval)
    case .settle(let hold, let quantities):
      writer.id(hold)
      writer.list(quantities) { $0.integer($1) }
    case .unhold(let hold): writer.id(hold)
    case .pledge(let lot, let account, let quantity, let lender, let first):
      writer.what(lot, account, quantity)
      writer.id(lender)
      writer.integer(first)
    case .pledgeAgain(let pledge, let lender, let quantity):
      writer.id(pledge)
      writer.id(lender)
      writer.integer(quantity)
    case .discharge(let pledge, let rank, let quantity): writer.lien(pledge, rank, quantity)
    case .enforce(let pledge, let rank, let quantity, let to):
      writer.lien(pledge, rank, quantity)
      writer.id(to)
    default: writeOrder(to: &writer)
    }
  }

  private func writeOrder(to writer: inout ByteWriter) {
    switch self {
    case .freeze(let lot, let account, let quantity, let first, let pledge, let order, let court, let until):
      writer.what(lot, account, quantity)
      writer.integer(first)
      writer.id(pledge)
      writer.text(order)
      writer.text(court)
      writer.optional(until) { $0.moment($1) }
    case .queueFreeze(let behind, let quantity, let order, let court, let until):
      writer.id(behind)
      writer.integer(quantity)
      writer.text(order)
      writer.text(court)
      writer.optional(until) { $0.moment($1) }
    case .prolong(let freeze, let until):
      writer.id(freeze)
      writer.optional(until) { $0.moment($1) }
    case .unfreeze(let freeze): writer.id(freeze)
    case .seize(let freeze, let quantity, let to):
      writer.id(freeze)
      writer.integer(quantity)
      writer.id(to)
    case .lease(let lot, let account, let quantity, let lessee, let until, let first):
      writer.what(lot, account, quantity)
      writer.id(lessee)
      writer.moment(until)
      writer.integer(first)
    case .endLease(let lease): writer.id(lease)
    default: break
    }
  }
}

extension Conversion {
  func write(to writer: inout ByteWriter) {
    writer.what(lot, account, quantity)
    writer.id(toLot)
    writer.integer(numerator)
    writer.integer(denominator)
    writer.rounding(rounding)
    writer.id(remainder)
    writer.integer(first)
  }
}

extension ByteWriter {
  /// A quantity of a lot in an account.
  mutating func what(_ lot: LotID, _ account: AccountID, _ quantity: Int64) {
    id(lot)
    id(account)
    integer(quantity)
  }

  mutating func states(_ from: LotState, _ to: LotState) {
    integer(from.rawValue)
    integer(to.rawValue)
  }

  mutating func lien(_ pledge: PledgeID, _ rank: UInt16, _ quantity: Int64) {
    id(pledge)
    integer(rank)
    integer(quantity)
  }
}
