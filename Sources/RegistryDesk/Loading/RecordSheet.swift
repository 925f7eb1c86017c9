internal import Foundation
internal import GeoFiles
internal import Journal
internal import Quantities
internal import Seals

/// A sheet of records: its texts, and the digest of the file that it stands in.
struct RecordSheet {
  let place: MappedSheet
  let digest: Digest
  private let table: TableFile

  /// Reads a sheet of a workbook in a folder.
  init(_ place: MappedSheet, in folder: String) throws {
    let path = folder + "/" + place.file
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DeskRefusal(
        zh: "读不到 \(path)：请用 --data 写明文件所在目录", en: "\(path) cannot be read: say by --data where the files are")
    }
    self.place = place
    digest = HashFunction.sm3.digest(Array(data))
    table = try TableFile(workbook: path, sheet: place.sheet, headerRow: place.headerRow)
  }

  /// The places of the rows, from 0.
  var rows: Range<Int> { 0..<table.count }

  /// The number of a row in the sheet, from 1.
  func number(of row: Int) -> Int { table.rowNumbers[row] }

  /// A column by its head, which must stand there once.
  func column(_ head: String) throws -> Int { try table.column(head) }

  /// A column that the mapping may leave out.
  func column(_ head: String?) throws -> Int? { try head.map { try table.column($0) } }

  /// The text of a cell without blanks around it.
  func text(_ row: Int, _ column: Int?) -> String { column.map { table.text(row: row, column: $0) } ?? "" }

  /// The day of a cell; `nil` where no day stands.
  func day(_ row: Int, _ column: Int?) -> Day? {
    column.flatMap { try? table.day(row: row, column: $0) }
  }

  /// How the journal names a row.
  func origin(_ row: Int) -> RowOrigin {
    RowOrigin(digest: digest, file: place.file, sheet: place.sheet, row: number(of: row))
  }
}

/// A row of a file.
struct RowOrigin: Hashable {
  let digest: Digest
  let file: String
  let sheet: String
  let row: Int
}
