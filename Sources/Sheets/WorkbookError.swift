/// Why a workbook was not written, in the order of the checks.
public enum WorkbookError: Error, Hashable, Sendable {
  case noSheets
  case sheetName(String)
  case sheetNameTwice(String)
  case noColumns(sheet: String)
  case tooLarge(sheet: String, rows: Int, columns: Int)
  case group(sheet: String, head: String)
  case raggedRow(sheet: String, row: Int, cells: Int, columns: Int)
  case textTooLong(sheet: String, row: Int, column: String)
  case infinite(sheet: String, row: Int, column: String)
  case folderMissing(String)
  case diskFull(String)
  case notWritable(String, reason: String)
}

extension WorkbookError: CustomStringConvertible {
  /// What, where and what to do, in Chinese and English.
  public var description: String {
    let (chinese, english) = formTexts ?? fileTexts
    return chinese + "\n" + english
  }

  private var formTexts: (String, String)? {
    switch self {
    case .noSheets: ("工作簿没有工作表；请至少加一张", "the workbook has no sheet; add one")
    case .sheetName(let name):
      (
        "工作表名“\(name)”不合规定；请用 1 至 31 个字，不含 [ ] : * ? / \\，不以撇号开头或结尾",
        "sheet name \"\(name)\" is not allowed: use 1 to 31 characters, none "
          + "of [ ] : * ? / \\, no outer apostrophe"
      )
    case .sheetNameTwice(let name):
      ("有两张工作表同名“\(name)”；请改名", "two sheets are called \"\(name)\"; rename one")
    case .noColumns(let sheet): ("工作表“\(sheet)”没有列", "sheet \"\(sheet)\" has no columns")
    case .tooLarge(let sheet, let rows, let columns):
      (
        "工作表“\(sheet)”有 \(rows) 行 \(columns) 列，超过 Excel 的 1048576 行 16384 列；请改用 CSV",
        "sheet \"\(sheet)\" has \(rows) rows and \(columns) columns, more "
          + "than Excel's 1048576 and 16384; use CSV"
      )
    case .group(let sheet, let head):
      ("工作表“\(sheet)”的合并表头“\(head)”越界或重叠", "group \"\(head)\" of sheet \"\(sheet)\" is outside or overlaps")
    default: cellTexts
    }
  }

  private var cellTexts: (String, String)? {
    switch self {
    case .raggedRow(let sheet, let row, let cells, let columns):
      (
        "工作表“\(sheet)”第 \(row) 行有 \(cells) 个单元格，应为 \(columns) 个",
        "row \(row) of sheet \"\(sheet)\" has \(cells) cells, not \(columns)"
      )
    case .textTooLong(let sheet, let row, let column):
      (
        "工作表“\(sheet)”第 \(row) 行“\(column)”列的文字超过 32767 字；请缩短",
        "row \(row), column \(column) of sheet \"\(sheet)\" has over 32767 characters; shorten it"
      )
    case .infinite(let sheet, let row, let column):
      (
        "工作表“\(sheet)”第 \(row) 行“\(column)”列是无穷大；请核对计算",
        "row \(row), column \(column) of sheet \"\(sheet)\" is infinite; check the calculation"
      )
    default: nil
    }
  }

  private var fileTexts: (String, String) {
    switch self {
    case .folderMissing(let folder):
      ("文件夹 \(folder) 不存在；请先建立", "folder \(folder) does not exist; make it first")
    case .diskFull(let path):
      (
        "\(path)：磁盘已满，未留下半个文件；请清出空间后重做",
        "\(path): the disk is full; no half file was left; make room and run again"
      )
    case .notWritable(let path, let reason):
      ("\(path)：不能写入（\(reason)）；请核对权限", "\(path): cannot be written (\(reason)); check permissions")
    default: ("出错", "failed")
    }
  }
}
