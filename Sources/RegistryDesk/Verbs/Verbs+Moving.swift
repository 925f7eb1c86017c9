internal import Actions
internal import Journal
internal import Ledger
internal import Quantities

extension Verb {
  /// What goes from one account to another, or comes to its end.
  static let movingVerbs: [Verb] = [
    .operation(
      "transfer", "划转", "transfer units"
    ) { words, names in
      try words.end(after: 4)
      let lot = try names.lot(words.operand(0, "LOT"))
      return .transfer(
        lot: lot.id, from: try names.account(words.operand(1, "FROM")).id,
        to: try names.account(words.operand(2, "TO")).id,
        quantity: try names.parts(words.operand(3, "AMOUNT"), of: lot),
        fromState: try state(words["--from"] ?? "available", "--from"),
        toState: try state(words["--to"] ?? "available", "--to"), first: try words.firstSerial())
    },
    .operation(
      "post", "多方过账（各批次之和为零）",
      "post changes of several accounts that sum to zero in each lot", post),
    .operation(
      "split", "按份额分配", "share units out",
      split),
    .operation(
      "convert", "折算",
      "convert units",
      convert),
    .operation(
      "retire", "核销", "retire units"
    ) { words, names in
      try words.end(after: 3)
      let lot = try names.lot(words.operand(0, "LOT"))
      return .retire(
        lot: lot.id, account: try names.account(words.operand(1, "ACCOUNT")).id,
        quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot),
        from: try state(words["--from"] ?? "available", "--from"), first: try words.firstSerial(),
        reason: try words.required("--reason"), beneficiary: words["--beneficiary"] ?? "")
    },
    .operation(
      "void", "失效或注销",
      "expire or cancel units"
    ) { words, names in
      try words.end(after: 4)
      let lot = try names.lot(words.operand(0, "LOT"))
      return .void(
        lot: lot.id, account: try names.account(words.operand(1, "ACCOUNT")).id,
        quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot),
        from: try state(words["--from"] ?? "available", "--from"),
        to: try choice(
          words.operand(3, "END"), "END", [("expired", LotState.expired), ("cancelled", .cancelled)]),
        first: try words.firstSerial(), reason: try words.required("--reason"))
    },
  ]

  @Sendable private static func split(_ words: Words, _ names: Names) throws -> Operation {
    let lot = try names.lot(words.operand(0, "LOT"))
    let shares = try words.operands.dropFirst(3).map { word in
      let parts = word.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let weight = Int64(parts[1]) else {
        throw DeskRefusal(zh: "份额写成 账户=85 的形式", en: "write a share like account=85")
      }
      return SplitShare(account: try names.account(parts[0]).id, weight: weight)
    }
    let owner = try words.required("--remainder")
    var remainder = -1
    if owner != "largest" {
      let account = try names.account(owner).id
      guard let place = shares.firstIndex(where: { $0.account == account }) else {
        throw DeskRefusal(zh: "--remainder 须是各份额之一", en: "--remainder must be one of the shares")
      }
      remainder = place
    }
    return .split(
      lot: lot.id, from: try names.account(words.operand(1, "FROM")).id,
      quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot), shares: shares, remainder: remainder)
  }

  @Sendable private static func convert(_ words: Words, _ names: Names) throws -> Operation {
    try words.end(after: 5)
    let lot = try names.lot(words.operand(0, "LOT"))
    let target = try names.lot(words.operand(3, "TO-LOT"))
    let (numerator, denominator) = try ratio(words.operand(4, "RATIO"), from: lot, to: target, names)
    return .convert(
      Conversion(
        lot: lot.id, account: try names.account(words.operand(1, "ACCOUNT")).id,
        quantity: try names.parts(words.operand(2, "AMOUNT"), of: lot), toLot: target.id,
        numerator: numerator, denominator: denominator,
        rounding: try choice(
          words.required("--rounding"), "--rounding", Rounding.allCases.map { ($0.rawValue, $0) }),
        remainder: try names.account(words.required("--remainder")).id, first: try words.firstSerial()))
  }

  @Sendable private static func post(_ words: Words, _ names: Names) throws -> Operation {
    guard !words.operands.isEmpty, words.operands.count % 3 == 0 else {
      throw DeskRefusal(zh: "每笔写 账户 批次 增减", en: "write ACCOUNT LOT CHANGE for each leg")
    }
    return .post(
      legs: try stride(from: 0, to: words.operands.count, by: 3).map { start in
        let lot = try names.lot(words.operand(start + 1, "LOT"))
        let change = try words.operand(start + 2, "CHANGE")
        return PostLeg(
          account: try names.account(words.operand(start, "ACCOUNT")).id, lot: lot.id,
          change: try names.parts(change.hasPrefix("+") ? String(change.dropFirst()) : change, of: lot))
      })
  }

  /// `1.25` or `5/4` units of the new lot for one unit of the old one, in parts of both.
  private static func ratio(
    _ text: String, from lot: Lot, to target: Lot, _ names: Names
  ) throws -> (Int64, Int64) {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    let numerals = sides.compactMap { try? DecimalNumeral(parsing: $0) }
    guard numerals.count == sides.count, (1...2).contains(numerals.count),
      let one = try? DecimalNumeral(parsing: "1"), let from = names.unit(of: lot),
      let to = names.unit(of: target),
      let top = try? Ratio(numerals[0].shifted(by: Int(to.decimals))),
      let bottom = try? Ratio((numerals.count == 2 ? numerals[1] : one).shifted(by: Int(from.decimals))),
      let numerator = exact(top.numerator, bottom.denominator),
      let denominator = exact(top.denominator, bottom.numerator), numerator > 0, denominator > 0
    else {
      throw DeskRefusal(zh: "折算比写成 1.25 或 5/4 的形式", en: "write the ratio like 1.25 or 5/4")
    }
    return (numerator, denominator)
  }

  private static func exact(_ left: Int64, _ right: Int64) -> Int64? {
    let (product, isOver) = left.multipliedReportingOverflow(by: right)
    return isOver ? nil : product
  }
}
