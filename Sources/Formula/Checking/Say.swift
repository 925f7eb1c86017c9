/// What the checker says: Chinese first, then English; the remedy says what to do.
enum Say {
  typealias Words = (message: String, remedy: String)

  private static func meant(_ near: String?, otherwise: String) -> String {
    near.map { "是否想写“\($0)”？ · did you mean ‘\($0)’?" } ?? otherwise
  }

  static func unknown(_ name: String, near: String?) -> Words {
    (
      "没有名称“\(name)” · there is no ‘\(name)’",
      meant(near, otherwise: "声明为输入、参数、表或公式 · declare it as an input, parameter, table or formula")
    )
  }
  static func unknownDimension(_ name: String, near: String?) -> Words {
    (
      "没有维度“\(name)” · there is no dimension ‘\(name)’",
      meant(near, otherwise: "维度是 day、month、halfmonth、year 或表 · it is one of these or a table")
    )
  }
  static func unknownCode(_ text: String, _ list: String, near: String?) -> Words {
    (
      "“\(text)”不在代码表 \(list) 中 · ‘\(text)’ is not in the code list \(list)",
      meant(near, otherwise: "见 codes · see the codes of the pack")
    )
  }
  static func reserved(_ name: String) -> Words {
    ("“\(name)”是保留字 · ‘\(name)’ is a word of the language", "换一个名称 · choose another name")
  }
  static func duplicate(_ name: String) -> Words {
    ("名称“\(name)”已经用过 · the name ‘\(name)’ is taken", "换一个名称 · choose another name")
  }
  static func cycle(_ path: [String]) -> Words {
    (
      "循环引用：\(path.joined(separator: " → ")) · a cycle",
      "断开其中一步 · take one of these steps out"
    )
  }
  static func columnHead(_ name: String) -> Words {
    (
      "分组表的列公式应名为“\(name)”，不带维度 · the column's formula is named ‘\(name)’, without dimension",
      "写成 \(name) [unit] = … 或只写表达式 · or write the expression alone"
    )
  }
  static let conditionContext: Words = (
    "分组条件只能用全区的量 · the condition of a grouped table may only read what is one for the region",
    "把它写进列的公式 · put it into the columns' formulas"
  )
  static let tooLong: Words = (
    "公式嵌套太深或太长 · the formula is nested too deeply or too long",
    "用 let 或另一个公式拆开 · take it apart with let or another formula"
  )
  static let tooDeep: Words = (
    "公式层层引用太深 · the formulas are nested too deeply",
    "减少带维度的公式的层数 · use fewer layers of formulas with dimensions"
  )

  // Units.

  static func units(_ wanted: MeasureUnit, _ found: MeasureUnit) -> Words {
    (
      "单位不符：\(wanted) 与 \(found) · the units \(wanted) and \(found) do not convert",
      "检查公式和输入的单位 · check the formula and the units of what it reads"
    )
  }
  static func declared(_ wanted: MeasureUnit, derived: MeasureUnit) -> Words {
    (
      "声明的单位是 \(wanted)，算出来的是 \(derived) · declared \(wanted), but the expression comes to \(derived)",
      "改单位、改公式，或补上缺的参数 · mend the unit, the formula, or a missing parameter"
    )
  }
  static func notPure(_ unit: MeasureUnit) -> Words {
    (
      "这里要没有单位的数，却是 \(unit) · a pure number is wanted here, not \(unit)",
      "除以同单位的量，或用 in(x, \"\(unit)\") · divide by a like quantity, or use in(x, \"\(unit)\")"
    )
  }
  static func empirical(_ unit: MeasureUnit?) -> Words {
    (
      "经验公式的表达式应是纯数，却是 \(unit?.text ?? "?") · an empirical formula's expression is a pure number",
      "对有单位的量用 in(x, \"unit\") · read each quantity by in(x, \"unit\")"
    )
  }
  static func affine(_ unit: MeasureUnit) -> Words {
    (
      "\(unit) 的零点是约定的，不能这样运算 · \(unit) has its own zero and cannot be reckoned with so",
      "用 in(x, \"\(unit)\") 取数 · take its number by in(x, \"\(unit)\")"
    )
  }
  static func literalExponent(_ unit: MeasureUnit) -> Words {
    (
      "底数有单位 \(unit)，指数必须是写出的数 · a base in \(unit) takes a literal exponent only",
      "先用 in(x, \"\(unit)\") 取数 · take its number by in(x, \"\(unit)\") first"
    )
  }
  static func noSuchRoot(_ unit: MeasureUnit) -> Words {
    (
      "单位 \(unit) 开不出这个方 · the unit \(unit) has no such root",
      "先用 in(x, \"\(unit)\") 取数 · take its number by in(x, \"\(unit)\") first"
    )
  }
  static func depthSum(_ unit: MeasureUnit) -> Words {
    (
      "对像元求和的量应按面积计，而 \(unit) 是水深 · a sum over cells wants a quantity per area; \(unit) is a depth",
      "先写成 m3/(hm2.a) 的公式 · make it a formula in m3/(hm2.a) first"
    )
  }
  static let unitText: Words = (
    "in 的第二个参数是引号里的单位 · the second argument of in is a unit in quotation marks", "in(x, \"mm\")"
  )
}
