public import Accounts
internal import GeoFiles
public import Law
public import Reports
internal import Sheets

/// The rows of a form's sheet, from 0: title, two lines of the head, heads of the columns and their letters.
private enum FormLine {
  static let title = 0
  static let office = 1
  static let year = 2
  static let heads = 3
  static let letters = 4
  static let first = 5
}

/// Writes official forms as one workbook, a sheet for each; what the office fills in is open, the rest is
/// locked.
///
/// - Throws: When the workbook cannot be written.
public func writeForms(_ forms: [FilledForm], of account: Account, to path: String) throws {
  var workbook = Workbook(title: "\(account.region.zh) \(account.region.year) 年统计报表", sheets: [])
  workbook.forms = forms.map { formSheet($0, account) }
  try workbook.write(to: path)
}

private func formSheet(_ filled: FilledForm, _ account: Account) -> FormSheet {
  let form = filled.form
  let last = form.columns.count - 1
  var cells = formHead(form, account, last)
  for (column, item) in form.columns.enumerated() {
    cells.append(cell(FormLine.heads, column, .text(item.headText), .head))
    cells.append(cell(FormLine.letters, column, .text(letter(column, of: form)), .head))
  }
  for (index, row) in filled.rows.enumerated() {
    cells += form.columns.enumerated().map { column, item in
      cell(FormLine.first + index, column, row.content(item), row.look(item))
    }
  }
  cells += formFoot(form, account, from: FormLine.first + filled.rows.count, last)
  let widths = form.columns.map { column -> Double in
    switch column.content {
    case .name: 34
    case .code: 22
    case .unit: 12
    default: 18
    }
  }
  return FormSheet(name: form.id, widths: widths, cells: cells, heads: FormLine.heads...FormLine.letters)
}

private func cell(_ row: Int, _ column: Int, _ content: SheetCell, _ look: FormSheet.Look) -> FormSheet.Cell {
  FormSheet.Cell(row: row, columns: column...column, content: content, look: look)
}

/// Title, 填报单位 with room for its name, 表号, and the lines that the office fills in.
private func formHead(_ form: OfficialForm, _ account: Account, _ last: Int) -> [FormSheet.Cell] {
  let mark = account.region.demonstration ? "（演示：价格非本地价格）" : ""
  let middle = max(1, last - 1)
  func line(_ row: Int, _ left: String, _ right: String, _ value: SheetCell, _ look: FormSheet.Look)
    -> [FormSheet.Cell]
  {
    var cells = [cell(row, 0, .text(left), .plain)]
    if middle > 1 {
      cells.append(.init(row: row, columns: 1...middle - 1, content: .empty, look: .open))
    }
    cells.append(cell(row, middle, .text(right), .plain))
    if last > middle { cells.append(cell(row, last, value, look)) }
    return cells
  }
  let title = "\(account.region.zh) \(account.region.year) 年\(form.title.zh)\(mark)"
  return [FormSheet.Cell(row: FormLine.title, columns: 0...last, content: .text(title), look: .title)]
    + line(FormLine.office, "填报单位：", "表号：", .text(form.id), .plain)
    + line(FormLine.year, "制定机关、文号：", "核算年：", .text("\(account.region.year) 年"), .plain)
}

/// Remarks and the cells for signatures.
private func formFoot(
  _ form: OfficialForm, _ account: Account, from row: Int, _ last: Int
) -> [FormSheet.Cell] {
  let pack = account.pack
  let number = pack.number.isEmpty ? "" : "（\(pack.number)）"
  let remarks = [
    "说明：\(pack.basis)《\(pack.zh)》\(number)，按 \(account.region.priceYear) 年价格；数字由账目填入，浅色空格由填报单位填写。",
    "表式来源：\(form.source.text(in: .zh))",
  ]
  var cells = remarks.enumerated().map { index, text in
    FormSheet.Cell(row: row + index, columns: 0...last, content: .text(text), look: .plain)
  }
  for (index, signature) in form.signatures.enumerated() {
    let line = row + remarks.count + 1 + index
    cells.append(cell(line, 0, .text("\(signature.zh)："), .plain))
    cells.append(cell(line, 1, .empty, .open))
  }
  return cells
}

/// 甲 乙 丙 over words, 1 2 3 over figures, as official tables have them.
private func letter(_ column: Int, of form: OfficialForm) -> String {
  let words = Array("甲乙丙丁戊己庚辛壬癸").map(String.init)
  let isWord = { (column: OfficialForm.Column) in [.code, .name, .unit].contains(column.content) }
  let before = form.columns[..<column].filter { isWord($0) == isWord(form.columns[column]) }.count
  return isWord(form.columns[column]) ? words[before % words.count] : String(before + 1)
}

extension OfficialForm.Column {
  fileprivate var headText: String {
    guard let unit = figures?.unit, unit != .ofRow else { return head.zh }
    return "\(head.zh)\n（\(unit == .hectare ? "hm²" : unit.rawValue)）"
  }
}

extension FilledForm.Row {
  fileprivate func content(_ column: OfficialForm.Column) -> SheetCell {
    switch column.content {
    case .code: .text(code)
    case .name: .text(name)
    case .unit: .text(unit)
    case .fill: .empty
    default: figures[column.content].map { .number($0) } ?? .empty
    }
  }

  fileprivate func look(_ column: OfficialForm.Column) -> FormSheet.Look {
    let isTotal = !parts.isEmpty
    if column.content == .fill { return .open }
    guard let figures = column.figures else { return .text(isTotal: isTotal) }
    return .number(.grouped(decimals: figures.decimals), isTotal: isTotal)
  }
}

/// Reads forms back from a workbook; a form of which there is no sheet is left out.
///
/// - Throws: ``GeoFileError`` naming the cell that is no number, or the column that is not there.
public func readForms(_ forms: [OfficialForm], from path: String) throws -> [String: ReadForm] {
  var found: [String: ReadForm] = [:]
  let sheets = Set(try VectorFile(path).layers.map(\.name))
  for form in forms where sheets.contains(form.id) {
    let table = try TableFile(workbook: path, sheet: form.id, headerRow: FormLine.heads + 1)
    guard table.columns.count >= form.columns.count, let code = form.column(.code) else { continue }
    var read = ReadForm(figures: [:], lines: [:])
    for row in 0..<table.count {
      let name = table.text(row: row, column: code)
      guard table.rowNumbers[row] > FormLine.first, !name.isEmpty, read.lines[name] == nil else { continue }
      read.lines[name] = table.rowNumbers[row]
      for (column, item) in form.columns.enumerated() where item.figures != nil {
        read.figures[name, default: [:]][item.content] = try table.optionalNumber(row: row, column: column)
      }
    }
    found[form.id] = read
  }
  return found
}
