extension Say {
  // What a run lacks.

  static func unbound(_ name: String) -> Words {
    (
      "没有给出“\(name)”的值 · ‘\(name)’ was not given",
      "给出它，或用不需要它的变体 · give it, or choose a variant that does without"
    )
  }
  static func otherShape(_ table: String) -> Words {
    (
      "表“\(table)”的键或区间与声明不符 · the keys or intervals of the table ‘\(table)’ are not as declared",
      "检查表的列 · check the table's columns"
    )
  }
  static func duplicateRow(_ table: String, _ row: Int) -> Words {
    (
      "表“\(table)”第 \(row) 行的键重复 · row \(row) of the table ‘\(table)’ repeats the keys of another",
      "删去一行 · take one of them out"
    )
  }
  static func overlap(_ table: String, _ from: Double) -> Words {
    (
      "表“\(table)”从 \(from) 起的区间与前一个重叠 · the interval from \(from) of ‘\(table)’ overlaps another",
      "区间是 [from, to) · intervals are [from, to)"
    )
  }
  static func emptyInterval(_ table: String, _ from: Double) -> Words {
    (
      "表“\(table)”从 \(from) 起的区间是空的 · the interval from \(from) of ‘\(table)’ is empty",
      "from 要小于 to · from is less than to"
    )
  }
  static let tooLarge: Words = (
    "公式展开后太长 · the formula is too long once its dimensions are written out",
    "先把逐日数据归约成年值 · reduce daily data to yearly values first"
  )
  static func noOutput(_ name: String) -> Words {
    (
      "没有可以计算的“\(name)” · there is no ‘\(name)’ to compute",
      "写公式名称；有维度的写 name#1 · name a formula; with a dimension, name#1"
    )
  }
}
