internal import Actions
internal import Journal
internal import Ledger

extension Verb {
  /// Pledges, freezes, and contra entries.
  static let securingVerbs: [Verb] = [
    .operation(
      "pledge", "质押", "pledge units to a lender"
    ) { words, names in
      try words.end(after: 4)
      let lot = try names.lot(words.operand(0, "LOT"))
      return .pledge(
        lot: lot.id, account: try names.account(words.operand(1, "ACCOUNT")).id,
        quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot),
        lender: try names.account(words.operand(3, "LENDER")).id, first: try words.firstSerial())
    },
    .operation(
      "pledge-again", "再质押（后一顺位）", "pledge again, in the next rank"
    ) { words, names in
      try words.end(after: 3)
      let pledge = PledgeID(try words.number(0, "PLEDGE"))
      return .pledgeAgain(
        pledge: pledge, lender: try names.account(words.operand(1, "LENDER")).id,
        quantity: try amount(words, 2, of: pledge, names))
    },
    .operation("discharge", "解除质押", "give up a lien") { words, names in
      try words.end(after: 3)
      let pledge = PledgeID(try words.number(0, "PLEDGE"))
      return .discharge(
        pledge: pledge, rank: try words.number(1, "RANK"), quantity: try amount(words, 2, of: pledge, names))
    },
    .operation("enforce", "实现质权", "enforce a lien") { words, names in
      try words.end(after: 4)
      let pledge = PledgeID(try words.number(0, "PLEDGE"))
      return .enforce(
        pledge: pledge, rank: try words.number(1, "RANK"), quantity: try amount(words, 2, of: pledge, names),
        to: try names.account(words.operand(3, "TO")).id)
    },
    .operation(
      "freeze", "司法冻结", "freeze units by the order of a court"
    ) { words, names in
      try words.end(after: 3)
      let lot = try names.lot(words.operand(0, "LOT"))
      return .freeze(
        lot: lot.id, account: try names.account(words.operand(1, "ACCOUNT")).id,
        quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot), first: try words.firstSerial(),
        pledge: PledgeID(UInt32(clamping: try words.number("--pledge", least: 1) ?? 0)),
        order: try words.required("--order"), court: try words.required("--court"),
        until: try words.moment("--until"))
    },
    .operation(
      "queue-freeze", "轮候冻结：排在已有冻结之后，待其解除或期满自动生效",
      "a further order on frozen units: it waits behind a freeze and takes effect when that one ends"
    ) { words, names in
      try words.end(after: 2)
      let freeze = FreezeID(try words.number(0, "BEHIND"))
      return .queueFreeze(
        behind: freeze, quantity: try frozen(words, of: freeze, names), order: try words.required("--order"),
        court: try words.required("--court"), until: try words.moment("--until"))
    },
    .operation("prolong", "续冻", "prolong a freeze") { words, _ in
      try words.end(after: 1)
      return .prolong(freeze: FreezeID(try words.number(0, "FREEZE")), until: try words.moment("--until"))
    },
    .operation("unfreeze", "解冻", "lift a freeze") { words, _ in
      try words.end(after: 1)
      return .unfreeze(freeze: FreezeID(try words.number(0, "FREEZE")))
    },
    .operation("seize", "司法扣划", "hand frozen units over by order") { words, names in
      try words.end(after: 3)
      let freeze = FreezeID(try words.number(0, "FREEZE"))
      return .seize(
        freeze: freeze, quantity: try frozen(words, of: freeze, names),
        to: try names.account(words.operand(2, "TO")).id)
    },
  ]

  /// The second operand: an amount of what a freeze has or waits for.
  private static func frozen(_ words: Words, of freeze: FreezeID, _ names: Names) throws -> Int64 {
    let book = names.world.book
    guard let id = book.freezes[freeze]?.lot ?? book.waits(of: freeze).first?.lot, let lot = book.lots[id]
    else {
      throw DeskRefusal(zh: "没有第 \(freeze) 号冻结，或已解除", en: "there is no freeze \(freeze), or it has ended")
    }
    return try names.parts(words.operand(1, "AMOUNT"), of: lot)
  }

  private static func amount(
    _ words: Words, _ place: Int, of pledge: PledgeID, _ names: Names
  ) throws -> Int64 {
    guard let lot = names.world.book.pledges[pledge].flatMap({ names.world.book.lots[$0.lot] }) else {
      throw DeskRefusal(zh: "没有第 \(pledge) 号质押", en: "there is no pledge \(pledge)")
    }
    return try names.parts(words.operand(place, "AMOUNT"), of: lot)
  }
}
