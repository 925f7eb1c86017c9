internal import Actions
internal import Journal
internal import Ledger

extension Verb {
  /// What is set aside, and what comes of it.
  static let holdingVerbs: [Verb] = [
    .operation(
      "hold", "预留（几笔同进同退，即券款对付）", "set units aside for delivery; several legs are settled or voided whole"
    ) { words, names in
      guard words.operands.count >= 4, words.operands.count % 4 == 0 else {
        throw DeskRefusal(zh: "每笔写 批次 账户 数量 收方", en: "write LOT ACCOUNT AMOUNT TO for each leg")
      }
      let legs = try stride(from: 0, to: words.operands.count, by: 4).map { start in
        let lot = try names.lot(words.operand(start, "LOT"))
        return HoldTerms(
          account: try names.account(words.operand(start + 1, "ACCOUNT")).id, lot: lot.id,
          quantity: try names.parts(words.operand(start + 2, "AMOUNT"), of: lot),
          beneficiary: try names.account(words.operand(start + 3, "TO")).id)
      }
      guard let hours = try words.number("--hours", least: 1), hours <= 876_600 else {
        throw DeskRefusal(zh: "请用 --hours 写明期限（1 至 876600）", en: "say how long by --hours (1 to 876600)")
      }
      return .hold(legs: legs, interval: hours * 3_600_000)
    },
    .operation(
      "settle", "交割，余数退回", "deliver what was set aside; what is left returns"
    ) { words, names in
      let hold = HoldID(try words.number(0, "HOLD"))
      let legs = names.world.legs(of: hold)
      let amounts = try words.operands.dropFirst().enumerated().map { place, text in
        guard place < legs.count, let lot = names.world.book.lots[legs[place].lot] else {
          throw DeskRefusal(zh: "第 \(hold) 号预留没有这么多笔", en: "hold \(hold) has fewer legs")
        }
        return try names.parts(text, of: lot)
      }
      return .settle(hold: hold, quantities: amounts)
    },
    .operation("unhold", "解除预留", "give up what was set aside") { words, _ in
      try words.end(after: 1)
      return .unhold(hold: HoldID(try words.number(0, "HOLD")))
    },
    .operation(
      "lease", "出租", "let units for use"
    ) { words, names in
      try words.end(after: 4)
      let lot = try names.lot(words.operand(0, "LOT"))
      guard let until = try words.moment("--until") else {
        throw DeskRefusal(zh: "请用 --until 写明到期日", en: "say the end by --until")
      }
      return .lease(
        lot: lot.id, account: try names.account(words.operand(1, "ACCOUNT")).id,
        quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot),
        lessee: try names.account(words.operand(3, "LESSEE")).id, until: until,
        first: try words.firstSerial())
    },
    .operation("end-lease", "提前退租", "end a lease before its day") { words, _ in
      try words.end(after: 1)
      return .endLease(lease: LeaseID(try words.number(0, "LEASE")))
    },
  ]
}
