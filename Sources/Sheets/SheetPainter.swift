internal import CXlsxwriter

/// Puts one sheet into the workbook: title, groups, heads, rows, notes.
struct SheetPainter {
  private let sheet: Sheet
  private let page: UnsafeMutablePointer<lxw_worksheet>
  private let formats: SheetFormats

  /// - Returns: nil when the library refuses the sheet's name or has no memory.
  init?(_ sheet: Sheet, in book: UnsafeMutablePointer<lxw_workbook>, _ formats: SheetFormats) {
    guard let page = workbook_add_worksheet(book, sheet.name) else { return nil }
    self.sheet = sheet
    self.page = page
    self.formats = formats
  }

  /// Row of the heads, from 0.
  private var headRow: Int { (sheet.title == nil ? 0 : 1) + (sheet.groups.isEmpty ? 0 : 1) }

  /// Writes everything.
  ///
  /// - Returns: The first error of the library, or none.
  func paint() -> lxw_error {
    var errors = [setPage(), setHeadHeight(), paintTitle()]
    errors += sheet.groups.map(paintGroup)
    errors += sheet.columns.enumerated().flatMap { [setWidth($0, $1), paintHead($0, $1)] }
    for (row, line) in sheet.rows.enumerated() {
      errors += line.cells.enumerated().map { paint($1, row: headRow + 1 + row, column: $0, line.isTotal) }
    }
    for (place, note) in sheet.notes.enumerated() {
      let row = UInt32(headRow + sheet.rows.count + 2 + place)
      errors.append(worksheet_write_string(page, row, 0, note, formats.format(.note)))
    }
    return errors.first { $0 != LXW_NO_ERROR } ?? LXW_NO_ERROR
  }

  /// A4 across, as wide as the paper, heads on every page and always in sight.
  private func setPage() -> lxw_error {
    worksheet_set_paper(page, 9)
    worksheet_set_landscape(page)
    worksheet_fit_to_pages(page, 1, 0)
    worksheet_freeze_panes(page, UInt32(headRow + 1), 0)
    return worksheet_repeat_rows(page, 0, UInt32(headRow))
  }

  /// Room for a second line where a head has a unit.
  private func setHeadHeight() -> lxw_error {
    let hasUnit = sheet.columns.contains { $0.unit != nil }
    return worksheet_set_row(page, UInt32(headRow), hasUnit ? 32 : 18, nil)
  }

  private func paintTitle() -> lxw_error {
    guard let title = sheet.title else { return LXW_NO_ERROR }
    let height = worksheet_set_row(page, 0, 30, nil)
    let text = merge(row: 0, 0, sheet.columns.count - 1, title, .title)
    return height == LXW_NO_ERROR ? text : height
  }

  private func paintGroup(_ group: ColumnGroup) -> lxw_error {
    merge(row: headRow - 1, group.columns.lowerBound, group.columns.upperBound, group.head, .head)
  }

  /// A range of one cell cannot be merged, so it is written plainly.
  private func merge(
    row: Int, _ first: Int, _ last: Int, _ text: String, _ part: SheetFormats.Part
  ) -> lxw_error {
    let format = formats.format(part)
    if first == last { return worksheet_write_string(page, UInt32(row), UInt16(first), text, format) }
    return worksheet_merge_range(page, UInt32(row), UInt16(first), UInt32(row), UInt16(last), text, format)
  }

  private func paintHead(_ place: Int, _ column: SheetColumn) -> lxw_error {
    let text = column.unit.map { "\(column.head)\n（\($0)）" } ?? column.head
    return worksheet_write_string(page, UInt32(headRow), UInt16(place), text, formats.format(.head))
  }

  private func setWidth(_ place: Int, _ column: SheetColumn) -> lxw_error {
    let cells = sheet.rows.lazy.map { shownWidth($0.cells[place], column.style) }
    let head = max(shownWidth(column.head), shownWidth(column.unit ?? "") + 4)
    let fitted = min(60, max(8, cells.reduce(head, max) + 2))
    return worksheet_set_column(page, UInt16(place), UInt16(place), column.width ?? Double(fitted), nil)
  }

  private func paint(_ cell: SheetCell, row: Int, column: Int, _ isTotal: Bool) -> lxw_error {
    let (line, place) = (UInt32(row), UInt16(column))
    switch cell {
    case .text(let text):
      return worksheet_write_string(page, line, place, text, formats.format(.text(isTotal: isTotal)))
    case .number(let number) where !number.isNaN:
      let format = formats.format(.number(sheet.columns[column].style, isTotal: isTotal))
      return worksheet_write_number(page, line, place, number, format)
    default:
      return worksheet_write_blank(page, line, place, formats.format(.text(isTotal: isTotal)))
    }
  }
}

/// Characters that a text takes on the screen: Chinese ones take two. The longest line counts.
private func shownWidth(_ text: String) -> Int {
  text.split(separator: "\n").map { line in
    line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }.max() ?? 0
}

private func shownWidth(_ cell: SheetCell, _ style: NumberStyle) -> Int {
  switch cell {
  case .empty: 0
  case .text(let text): shownWidth(text)
  case .number(let number): shownDigits(number) + style.code.count
  }
}

/// Digits before the point, with room for separators.
private func shownDigits(_ number: Double) -> Int {
  guard number.isFinite, abs(number) >= 10 else { return 1 }
  let digits = Int(min(abs(number), 1e15)).description.count
  return digits + digits / 3
}
