/// Excel's own limits.
private enum Limit {
  static let rows = 1_048_576
  static let columns = 16_384
  static let nameLength = 31
  static let textLength = 32_767
}

extension Workbook {
  /// Checks everything that Excel would refuse or spoil.
  func check() throws(WorkbookError) {
    if sheets.isEmpty, forms.isEmpty { throw .noSheets }
    var names: Set<String> = []
    for sheet in sheets {
      try checkName(sheet.name)
      guard names.insert(sheet.name.lowercased()).inserted else { throw .sheetNameTwice(sheet.name) }
      try sheet.checkShape()
      try sheet.checkCells()
    }
    for form in forms {
      try checkName(form.name)
      guard names.insert(form.name.lowercased()).inserted else { throw .sheetNameTwice(form.name) }
    }
  }
}

private func checkName(_ name: String) throws(WorkbookError) {
  let isRight =
    !name.isEmpty && name.utf16.count <= Limit.nameLength && !name.contains { "[]:*?/\\".contains($0) }
    && name.first != "'" && name.last != "'"
  guard isRight else { throw .sheetName(name) }
}

extension Sheet {
  fileprivate func checkShape() throws(WorkbookError) {
    if columns.isEmpty { throw .noColumns(sheet: name) }
    guard rows.count + notes.count + 4 <= Limit.rows, columns.count <= Limit.columns else {
      throw .tooLarge(sheet: name, rows: rows.count, columns: columns.count)
    }
    var end = -1
    for group in groups {
      guard group.columns.lowerBound > end, group.columns.upperBound < columns.count else {
        throw .group(sheet: name, head: group.head)
      }
      end = group.columns.upperBound
    }
  }

  fileprivate func checkCells() throws(WorkbookError) {
    for (row, line) in rows.enumerated() {
      guard line.cells.count == columns.count else {
        throw .raggedRow(sheet: name, row: row + 1, cells: line.cells.count, columns: columns.count)
      }
      for (cell, column) in zip(line.cells, columns) {
        if case .text(let text) = cell, text.utf16.count > Limit.textLength {
          throw .textTooLong(sheet: name, row: row + 1, column: column.head)
        }
        if case .number(let number) = cell, number.isInfinite {
          throw .infinite(sheet: name, row: row + 1, column: column.head)
        }
      }
    }
  }
}
