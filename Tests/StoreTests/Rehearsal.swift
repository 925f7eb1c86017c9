import Journal
import Store

/// A hash of the tests' own: enough to see a changed bit, and quick without optimisation.
let hash = HashFunction(name: "fnv") { bytes in
  var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
  for byte in bytes {
    lanes.0 = (lanes.0 ^ UInt64(byte)) &* 0x100_0000_01b3
    lanes.1 = (lanes.1 ^ UInt64(byte) ^ lanes.0) &* 0x100_0000_01b3
    lanes.2 = (lanes.2 ^ UInt64(byte) ^ lanes.1) &* 0x100_0000_01b3
    lanes.3 = (lanes.3 ^ UInt64(byte) ^ lanes.2) &* 0x100_0000_01b3
  }
  return withUnsafeBytes(of: lanes) { Digest(bytes: Array($0)[...]) }
}

/// SplitMix64 (Steele, Lea and Flood 2014): chance with a seed.
struct SeededChance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Tables in the manner of a ledger, and batches that fill them by chance with a seed.
struct Rehearsal {
  static let balances = TableShape(
    "balances",
    [
      .init("account", .integer), .init("lot", .integer), .init("available", .integer),
      .init("held", .integer),
    ], keyCount: 2, checks: ["available >= 0", "held >= 0"], indexes: [["lot"]])
  static let lots = TableShape(
    "lots",
    [.init("id", .integer), .init("code", .text), .init("note", .text, mayBeNull: true)], keyCount: 1,
    indexes: [["code"], ["note"]])
  static let papers = TableShape(
    "papers", [.init("code", .text), .init("seal", .bytes), .init("number", .integer)], keyCount: 2)
  static let moves = TableShape(
    "moves",
    [
      .init("sequence", .integer), .init("step", .integer), .init("account", .integer),
      .init("quantity", .integer),
    ], keyCount: 2, indexes: [["account"]], isAppendOnly: true)
  static let shape = StoreShape(version: 1, tables: [balances, lots, papers, moves])

  private(set) var chain = Chain(hash: hash)
  private var chance: SeededChance

  init(seed: UInt64, chain: Chain = Chain(hash: hash)) {
    chance = SeededChance(seed)
    self.chain = chain
  }

  /// A key that depends on a sequence alone.
  static func key(_ sequence: UInt64) -> CommandKey {
    var chance = SeededChance(sequence)
    return CommandKey(high: chance.next(), low: chance.next())
  }

  static func entry(_ sequence: UInt64) -> Entry {
    Entry(
      sequence: sequence, key: key(sequence), body: hash.digest([UInt8(sequence % 251)]), person: 1,
      organisation: 2, moment: Moment(milliseconds: Int64(sequence)), action: "ledger.transfer",
      outcome: .done([RecordedFact(kind: 2000, version: 1, content: [1, 2, 3])]))
  }

  /// The next batch: a few commands, and rows of every table and kind.
  mutating func batch() -> Batch {
    let count = UInt64.random(in: 1...5, using: &chance)
    let entries = (chain.nextSequence..<chain.nextSequence + count).map { Self.entry($0) }
    var changes: [[Cell]: RowChange] = [:]
    for _ in 0..<Int.random(in: 0...8, using: &chance) {
      let change = change()
      changes[[.text(change.table)] + change.key] = change
    }
    let history = entries.flatMap { entry in
      (0..<Int64.random(in: 0...2, using: &chance)).map { step -> RowChange in
        let key: [Cell] = [.integer(Int64(entry.sequence)), .integer(step)]
        let account = Int64.random(in: 1...5, using: &chance)
        return RowChange(table: "moves", key: key, row: key + [.integer(account), .integer(.max - step)])
      }
    }
    let block = chain.seal(entries.map(\.bytes), at: Moment(milliseconds: Int64(chain.nextSequence)))
    let ordered = changes.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { changes[$0] }
    return Batch(block: block, entries: entries, changes: ordered, history: history)
  }

  private mutating func change() -> RowChange {
    let texts = ["", "a", "券", "山水", "😀", "Z", "a b", "é"]
    let isGone = Int.random(in: 0...4, using: &chance) == 0
    switch Int.random(in: 0...2, using: &chance) {
    case 0:
      let key: [Cell] = [
        .integer(.random(in: 1...9, using: &chance)), .integer(.random(in: 1...3, using: &chance)),
      ]
      let row = key + [.integer(.random(in: 0...Int64.max, using: &chance)), .integer(0)]
      return RowChange(table: "balances", key: key, row: isGone ? nil : row)
    case 1:
      let key: [Cell] = [.integer([.min, -1, 0, 1, 2, 3, .max].randomElement(using: &chance) ?? 0)]
      let note = texts.randomElement(using: &chance).map { Cell.text($0) } ?? .null
      let row =
        key + [
          .text("L\(Int.random(in: 0...3, using: &chance))"), Bool.random(using: &chance) ? note : .null,
        ]
      return RowChange(table: "lots", key: key, row: isGone ? nil : row)
    default:
      let seal: [UInt8] = [[], [0], [0, 0], [255], [127, 1]].randomElement(using: &chance) ?? []
      let key: [Cell] = [.text(texts.randomElement(using: &chance) ?? ""), .bytes(seal)]
      let row = key + [.integer(.random(in: .min ... .max, using: &chance))]
      return RowChange(table: "papers", key: key, row: isGone ? nil : row)
    }
  }
}
