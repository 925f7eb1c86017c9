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

/// What stands on a form beside its figures, in the language of the form.
private struct FormWords {
  let account: Account
  let language: Language

  init(_ account: Account, _ language: Language) { (self.account, self.language) = (account, language) }

  func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  var region: String {
    let name = say(account.region.zh, account.region.en)
    return name.isEmpty ? account.region.id : name
  }

  func title(_ form: OfficialForm) -> String {
    let mark =
      account.region.demonstration ? say("（演示：价格非本地价格）", " (demonstration: prices are not local)") : ""
    let name = form.title[language]
    return say(
      "\(region) \(account.region.year) 年\(name)\(mark)", "\(region) \(account.region.year): \(name)\(mark)")
  }

  func remarks(_ form: OfficialForm) -> [String] {
    let (pack, year) = (account.pack, account.region.priceYear)
    let number = pack.number.isEmpty ? "" : say("（\(pack.number)）", " (\(pack.number))")
    let basis = say(pack.basis, pack.basis == "依据" ? "By the norm" : "After the norm")
    return [
      say(
        "说明：\(basis)《\(pack.zh)》\(number)，按 \(year) 年价格；数字由账目填入，浅色空格由填报单位填写。",
        "\(basis): \(pack.en.isEmpty ? pack.zh : pack.en)\(number), at prices of \(year). "
          + "Figures come from the account; pale cells are the office's."),
      say("表式来源：", "Layout: ") + form.source.text(in: language),
    ]
  }

  func head(_ column: OfficialForm.Column) -> String {
    guard let unit = column.figures?.unit, unit != .ofRow else { return column.head[language] }
    let english: String
    switch unit {
    case .yuan: english = "CNY"
    case .wanYuan: english = "10 000 CNY"
    case .yiYuan: english = "100 million CNY"
    case .hectare, .ofRow: english = "hm²"
    }
    let text = say(unit == .hectare ? "hm²" : unit.rawValue, english)
    return column.head[language] + say("\n（\(text)）", "\n(\(text))")
  }
}

/// Writes official forms as one workbook, a sheet for each; what the office fills in is open, the rest is
/// locked.
///
/// - Throws: When the workbook cannot be written.
public func writeForms(_ forms: [FilledForm], of account: Account, to path: String) throws {
  let language = forms.first?.language ?? .zh
  let title = FormWords(account, language)
  var workbook = Workbook(
    title: language == .zh
      ? "\(title.region) \(account.region.year) 年统计报表" : "\(title.region) \(account.region.year): forms",
    sheets: [])
  workbook.forms = forms.map { formSheet($0, account) }
  try workbook.write(to: path)
}

private func formSheet(_ filled: FilledForm, _ account: Account) -> FormSheet {
  let form = filled.form
  let last = form.columns.count - 1
  let words = FormWords(account, filled.language)
  var cells = formHead(form, words, last)
  for (column, item) in form.columns.enumerated() {
    cells.append(cell(FormLine.heads, column, .text(words.head(item)), .head))
    cells.append(cell(FormLine.letters, column, .text(letter(column, of: form, filled.language)), .head))
  }
  for (index, row) in filled.rows.enumerated() {
    cells += form.columns.enumerated().map { column, item in
      cell(FormLine.first + index, column, row.content(item), row.look(item))
    }
  }
  cells += formFoot(form, words, from: FormLine.first + filled.rows.count, last)
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
private func formHead(_ form: OfficialForm, _ words: FormWords, _ last: Int) -> [FormSheet.Cell] {
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
  let year = words.account.region.year
  let (office, number) = (words.say("填报单位：", "Filled in by:"), words.say("表号：", "Form:"))
  let (issuer, when) = (words.say("制定机关、文号：", "Issued by, number:"), words.say("核算年：", "Year:"))
  return [
    FormSheet.Cell(row: FormLine.title, columns: 0...last, content: .text(words.title(form)), look: .title)
  ]
    + line(FormLine.office, office, number, .text(form.id), .plain)
    + line(FormLine.year, issuer, when, .text(words.say("\(year) 年", "\(year)")), .plain)
}

/// Remarks and the cells for signatures.
private func formFoot(
  _ form: OfficialForm, _ words: FormWords, from row: Int, _ last: Int
) -> [FormSheet.Cell] {
  let remarks = words.remarks(form)
  var cells = remarks.enumerated().map { index, text in
    FormSheet.Cell(row: row + index, columns: 0...last, content: .text(text), look: .plain)
  }
  for (index, signature) in form.signatures.enumerated() {
    let line = row + remarks.count + 1 + index
    cells.append(cell(line, 0, .text(words.say("\(signature.zh)：", "\(signature.en):")), .plain))
    cells.append(cell(line, 1, .empty, .open))
  }
  return cells
}

/// 甲 乙 丙 over words, 1 2 3 over figures, as official tables have them.
private func letter(_ column: Int, of form: OfficialForm, _ language: Language) -> String {
  let words = Array(language == .zh ? "甲乙丙丁戊己庚辛壬癸" : "ABCDEFGHIJ").map(String.init)
  let isWord = { (column: OfficialForm.Column) in [.code, .name, .unit].contains(column.content) }
  let before = form.columns[..<column].filter { isWord($0) == isWord(form.columns[column]) }.count
  return isWord(form.columns[column]) ? words[before % words.count] : String(before + 1)
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
