public import Quantities

extension TableFile {
  /// The number in a cell.
  ///
  /// Full-width digits are taken; thousand separators, percent signs and words are refused.
  /// - Throws: ``GeoFileError`` with ``GeoFileFault/badCell(row:column:text:problem:)``.
  public func number(row: Int, column: Int) throws(GeoFileError) -> Double {
    try read(row, column, readNumber)
  }

  /// The number in a cell; nil when the cell is empty.
  public func optionalNumber(row: Int, column: Int) throws(GeoFileError) -> Double? {
    text(row: row, column: column).isEmpty ? nil : try number(row: row, column: column)
  }

  /// The whole number in a cell; `33` and `33.0` are the same.
  public func wholeNumber(row: Int, column: Int) throws(GeoFileError) -> Int {
    try read(row, column) { (text) throws(CellProblem) in
      guard let whole = Int(exactly: try readNumber(text)) else { throw .notWhole }
      return whole
    }
  }

  /// The day in a cell, whatever form of ``readDay(_:)`` it has; a time of day behind it is left out.
  public func day(row: Int, column: Int) throws(GeoFileError) -> Day {
    try read(row, column, readDay)
  }

  /// A code or a word in a cell: not empty, one line, without characters that cannot be seen.
  public func filledText(row: Int, column: Int) throws(GeoFileError) -> String {
    try read(row, column) { (text) throws(CellProblem) in
      try readWord(text)
    }
  }

  /// All numbers of a column; NaN where the cell is empty.
  public func numbers(column name: String) throws(GeoFileError) -> [Double] {
    let column = try self.column(name)
    var numbers: [Double] = []
    for row in 0..<count { numbers.append(try optionalNumber(row: row, column: column) ?? .nan) }
    return numbers
  }

  /// All days of a column.
  public func days(column name: String) throws(GeoFileError) -> [Day] {
    let column = try self.column(name)
    var days: [Day] = []
    for row in 0..<count { days.append(try day(row: row, column: column)) }
    return days
  }

  /// All texts of a column.
  public func texts(column name: String) throws(GeoFileError) -> [String] {
    let column = try self.column(name)
    return (0..<count).map { text(row: $0, column: column) }
  }

  private func read<Value>(
    _ row: Int, _ column: Int, _ parse: (String) throws(CellProblem) -> Value
  ) throws(GeoFileError) -> Value {
    let text = text(row: row, column: column)
    do throws(CellProblem) {
      return try parse(text)
    } catch {
      let place = GeoFileFault.badCell(
        row: rowNumbers[row], column: columns[column], text: shown(text), problem: error)
      throw GeoFileError(path, place)
    }
  }
}

/// A code or a word of a table.
///
/// - Throws: ``CellProblem``: empty, a control character, or too long for a worksheet to be of use.
public func readWord(_ text: String) throws(CellProblem) -> String {
  let limit = 400
  if text.isEmpty { throw .empty }
  if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
    throw .controlCharacter
  }
  if text.count > limit { throw .tooLong(limit: limit) }
  return text
}

/// The text as a message can show it: its beginning, with a mark for what cannot be seen.
private func shown(_ text: String) -> String {
  let limit = 60
  let seen = text.unicodeScalars.prefix(limit).map {
    $0.properties.generalCategory == .control ? "\u{FFFD}" : $0
  }
  return String(String.UnicodeScalarView(seen)) + (text.unicodeScalars.count > limit ? "…" : "")
}
