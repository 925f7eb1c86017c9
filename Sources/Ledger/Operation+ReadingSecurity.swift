import Journal

extension Operation {
  /// Reads what sets units aside, secures claims or stops units.
  static func securing(_ number: UInt8, _ reader: inout ByteReader) throws(MalformedBytes) -> Self {
    switch number {
    case 14:
      let legs = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
        let (lot, account, quantity) = try reader.amount()
        return HoldTerms(
          account: account, lot: lot, quantity: quantity, beneficiary: try reader.id(),
          first: try reader.integer())
      }
      return .hold(legs: legs, interval: try reader.integer())
    case 15:
      return .settle(
        hold: try reader.id(),
        quantities: try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
          try reader.integer()
        })
    case 16: return .unhold(hold: try reader.id())
    case 18:
      return .pledgeAgain(pledge: try reader.id(), lender: try reader.id(), quantity: try reader.integer())
    case 19:
      return .discharge(pledge: try reader.id(), rank: try reader.integer(), quantity: try reader.integer())
    case 20:
      return .enforce(
        pledge: try reader.id(), rank: try reader.integer(), quantity: try reader.integer(),
        to: try reader.id())
    case 22: return .prolong(freeze: try reader.id(), until: try reader.optionalMoment())
    case 23: return .unfreeze(freeze: try reader.id())
    case 24:
      return .seize(freeze: try reader.id(), quantity: try reader.integer(), to: try reader.id())
    case 26: return .endLease(lease: try reader.id())
    case 34:
      return .queueFreeze(
        behind: try reader.id(), quantity: try reader.integer(), order: try reader.text(),
        court: try reader.text(), until: try reader.optionalMoment())
    default: return try settingAside(number, &reader)
    }
  }

  private static func settingAside(
    _ number: UInt8, _ reader: inout ByteReader
  ) throws(MalformedBytes) -> Self {
    let (lot, account, quantity) = try reader.amount()
    switch number {
    case 17:
      return .pledge(
        lot: lot, account: account, quantity: quantity, lender: try reader.id(), first: try reader.integer())
    case 21:
      return .freeze(
        lot: lot, account: account, quantity: quantity, first: try reader.integer(), pledge: try reader.id(),
        order: try reader.text(), court: try reader.text(), until: try reader.optionalMoment())
    default:
      return .lease(
        lot: lot, account: account, quantity: quantity, lessee: try reader.id(), until: try reader.moment(),
        first: try reader.integer())
    }
  }
}
