extension PlainBook {
  mutating func performOpening(_ operation: PlainOperation) throws(PlainRefusal) -> [PlainFact] {
    switch operation {
    case .openUnit(let unit): return try openUnit(unit)
    case .openAccount(let code, let owner, let kind):
      try needCode(code, "code")
      if accounts.contains(where: { $0.code == code }) { throw PlainRefusal(2013, names: [code]) }
      accounts.append(Account(code: code, owner: owner, kind: kind, status: 1))
      return [.named("accountOpened")]
    case .openLot(let terms): return try openLot(terms)
    case .setStatus(let account, let status, let order): return try setStatus(account, status, order)
    case .setFloor(let account, let lot, let floor): return try setFloor(account, lot, floor)
    default: return []
    }
  }

  private mutating func openUnit(_ unit: PlainUnit) throws(PlainRefusal) -> [PlainFact] {
    try needCode(unit.code, "code")
    try needWords(unit.symbol, "symbol", required: true)
    try need(unit.decimals >= 0 && unit.decimals <= 18, "decimals")
    try need(unit.step >= 1, "step")
    try need(unit.floor <= 0 && (!unit.isSerialised || unit.floor == 0), "floor")
    let areLive = unit.states.allSatisfy { PlainState.live.contains($0) }
    try need(areLive && unit.states.contains(PlainState.available), "states")
    if units.contains(where: { $0.code == unit.code }) { throw PlainRefusal(2013, names: [unit.code]) }
    units.append(unit)
    return [.named("unitOpened")]
  }

  private mutating func openLot(_ terms: PlainLotTerms) throws(PlainRefusal) -> [PlainFact] {
    try needCode(terms.code, "code")
    try needWords(terms.kind, "class")
    try needWords(terms.project, "project")
    try needWords(terms.place, "place")
    try needList(terms.attributes.count, 0...32)
    for attribute in terms.attributes {
      try needCode(attribute.key, "attributes")
      if attribute.key.utf8.contains(UInt8(ascii: "=")) {
        throw PlainRefusal(2010, [Int64(attribute.key.utf8.count)], names: ["attributes"])
      }
      try needWords(attribute.value, "attributes")
    }
    for (one, next) in zip(terms.attributes, terms.attributes.dropFirst()) {
      try need(ascends(one.key, next.key), "attributes")
    }
    switch (terms.vintageFrom, terms.vintageTo) {
    case (nil, nil): break
    case (let from?, let to?): try need(from <= to, "vintage")
    default: throw PlainRefusal(2012, names: ["vintage"])
    }
    if lots.contains(where: { $0.terms.code == terms.code }) { throw PlainRefusal(2013, names: [terms.code]) }
    if terms.unit == 0 || Int(terms.unit) > units.count { throw PlainRefusal(2020, [Int64(terms.unit)]) }
    lots.append(Lot(terms: terms))
    return [.named("lotOpened")]
  }

  private mutating func setStatus(
    _ account: UInt32, _ status: Int, _ order: String
  ) throws(PlainRefusal) -> [PlainFact] {
    try needWords(order, "order", required: true)
    try needAccount(account)
    let now = accounts[Int(account) - 1].status
    if now == 4 { throw PlainRefusal(2046, [Int64(account)]) }
    if now == status { throw PlainRefusal(2061, [Int64(status)]) }
    if status == 4 {
      if now == 3 { throw PlainRefusal(2048, [Int64(account)]) }
      for lot in 1...UInt32(max(1, lots.count)) {
        for state in PlainState.live where balance(account, lot, state) != 0 {
          throw PlainRefusal(2062, [Int64(account), Int64(lot)])
        }
      }
    }
    accounts[Int(account) - 1].status = status
    return [.named("statusSet")]
  }

  private mutating func setFloor(
    _ account: UInt32, _ lot: UInt32, _ floor: Int64?
  ) throws(PlainRefusal) -> [PlainFact] {
    try needAccount(account)
    try needLot(lot)
    let least = units[Int(lots[Int(lot) - 1].terms.unit) - 1].floor
    if let floor, floor < least { throw PlainRefusal(2063, [floor, least]) }
    floors.removeAll { $0.account == account && $0.lot == lot }
    if let floor { floors.append(Floor(account: account, lot: lot, floor: floor)) }
    return [.named("floorSet")]
  }
}
