public import Journal

/// All that the registry knows of parties and consent, in memory and as tables.
///
/// A command is decided by ``perform(_:by:rules:)`` and ended by ``keep()`` or ``rollBack()``; the journal is
/// followed by ``replay(_:)``.
public struct Directory: Sendable {
  var parties = Shelf<Party>()
  var codes = Shelf<PartyCode>()
  var representations = Shelf<Representation>()
  var roles = Shelf<RoleGrant>()
  var trusted = Shelf<TrustedAccount>()
  var limits = Shelf<QuantityLimit>()
  var administrations = Shelf<Administration>()
  var proposals = Shelf<Proposal>()
  var approvals = Shelf<Approval>()
  /// Proposals that wait, the one that lapses first in front.
  var waiting = OrderedList<WaitingProposal>()

  /// An empty directory.
  public init() {}

  /// The tables, in the order in which ``rows(of:)`` and ``load(_:into:)`` name them.
  public static let shapes = [
    Party.shape, PartyCode.shape, Representation.shape, RoleGrant.shape, TrustedAccount.shape,
    QuantityLimit.shape, Administration.shape, Proposal.shape, Approval.shape,
  ]

  /// Ends a command that happened.
  public mutating func keep() {
    parties.keep()
    codes.keep()
    representations.keep()
    roles.keep()
    trusted.keep()
    limits.keep()
    administrations.keep()
    proposals.keep()
    approvals.keep()
    waiting.keep()
  }

  /// Ends a command that was refused: no trace of it stays.
  public mutating func rollBack() {
    parties.rollBack()
    codes.rollBack()
    representations.rollBack()
    roles.rollBack()
    trusted.rollBack()
    limits.rollBack()
    administrations.rollBack()
    proposals.rollBack()
    approvals.rollBack()
    waiting.rollBack()
  }

  /// The records that kept commands wrote or took away since the last call, table by table; tables without
  /// a change are left out.
  public mutating func takeTouched() -> [any TableChanges] {
    var lists: [any TableChanges] = []
    parties.takeTouched(into: &lists)
    codes.takeTouched(into: &lists)
    representations.takeTouched(into: &lists)
    roles.takeTouched(into: &lists)
    trusted.takeTouched(into: &lists)
    limits.takeTouched(into: &lists)
    administrations.takeTouched(into: &lists)
    proposals.takeTouched(into: &lists)
    approvals.takeTouched(into: &lists)
    return lists
  }

  /// The same as rows.
  public mutating func takeChanges() -> [RowChange] { takeTouched().flatMap { $0.changes } }

  /// All rows of a table in the order of their keys; `nil` for a table of another room.
  public func rows(of table: String) -> [[Cell]]? {
    switch table {
    case Party.shape.name: parties.rows
    case PartyCode.shape.name: codes.rows
    case Representation.shape.name: representations.rows
    case RoleGrant.shape.name: roles.rows
    case TrustedAccount.shape.name: trusted.rows
    case QuantityLimit.shape.name: limits.rows
    case Administration.shape.name: administrations.rows
    case Proposal.shape.name: proposals.rows
    case Approval.shape.name: approvals.rows
    default: nil
    }
  }

  /// Takes in a row that a store kept; not a change.
  ///
  /// - Throws: ``MalformedRow``: the row stands for nothing, or the table is another room's.
  public mutating func load(_ row: [Cell], into table: String) throws(MalformedRow) {
    switch table {
    case Party.shape.name: parties.load(try Party(row: row))
    case PartyCode.shape.name: codes.load(try PartyCode(row: row))
    case Representation.shape.name: representations.load(try Representation(row: row))
    case RoleGrant.shape.name: roles.load(try RoleGrant(row: row))
    case TrustedAccount.shape.name: trusted.load(try TrustedAccount(row: row))
    case QuantityLimit.shape.name: limits.load(try QuantityLimit(row: row))
    case Administration.shape.name: administrations.load(try Administration(row: row))
    case Proposal.shape.name:
      let proposal = try Proposal(row: row)
      proposals.load(proposal)
      if proposal.status == .pending {
        waiting.add(WaitingProposal(proposal))
        waiting.keep()
      }
    case Approval.shape.name: approvals.load(try Approval(row: row))
    default: throw MalformedRow(table: table, row: row)
    }
  }
}

/// A proposal that waits; the one that lapses first comes first.
struct WaitingProposal: Hashable, Sendable, Comparable {
  let lapses: Moment
  let number: UInt32

  init(_ proposal: Proposal) { (lapses, number) = (proposal.lapses, proposal.number) }

  static func < (left: Self, right: Self) -> Bool {
    (left.lapses, left.number) < (right.lapses, right.number)
  }
}
