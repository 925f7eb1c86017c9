extension GeoFileFault {
  /// The texts of faults in vectors and tables; nil for other faults.
  var tableTexts: (String, String)? { namesTexts ?? cellsTexts }

  private var namesTexts: (String, String)? {
    switch self {
    case .noSuchLayer(let name, let has):
      (
        "没有图层或工作表“\(name)”；现有：\(has.joined(separator: "、"))",
        "has no layer or sheet \"\(name)\"; it has: \(has.joined(separator: ", "))"
      )
    case .noSuchColumn(let name, let has):
      (
        "没有列“\(name)”；现有：\(has.joined(separator: "、"))",
        "has no column \"\(name)\"; it has: \(has.joined(separator: ", "))"
      )
    case .unknownEncoding:
      (
        "文字编码既不是 UTF-8 也不是 GB18030；请另存为 UTF-8",
        "its text is neither UTF-8 nor GB18030; save it as UTF-8"
      )
    case .sheetWithoutTable(let sheet, let has):
      (
        "工作表“\(sheet)”中没有表格；请写明工作表，现有：\(has.joined(separator: "、"))",
        "sheet \"\(sheet)\" holds no table; name the sheet, it has: \(has.joined(separator: ", "))"
      )
    case .noHeader:
      ("表是空的，没有表头行；请补上列名和数据", "the table is empty: no header row; add column names and data")
    default: nil
    }
  }

  private var cellsTexts: (String, String)? {
    switch self {
    case .duplicateColumn(let name, let first, let second):
      (
        "第 \(first) 列和第 \(second) 列同名“\(name)”；请改名",
        "columns \(first) and \(second) are both called \"\(name)\"; rename one"
      )
    case .ragged(let rows, let more, let columns): raggedTexts(rows, more, columns)
    case .openQuote(let row):
      ("第 \(row) 行的引号没有收尾；请补上 \"", "the quote opened in row \(row) never closes; add the missing \"")
    case .badCell(let row, let column, let text, let problem):
      (
        "第 \(row) 行“\(column)”列“\(text)”：\(problem.chinese)",
        "row \(row), column \(column), \"\(text)\": \(problem.english)"
      )
    default: nil
    }
  }

  private func raggedTexts(_ rows: [RaggedRow], _ more: Int, _ columns: Int) -> (String, String) {
    let chinese = rows.map { "第 \($0.row) 行有 \($0.cells) 个单元格" }.joined(separator: "，")
    let english = rows.map { "row \($0.row) has \($0.cells) cells" }.joined(separator: ", ")
    return (
      chinese + (more > 0 ? "，另有 \(more) 行也不齐" : "") + "，表头有 \(columns) 列；请核对分隔符和引号",
      english + (more > 0 ? ", \(more) more rows are uneven" : "")
        + ", but the header has \(columns) columns; check separators and quotes"
    )
  }
}
