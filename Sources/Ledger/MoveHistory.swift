public import Journal

/// The table of all moves that ever were: what an account's statement and a unit's story are read from.
public enum MoveHistory {
  /// One row for each move, found by the entry, the fact in it and the move in that.
  public static let shape = TableShape(
    "moves",
    [
      .init("sequence", .integer), .init("fact", .integer), .init("move", .integer),
      .init("moment", .integer), .init("movement", .integer), .init("lot", .integer),
      .init("quantity", .integer), .init("first", .integer), .init("from_account", .integer),
      .init("from_state", .integer), .init("from_tag", .integer), .init("from_after", .integer),
      .init("to_account", .integer), .init("to_state", .integer), .init("to_tag", .integer),
      .init("to_after", .integer), .init("reason", .text), .init("beneficiary", .text),
    ],
    keyCount: 3, checks: ["quantity > 0"],
    indexes: [["from_account"], ["to_account"], ["lot"]], isAppendOnly: true)

  /// The rows that an entry adds, its facts as the journal has them.
  ///
  /// - Throws: ``MalformedBytes``: a posting cannot be read.
  public static func rows(
    of facts: [RecordedFact], sequence: UInt64, moment: Moment
  ) throws(MalformedBytes) -> [[Cell]] {
    var rows: [[Cell]] = []
    for (index, fact) in facts.enumerated() where fact.kind == LedgerFact.posting {
      guard case .posted(let posting) = try LedgerFact(fact) else { continue }
      var (reason, beneficiary) = ("", "")
      if case .words(let why, let who) = posting.cause { (reason, beneficiary) = (why, who) }
      for (place, move) in posting.moves.enumerated() {
        rows.append([
          .sequence(sequence), .integer(Int64(index)), .integer(Int64(place)), .moment(moment),
          .integer(Int64(posting.movement.rawValue)), move.lot.cell, .integer(move.quantity),
          .integer(move.first), move.from.account.cell, .integer(Int64(move.from.state.rawValue)),
          .integer(Int64(move.from.tag)), .integer(move.fromAfter), move.to.account.cell,
          .integer(Int64(move.to.state.rawValue)), .integer(Int64(move.to.tag)), .integer(move.toAfter),
          .text(reason), .text(beneficiary),
        ])
      }
    }
    return rows
  }
}
