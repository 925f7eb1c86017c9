internal import Journal
public import Law
internal import Ledger
internal import Quantities

/// Under what sums are listed: issue or retirement of a kind, in a year or period.
struct SumKey: Hashable {
  let kind: String
  let year: String
}

/// A row that issues a lot.
struct IssueRecord {
  let origin: RowOrigin
  let table: Int
  let terms: LotTerms
  let year: String
  let kind: String
  /// In all, and what of it went into the buffer, in parts.
  let quantity: Int64
  let buffer: Int64
  /// What each of the table's columns says was retired, in parts.
  let retired: [Int64]
  /// What each of the compared columns says, in parts.
  let compared: [Int64]
}

/// A row by which somebody gave units up.
struct SurrenderRecord {
  let origin: RowOrigin
  let table: Int
  let lot: String
  let year: String
  let holder: String
  let name: String
  let quantity: Int64
}

/// A row, or a figure of it, that did not become what it says; or that says nothing of units.
public struct NamedRow: Hashable, Sendable {
  public let file: String
  public let sheet: String
  public let row: Int
  public let kind: String
  public let lot: String
  /// The figure as the file has it.
  public let figure: String
  public let why: Label

  init(_ origin: RowOrigin, kind: String, lot: String, figure: String, why: Label) {
    (file, sheet, row) = (origin.file, origin.sheet, origin.row)
    (self.kind, self.lot, self.figure, self.why) = (kind, lot, figure, why)
  }
}
