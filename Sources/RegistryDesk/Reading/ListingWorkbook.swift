internal import Sheets

/// A listing as a workbook.
public struct ListingWorkbook {
  private let sheet: Sheet

  /// A workbook of one sheet.
  public init(_ listing: Listing, title: String) {
    sheet = Sheet(
      name: String(title.prefix(31)), title: title, columns: listing.head.map { SheetColumn($0) },
      rows: listing.rows.map { SheetRow($0.map { .text($0) }) })
  }

  /// Writes the workbook.
  public func write(to path: String) throws {
    try Workbook(title: sheet.name, sheets: [sheet]).write(to: path)
  }
}
