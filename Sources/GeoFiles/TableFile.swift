/// A table read whole: a header and rows of text cells, each with its place in the file.
///
/// Cells stay text until somebody asks for a number or a day; then a cell that cannot be read is an error
/// that names its row and column, and is never skipped.
public struct TableFile: Hashable, Sendable {
  public let path: String
  /// The sheet or layer; nil for a text file.
  public let sheet: String?
  /// Names of the columns, without spaces around them. A nameless column is called `#` and its number.
  public let columns: [String]
  /// Number of rows under the header; empty rows are not counted.
  public var count: Int { rowNumbers.count }
  /// For each row, where it stands in the file: the line of a text file where it begins, the row of a
  /// sheet, the place of a feature; all from 1.
  public let rowNumbers: [Int]
  /// What a person should know, such as comment lines passed over.
  public let notes: [String]
  /// Row by row.
  private let cells: [String]

  init(_ path: String, sheet: String?, _ rows: NumberedRows, notes: [String]) throws(GeoFileError) {
    guard let header = rows.header else { throw GeoFileError(path, .noHeader) }
    let columns = nameColumns(header, over: rows.body)
    var cells: [String] = []
    cells.reserveCapacity(rows.body.count * columns.count)
    var uneven: [RaggedRow] = []
    for row in rows.body {
      let surplus = row.cells.dropFirst(columns.count)
      guard row.cells.count >= columns.count, surplus.allSatisfy(\.isEmpty) else {
        let filled = row.cells.count - (row.cells.reversed().prefix { $0.isEmpty }).count
        uneven.append(
          RaggedRow(row: row.number, cells: max(filled, min(row.cells.count, columns.count))))
        continue
      }
      cells += row.cells.prefix(columns.count)
    }
    guard uneven.isEmpty else {
      let told = Array(uneven.prefix(TableFaults.limit))
      throw GeoFileError(path, .ragged(told, more: uneven.count - told.count, columns: columns.count))
    }
    self.path = path
    self.sheet = sheet
    self.columns = columns
    self.cells = cells
    self.notes = notes
    rowNumbers = rows.body.map(\.number)
  }

  /// The place of a column, from 0.
  ///
  /// - Throws: ``GeoFileError`` when there is none of that name, or more than one.
  public func column(_ name: String) throws(GeoFileError) -> Int {
    guard let first = columns.firstIndex(of: name) else {
      throw GeoFileError(path, .noSuchColumn(name, has: columns))
    }
    if let second = columns[(first + 1)...].firstIndex(of: name) {
      throw GeoFileError(path, .duplicateColumn(name, first: first + 1, second: second + 1))
    }
    return first
  }

  /// The text of a cell, without spaces around it; empty when nothing is there.
  ///
  /// - Parameter row: From 0, under the header.
  /// - Parameter column: From 0.
  public func text(row: Int, column: Int) -> String { cells[row * columns.count + column] }
}

/// Rows as they were found, with their places.
struct NumberedRows {
  struct Row {
    var number: Int
    var cells: [String]
  }

  /// Cells of the row that names the columns; nil for an empty table.
  var header: [String]?
  var body: [Row] = []
}

/// Drops nameless columns at the right end that hold nothing; names other nameless ones by their place.
private func nameColumns(_ header: [String], over body: [NumberedRows.Row]) -> [String] {
  var width = header.count
  while width > 0 && header[width - 1].isEmpty
    && body.allSatisfy({ $0.cells.count < width || $0.cells[width - 1].isEmpty })
  {
    width -= 1
  }
  return header.prefix(width).enumerated().map { $1.isEmpty ? "#\($0 + 1)" : onOneLine($1) }
}

/// A head that was broken into lines to fit its column: Chinese lines join as they are, Latin ones with a
/// space.
private func onOneLine(_ head: String) -> String {
  let lines = head.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }
  return lines.dropFirst().reduce(lines.first ?? "") { line, next in
    let isLatin = line.last?.isASCII == true && next.first?.isASCII == true
    return line + (isLatin ? " " : "") + next
  }
}
