/// Why the text of a table cell is not the number or day that is wanted.
public enum CellProblem: Error, Hashable, Sendable {
  case empty
  case notANumber
  case thousandSeparator
  case percentSign
  case notFinite
  case notWhole
  case notADay
  case noSuchDay
  /// A character that nobody sees, as in a file that is no text.
  case controlCharacter
  /// No code or word is so long.
  case tooLong(limit: Int)

  /// What is wrong and what to do, in Chinese.
  var chinese: String {
    switch self {
    case .empty: "单元格是空的；请填入数值，确无数据的按“缺测”另行说明"
    case .notANumber: "不是数字；请改为小数写法，例如 12.5"
    case .thousandSeparator: "数字中有千位分隔符；请去掉逗号，例如 1234567.8"
    case .percentSign: "数字带百分号；请写成小数并在单位中说明，例如 12.5% 写作 0.125"
    case .notFinite: "不是有限的数；请填入普通小数"
    case .notWhole: "应为整数"
    case .notADay: "不是日期；请写成 2016-02-08"
    case .noSuchDay: "日历上没有这一天；请核对年、月、日"
    case .controlCharacter: "有看不见的控制字符；请重新填写这一格"
    case .tooLong(let limit): "超过 \(limit) 字；请核对列名和分隔符"
    }
  }

  /// What is wrong and what to do, in English.
  var english: String {
    switch self {
    case .empty: "the cell is empty; fill in a value, or mark the datum as missing"
    case .notANumber: "not a number; write it as a decimal such as 12.5"
    case .thousandSeparator: "has thousand separators; take the commas out, as in 1234567.8"
    case .percentSign: "has a percent sign; write 12.5% as 0.125 and say so in the unit"
    case .notFinite: "not a finite number; write a plain decimal"
    case .notWhole: "must be a whole number"
    case .notADay: "not a date; write it as 2016-02-08"
    case .noSuchDay: "no such day in the calendar; check year, month and day"
    case .controlCharacter: "has control characters that cannot be seen; write the cell anew"
    case .tooLong(let limit): "has more than \(limit) characters; check columns and separators"
    }
  }
}
