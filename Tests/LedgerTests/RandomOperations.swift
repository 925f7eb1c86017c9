import Journal
import Ledger
import Quantities

/// Operations of every kind, sensible and mad, over the accounts and lots of a ``Desk``.
struct RandomOperations {
  var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  mutating func chain(_ book: Book, at moment: Moment, sequence: UInt64) -> [Operation] {
    let count = random.chance(70) ? 1 : 1 + random.below(4)
    return (0..<count).map { _ in operation(book, at: moment, sequence: sequence) }
  }

  private mutating func amount() -> Int64 {
    if random.chance(3) {
      return random.one(of: [.min, .min + 1, -1, 0, .max - 1, .max, .max / 2])
    }
    return random.chance(50) ? Int64(1 + random.below(30)) * 10 : Int64(1 + random.below(400))
  }

  private mutating func account() -> AccountID {
    random.chance(1) ? random.one(of: [0, 77, AccountID(.max)]) : AccountID(UInt32(1 + random.below(7)))
  }

  private mutating func lot() -> LotID {
    random.chance(1) ? random.one(of: [0, 99, LotID(.max)]) : LotID(UInt32(1 + random.below(7)))
  }

  private mutating func state() -> LotState {
    random.chance(85) ? .available : LotState.allCases[random.below(12)]
  }

  private mutating func serial() -> Int64 {
    random.chance(90) ? 0 : random.chance(90) ? Int64(random.below(4000)) : random.one(of: [.min, -1, .max])
  }

  private mutating func recent<Numbered>(_ last: UInt32?) -> ID<Numbered> {
    ID(UInt32(max(0, Int(last ?? 0) + 1 - random.below(6))))
  }

  private mutating func until(_ moment: Moment) -> Moment {
    moment.adding(milliseconds: Int64(random.below(400_000)) - 1000)
  }

  mutating func operation(_ book: Book, at moment: Moment, sequence: UInt64) -> Operation {
    switch random.below(100) {
    case 0..<25:
      return .transfer(
        lot: lot(), from: account(), to: account(), quantity: amount(), fromState: state(),
        toState: state(), first: serial())
    case 25..<32:
      return .issue(
        lot: lot(), account: account(), quantity: amount() / 4,
        to: random.one(of: [.available, .potential, .buffer]),
        reference: random.chance(60) ? "bank-\(random.below(100_000))" : "")
    case 32..<36:
      return .release(
        lot: lot(), account: account(), quantity: amount(), from: random.one(of: [.potential, .buffer]),
        to: random.one(of: [.available, .available, .buffer]), first: serial())
    case 36..<39: return .post(legs: legs())
    case 39..<42: return split()
    case 42..<46: return conversion()
    case 46..<49:
      return .retire(
        lot: lot(), account: account(), quantity: amount() / 3, from: state(), first: serial(), reason: "用于占补"
      )
    case 49..<52:
      return .void(
        lot: lot(), account: account(), quantity: amount() / 4,
        from: random.one(of: [.potential, .available, .buffer, .held]),
        to: random.one(of: [.expired, .cancelled]), first: serial(), reason: "撤回")
    default: return security(book, at: moment, sequence: sequence)
    }
  }

  private mutating func security(_ book: Book, at moment: Moment, sequence: UInt64) -> Operation {
    switch random.below(100) {
    case 0..<20: return .hold(legs: holdTerms(), interval: Int64(random.below(400_000)) - 1000)
    case 20..<32:
      let id: HoldID = recent(book.numberings[.hold]?.last)
      let count = random.chance(50) ? 0 : Int(book.holds[id]?.count ?? 1)
      return .settle(hold: id, quantities: (0..<count).map { _ in amount() })
    case 32..<37: return .unhold(hold: recent(book.numberings[.hold]?.last))
    case 37..<45:
      return .pledge(
        lot: lot(), account: account(), quantity: amount(), lender: account(), first: serial())
    case 45..<50:
      return .pledgeAgain(
        pledge: recent(book.numberings[.pledge]?.last), lender: account(), quantity: amount())
    case 50..<57:
      return .discharge(
        pledge: recent(book.numberings[.pledge]?.last), rank: UInt16(random.below(4)), quantity: amount())
    case 57..<63:
      return .enforce(
        pledge: recent(book.numberings[.pledge]?.last), rank: UInt16(random.below(4)), quantity: amount(),
        to: account())
    case 63..<70: return freeze(book, at: moment)
    case 70..<72:
      return .prolong(
        freeze: recent(book.numberings[.freeze]?.last), until: random.chance(30) ? nil : until(moment))
    case 72..<75: return .unfreeze(freeze: recent(book.numberings[.freeze]?.last))
    case 75..<80:
      return .seize(
        freeze: recent(book.numberings[.freeze]?.last), quantity: amount(), to: account())
    case 80..<86:
      return .lease(
        lot: lot(), account: account(), quantity: amount(), lessee: account(), until: until(moment),
        first: serial())
    case 86..<88: return .endLease(lease: recent(book.numberings[.lease]?.last))
    default: return rest(book, sequence: sequence)
    }
  }

  private mutating func rest(_ book: Book, sequence: UInt64) -> Operation {
    switch random.below(10) {
    case 0: return .setCounter(key: "zone-\(random.below(3))", minimum: 0 &- amount(), maximum: amount())
    case 1, 2: return .count(key: "zone-\(random.below(3))", change: amount() &- 200)
    case 3, 4: return claim(sequence)
    case 5: return .withdraw(claim: recent(book.numberings[.claim]?.last), reason: "撤销")
    case 6: return .useReference("case-\(random.below(5000))")
    case 7:
      return .setFloor(account: account(), lot: lot(), floor: random.chance(50) ? nil : amount() / 10 &- 20)
    case 8 where random.chance(10):
      let status = random.one(of: AccountStatus.allCases)
      return .setStatus(account: account(), status: status, order: "号 7")
    default:
      return .setStatus(account: AccountID(UInt32(1 + random.below(6))), status: .open, order: "号 8")
    }
  }

  private mutating func legs() -> [PostLeg] {
    let (lot, other, quantity, price) = (lot(), lot(), amount(), amount())
    let (seller, buyer) = (account(), account())
    return [
      PostLeg(account: seller, lot: lot, change: 0 &- quantity),
      PostLeg(account: buyer, lot: lot, change: quantity),
      PostLeg(account: buyer, lot: other, change: 0 &- price),
      PostLeg(account: seller, lot: other, change: price),
    ]
  }

  private mutating func split() -> Operation {
    let count = 1 + random.below(4)
    let shares = (0..<count).map { _ in SplitShare(account: account(), weight: amount()) }
    return .split(
      lot: lot(), from: account(), quantity: amount(), shares: shares, remainder: random.below(count + 1) - 1)
  }

  private mutating func conversion() -> Operation {
    .convert(
      Conversion(
        lot: lot(), account: account(), quantity: amount(), toLot: lot(), numerator: amount(),
        denominator: amount(), rounding: random.one(of: Rounding.allCases),
        remainder: random.chance(90) ? 5 : account(), first: serial()))
  }

  private mutating func holdTerms() -> [HoldTerms] {
    (0...random.below(3)).map { _ in
      HoldTerms(
        account: account(), lot: lot(), quantity: amount(), beneficiary: account(), first: serial())
    }
  }

  private mutating func freeze(_ book: Book, at moment: Moment) -> Operation {
    if random.chance(15) {
      return .queueFreeze(
        behind: recent(book.numberings[.freeze]?.last), quantity: amount(), order: "(2026)浙02执8号",
        court: "二院",
        until: random.chance(30) ? nil : until(moment))
    }
    let pledge = random.chance(50) ? book.pledges[recent(book.numberings[.pledge]?.last)] : nil
    return .freeze(
      lot: pledge?.lot ?? lot(), account: pledge?.account ?? account(), quantity: amount(),
      first: serial(), pledge: pledge?.id ?? 0, order: "(2026)浙01执7号", court: "法院",
      until: random.chance(30) ? nil : until(moment))
  }

  private mutating func claim(_ sequence: UInt64) -> Operation {
    let (west, south) = (Int64(random.below(20)) * 1000, Int64(random.below(20)) * 1000)
    let (width, height) = (Int64(random.below(3000)), Int64(random.below(3000)))
    guard let from = try? Day(number: 19_000 + random.below(1000)),
      let to = try? Day(number: Int(from.number) + random.below(300) - 5)
    else { return .tick }
    return .claim(
      ClaimTerms(
        place: .none, box: Box(west: west, south: south, east: west + width, north: south + height),
        benefit: random.one(of: ["carbon", "water", "soil"]),
        conflicts: random.chance(30) ? ["carbon"] : [], from: from, to: to,
        stated: sequence &- UInt64(1 + random.below(2000))))
  }
}
