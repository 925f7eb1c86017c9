public import Journal

extension Book {
  /// The tables of the book's state, in the order in which they are written, read and hashed.
  public static let shapes: [TableShape] = [
    AssetUnit.shape, Account.shape, Lot.shape, Holding.shape, Span.shape, Hold.shape, HoldLeg.shape,
    Pledge.shape, Lien.shape, Freeze.shape, FreezeWait.shape, Lease.shape, Counter.shape, Claim.shape,
    Reference.shape,
    Reversal.shape, Numbering.shape,
  ]

  /// The records that the commands since the last call wrote or took away, table by table; tables without
  /// a change are left out.
  public mutating func takeTouched() -> [any TableChanges] {
    var lists: [any TableChanges] = []
    units.takeTouched(into: &lists)
    accounts.takeTouched(into: &lists)
    lots.takeTouched(into: &lists)
    holdings.takeTouched(into: &lists)
    spans.takeTouched(into: &lists)
    holds.takeTouched(into: &lists)
    holdLegs.takeTouched(into: &lists)
    pledges.takeTouched(into: &lists)
    liens.takeTouched(into: &lists)
    freezes.takeTouched(into: &lists)
    freezeWaits.takeTouched(into: &lists)
    leases.takeTouched(into: &lists)
    counters.takeTouched(into: &lists)
    claims.takeTouched(into: &lists)
    references.takeTouched(into: &lists)
    reversals.takeTouched(into: &lists)
    numberings.takeTouched(into: &lists)
    return lists
  }

  /// The same as rows.
  public mutating func takeChanges() -> [RowChange] { takeTouched().flatMap { $0.changes } }

  /// All rows of a table in the order of their keys; `nil` for a table that is not the book's.
  public func rows(of table: String) -> [[Cell]]? {
    switch table {
    case AssetUnit.shape.name: units.rows
    case Account.shape.name: accounts.rows
    case Lot.shape.name: lots.rows
    case Holding.shape.name: holdings.rows
    case Span.shape.name: spans.rows
    case Hold.shape.name: holds.rows
    case HoldLeg.shape.name: holdLegs.rows
    case Pledge.shape.name: pledges.rows
    case Lien.shape.name: liens.rows
    case Freeze.shape.name: freezes.rows
    case FreezeWait.shape.name: freezeWaits.rows
    case Lease.shape.name: leases.rows
    case Counter.shape.name: counters.rows
    case Claim.shape.name: claims.rows
    case Reference.shape.name: references.rows
    case Reversal.shape.name: reversals.rows
    case Numbering.shape.name: numberings.rows
    default: nil
    }
  }

  /// Takes in a row that was read from a table. Tables come in the order of ``shapes``, rows in the
  /// order of their keys.
  ///
  /// - Throws: ``MalformedRow``: the table is not the book's, or the row stands for no record, or out of
  /// order.
  public mutating func load(_ row: [Cell], into table: String) throws(MalformedRow) {
    switch table {
    case AssetUnit.shape.name: try load(try AssetUnit(row: row), row)
    case Account.shape.name: try load(try Account(row: row), row)
    case Lot.shape.name: try load(try Lot(row: row), row)
    case Holding.shape.name: holdings.load(try Holding(row: row))
    case Span.shape.name:
      let span = try Span(row: row)
      spans.load(span)
      spanIndex.insert(span)
    case Claim.shape.name:
      let claim = try Claim(row: row)
      claims.load(claim)
      claimIndex.insert(claim.id, claim.terms.box)
    case Counter.shape.name: counters.load(try Counter(row: row))
    case Reference.shape.name: references.load(try Reference(row: row))
    case Reversal.shape.name: reversals.load(try Reversal(row: row))
    case Numbering.shape.name: numberings.load(try Numbering(row: row))
    default: try loadSecurity(row, into: table)
    }
  }

  private mutating func loadSecurity(_ row: [Cell], into table: String) throws(MalformedRow) {
    switch table {
    case Hold.shape.name:
      let hold = try Hold(row: row)
      holds.load(hold)
      deadlines.insert(Deadline(moment: hold.deadline, kind: .hold, number: hold.id.number))
    case HoldLeg.shape.name: holdLegs.load(try HoldLeg(row: row))
    case Pledge.shape.name: pledges.load(try Pledge(row: row))
    case Lien.shape.name: liens.load(try Lien(row: row))
    case Freeze.shape.name:
      let freeze = try Freeze(row: row)
      freezes.load(freeze)
      if let until = freeze.until {
        deadlines.insert(Deadline(moment: until, kind: .freeze, number: freeze.id.number))
      }
    case FreezeWait.shape.name:
      let wait = try FreezeWait(row: row)
      freezeWaits.load(wait)
      note(wait)
    case Lease.shape.name:
      let lease = try Lease(row: row)
      leases.load(lease)
      deadlines.insert(Deadline(moment: lease.until, kind: .lease, number: lease.id.number))
    default: throw MalformedRow(table: table, row: row)
    }
  }

  private mutating func load(_ unit: AssetUnit, _ row: [Cell]) throws(MalformedRow) {
    guard Int(unit.id.number) == units.count + 1 else {
      throw MalformedRow(table: AssetUnit.shape.name, row: row)
    }
    units.load(unit)
    unitCodes[unit.rules.code] = unit.id
  }

  private mutating func load(_ account: Account, _ row: [Cell]) throws(MalformedRow) {
    guard Int(account.id.number) == accounts.count + 1 else {
      throw MalformedRow(table: Account.shape.name, row: row)
    }
    accounts.load(account)
    note(account)
  }

  private mutating func load(_ lot: Lot, _ row: [Cell]) throws(MalformedRow) {
    guard Int(lot.id.number) == lots.count + 1, units[lot.terms.unit] != nil else {
      throw MalformedRow(table: Lot.shape.name, row: row)
    }
    lots.load(lot)
    note(lot)
  }
}
