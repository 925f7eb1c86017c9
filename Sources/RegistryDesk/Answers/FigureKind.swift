internal import Law
internal import Ledger

/// What a figure of a refusal counts.
enum FigureKind {
  /// Parts of a lot's unit.
  case amount
  case account, lot, unit, state, status, day, moment
  /// A number of something in the registry, or how many.
  case number
  /// A place in a list, from 0.
  case place

  /// What a figure is called, and what it counts.
  typealias Named = (label: Label, kind: FigureKind)

  private static func a(_ zh: String, _ en: String, _ kind: FigureKind) -> Named {
    (Label(zh: zh, en: en), kind)
  }

  /// The figures of a rule in their order, as the table of refusals in docs/ledger.md has them.
  static func of(_ rule: LedgerRefusal) -> [Named] { amounts[rule] ?? others[rule] ?? ofNumber }

  private static let ofNumber = [a("编号", "number", .number), a("其次", "then", .number)]
  private static let ofAccount = [a("账户", "account", .account)]
  private static let ofLot = [a("批次", "lot", .lot)]
  private static let quantity = [a("数量", "quantity", .amount)]
  private static let asked = a("申请", "asked", .amount)

  private static let amounts: [LedgerRefusal: [Named]] = [
    .short: [a("可用", "usable", .amount), asked],
    .offStep: quantity + [a("最小交易单位", "least step", .amount)],
    .notPositive: quantity, .overflow: quantity, .convertsToNothing: quantity,
    .serialsElsewhere: [a("起始编号", "first serial", .number)] + quantity,
    .unbalanced: ofLot + [a("合计", "sum", .amount)],
    .floorBelowUnit: [a("所设下限", "floor", .amount), a("计量单位下限", "the unit's", .amount)],
    .overSettled: [a("第几笔", "leg", .place), a("预留", "held", .amount), asked],
    .overLien: [a("所担保", "secured", .amount), asked],
    .behindSenior: [a("可受偿", "free", .amount), asked],
  ]

  private static let others: [LedgerRefusal: [Named]] = [
    .chainLength: [a("步数", "steps", .number)], .tickDue: [a("最早期限", "earliest", .moment)],
    .text: [a("字节", "bytes", .number)], .listLength: [a("项数", "items", .number)],
    .sameAccount: ofAccount, .accountClosed: ofAccount, .accountSuspended: ofAccount,
    .accountFrozen: ofAccount,
    .noRemainderAccount: ofAccount, .accountNotEmpty: ofAccount + ofLot, .lotNotExpired: ofLot,
    .notSerialised: ofLot,
    .referenceNeeded: ofLot, .lotExpired: ofLot + [a("有效期至", "expired", .day)],
    .noSuchMovement: [a("从", "from", .state), a("到", "to", .state)],
    .stateNotAllowed: [a("状态", "state", .state)], .statusUnchanged: [a("状态", "status", .status)],
    .notTransferable: [a("计量单位", "unit", .unit)], .scattered: [a("段数", "pieces", .number)],
    .noLien: [a("质押", "pledge", .number), a("顺位", "rank", .number)],
    .overCap: [a("尚可计入", "still free", .number), a("申请", "asked", .number)],
    .underFloor: [a("高于下限", "above the least", .number), a("申请", "asked", .number)],
    .stale: [a("声明", "claim", .number), a("记录", "entry", .number)],
    .notReversible: [a("第几笔", "move", .place)],
    .alreadyReversed: [a("记录", "entry", .number), a("第几项", "fact", .place)],
  ]
}
