internal import CXlsxwriter

/// Puts one form into the workbook, locked but where it is open.
struct FormPainter {
  private let sheet: FormSheet
  private let page: UnsafeMutablePointer<lxw_worksheet>
  private let formats: SheetFormats

  /// - Returns: nil when the library refuses the sheet's name or has no memory.
  init?(_ sheet: FormSheet, in book: UnsafeMutablePointer<lxw_workbook>, _ formats: SheetFormats) {
    guard let page = workbook_add_worksheet(book, sheet.name) else { return nil }
    self.sheet = sheet
    self.page = page
    self.formats = formats
  }

  /// Writes everything.
  ///
  /// - Returns: The first error of the library, or none.
  func paint() -> lxw_error {
    worksheet_set_paper(page, 9)
    worksheet_set_landscape(page)
    worksheet_fit_to_pages(page, 1, 0)
    worksheet_freeze_panes(page, UInt32(sheet.heads.upperBound + 1), 0)
    var errors = [
      worksheet_repeat_rows(page, UInt32(sheet.heads.lowerBound), UInt32(sheet.heads.upperBound)),
      worksheet_set_row(page, 0, 30, nil), worksheet_set_row(page, UInt32(sheet.heads.lowerBound), 34, nil),
    ]
    errors += sheet.widths.enumerated().map {
      worksheet_set_column(page, UInt16($0), UInt16($0), $1, nil)
    }
    errors += sheet.cells.map(paint)
    // Without a password: it guards against slips, not against intent; the audit finds what was changed.
    worksheet_protect(page, nil, nil)
    return errors.first { $0 != LXW_NO_ERROR } ?? LXW_NO_ERROR
  }

  private func paint(_ cell: FormSheet.Cell) -> lxw_error {
    let format = formats.format(.form(cell.look))
    let (row, first, last) = (
      UInt32(cell.row), UInt16(cell.columns.lowerBound), UInt16(cell.columns.upperBound)
    )
    if first != last {
      let merged = worksheet_merge_range(page, row, first, row, last, "", format)
      if merged != LXW_NO_ERROR { return merged }
    }
    switch cell.content {
    case .text(let text): return worksheet_write_string(page, row, first, text, format)
    case .number(let number) where number.isFinite:
      return worksheet_write_number(page, row, first, number, format)
    default: return worksheet_write_blank(page, row, first, format)
    }
  }
}
