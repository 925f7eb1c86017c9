public import Law
public import Ledger

/// Which sheets of which workbooks tell a registry's past, and what their columns mean.
public struct LoadMapping: Sendable {
  /// The lasting name of the mapping.
  public let id: String
  public let title: Label
  /// Where the records come from.
  public let source: Citation
  public let unit: UnitRules
  public let accounts: [MappedAccount]
  public let issues: [IssueTable]
  public let surrenders: [SurrenderTable]
  /// The text that was read; a registry keeps it among its files.
  public let text: String
}

/// An account that the records need and do not name.
public struct MappedAccount: Hashable, Sendable {
  public let code: String
  public let kind: AccountKind
}

/// Where a table stands.
public struct MappedSheet: Hashable, Sendable {
  public let file: String
  public let sheet: String
  /// The row that names the columns, from 1.
  public let headerRow: Int
}

/// A table with a lot in each row: what was issued, and perhaps what was retired since.
public struct IssueTable: Sendable {
  public let place: MappedSheet
  /// The columns that make the lot.
  public let lot: LotColumns
  /// The column of what was issued in all.
  public let quantity: String
  /// The account that gets what is not in the buffer.
  public let account: String
  /// What of the issue went into a buffer.
  public let buffer: BufferColumn?
  /// Words in the place of a number that say: no units.
  public let nothing: Set<String>
  public let retired: [RetiredColumn]
  public let compared: [ComparedColumn]
}

/// The columns of a lot; all but the code may be absent.
public struct LotColumns: Hashable, Sendable {
  public let code: String
  public let assetClass: String?
  public let project: String?
  public let place: String?
  public let from: String?
  public let until: String?
  /// The year under which sums are listed.
  public let year: String?
  /// The kind under which sums are listed.
  public let kind: String?
  /// Names of attributes and their columns, in the order of their bytes.
  public let attributes: [LotTerms.Attribute]
}

/// A column of units that were put aside when they were issued.
public struct BufferColumn: Hashable, Sendable {
  public let column: String
  public let account: String
}

/// A column of units of the row's lot that were retired.
public struct RetiredColumn: Hashable, Sendable {
  public let kind: String
  public let column: String
  public let account: String
  public let from: LotState
  public let reason: String
  public let beneficiary: String
}

/// A column that should say of each lot what other tables say in many rows.
public struct ComparedColumn: Hashable, Sendable {
  public let column: String
  /// The kinds of the other tables.
  public let with: [String]
}

/// A table of who gave up how many units of which lot.
public struct SurrenderTable: Sendable {
  public let kind: String
  public let place: MappedSheet
  public let lot: String
  public let quantity: String
  /// The column with the code of who gave up, and the one with the name.
  public let holder: String
  public let name: String
  /// A column that must agree with the year of the lot.
  public let year: String?
  /// The account from which the units came to the holder.
  public let account: String
  public let reason: String
  /// Codes of lots that are written otherwise, each with the reason for which they are taken as the same.
  public let alsoWritten: [OtherSpelling]
  /// Whether the table is only held against others, because its rows stand in another table as well.
  public let isOnlyCompared: Bool
}

/// One code written for another.
public struct OtherSpelling: Hashable, Sendable {
  public let written: String
  public let means: String
  public let because: String
}
