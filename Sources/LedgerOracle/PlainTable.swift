/// The states by their numbers.
enum PlainState {
  static let origin = 0
  static let potential = 1
  static let available = 2
  static let held = 3
  static let pledged = 4
  static let frozen = 5
  static let buffer = 6
  static let leased = 7
  static let retired = 8
  static let expired = 9
  static let cancelled = 10
  static let converted = 11

  static let live = [1, 2, 3, 4, 5, 6, 7]
  static let dead = [8, 9, 10]
}

/// One row of the table of movements in docs/ledger.md.
struct PlainMovement {
  enum Ends { case own, other, out, any }
  enum Lot { case any, valid, past }

  let number: Int
  /// Pairs of states, from and to.
  let cells: [(Int, Int)]
  let ends: Ends
  /// The statuses in which the giver, and the receiver, are refused: 2 suspended, 3 frozen, 4 closed.
  let giver: [Int]
  let receiver: [Int]
  let lot: Lot
  let needsTransferable: Bool
  let usesFloor: Bool

  init(
    _ number: Int, _ cells: [(Int, Int)], _ ends: Ends, giver: [Int] = [], receiver: [Int] = [],
    lot: Lot = .any, transferable: Bool = false, floor: Bool = false
  ) {
    (self.number, self.cells, self.ends, self.giver) = (number, cells, ends, giver)
    (self.receiver, self.lot, needsTransferable, usesFloor) = (receiver, lot, transferable, floor)
  }

  static let table: [PlainMovement] = [
    .init(1, [(0, 1), (0, 2), (0, 6)], .out, receiver: [4, 2], lot: .valid),
    .init(2, [(1, 2), (1, 6), (6, 2)], .own, lot: .valid),
    .init(3, [(2, 3)], .own, giver: [4, 2, 3], lot: .valid, transferable: true, floor: true),
    .init(4, [(3, 2)], .own),
    .init(5, [(3, 2)], .other, receiver: [4], lot: .valid),
    .init(6, [(2, 4)], .own, giver: [4, 2, 3], lot: .valid, transferable: true, floor: true),
    .init(7, [(2, 5), (4, 5)], .own),
    .init(8, [(2, 7)], .own, giver: [4, 2, 3], lot: .valid, transferable: true, floor: true),
    .init(9, [(4, 2)], .own),
    .init(10, [(5, 2), (5, 4)], .own),
    .init(11, [(7, 2)], .own),
    .init(12, [(4, 2)], .other, giver: [3], receiver: [4, 2], lot: .valid),
    .init(13, [(5, 2)], .other, receiver: [4, 2]),
    .init(
      14, [(2, 2), (2, 6), (6, 6), (1, 1)], .other, giver: [4, 2, 3], receiver: [4, 2], lot: .valid,
      transferable: true, floor: true),
    .init(
      15, [(2, 11), (11, 2)], .out, giver: [4, 2, 3], receiver: [4, 2], lot: .valid, floor: true),
    .init(16, [(2, 8), (6, 8)], .out, giver: [4, 2, 3], lot: .valid, floor: true),
    .init(17, [(1, 9), (2, 9), (6, 9)], .out, lot: .past),
    .init(18, [(1, 10), (2, 10), (6, 10)], .out),
    .init(
      19,
      [(1, 1), (1, 2), (1, 6), (1, 10), (2, 1), (2, 2), (2, 6), (2, 10), (6, 1), (6, 2), (6, 6), (6, 10)],
      .any, receiver: [4]),
    .init(20, [(5, 5)], .own),
  ]

  /// The row of a number from 1.
  static func row(_ number: Int) -> PlainMovement { table[number - 1] }
}
