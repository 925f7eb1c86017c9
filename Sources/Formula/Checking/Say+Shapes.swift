extension Say {
  // Prices.

  static func prices(_ a: PriceYear, _ b: PriceYear) -> Words {
    (
      "价格年份不同：\(year(a)) 与 \(year(b)) · prices of different years",
      "用 reprice(x) 统一到核算年 · bring them to the account's year by reprice(x)"
    )
  }
  private static func year(_ prices: PriceYear) -> String {
    switch prices {
    case .none: "—"
    case .account: "核算年 (the account's year)"
    case .of(let year): String(year)
    }
  }
  static let notAPrice: Words = (
    "reprice 只用于有价格年份的量 · reprice takes something that has a price year",
    "给参数写上 priceYear · give the parameter its priceYear"
  )
  static let noPriceIndex: Words = (
    "方法包没有价格指数 · the pack has no price index",
    "在 pack.json5 写 priceIndex: \"table.column\"，表以年为键 · its table has the year as its one key"
  )

  // Classes.

  static func textAlone(_ text: String) -> Words {
    (
      "“\(text)”旁边没有类别，不知是哪个代码表 · nothing here says of which code list ‘\(text)’ is",
      "文本只能与类别比较或作表的键 · a text is compared with a class, or is a table's key"
    )
  }
  static let codeForNumber: Words = (
    "这里要数，却是类别 · a number is wanted here, not a class",
    "用 lookup(table.column, class) 取数 · take a number by lookup(table.column, class)"
  )
  static let numberForCode: Words = (
    "这里要类别，却是数 · a class is wanted here, not a number",
    "写类别的名称，或声明为代码表的量 · write a class, or declare the quantity with a code list"
  )
  static func lists(_ a: String, _ b: String) -> Words {
    (
      "代码表不同：\(a) 与 \(b) · classes of different lists",
      "用对照表 lookup 换算 · translate by a table and lookup"
    )
  }
  static let codesHaveNoOrder: Words = (
    "类别没有大小 · classes have no order", "用 == 或 != · use == or !="
  )

  // Contexts and dimensions.

  static func cellHasNoNumber(_ name: String) -> Words {
    (
      "像元“\(name)”本身不是数 · the cell ‘\(name)’ is not a number itself",
      "直接写像元的量 · name the cell's quantities directly"
    )
  }
  static func notWalked(_ name: String) -> Words {
    (
      "这里没有当前的 \(name) · there is no current \(name) here",
      "公式写 for \(name)，或用 … for d in \(name) · write for \(name), or reduce over it"
    )
  }
  static func needsDimension(_ name: String, _ dimension: String) -> Words {
    (
      "“\(name)”对每个 \(dimension) 各有一值 · ‘\(name)’ has one value for each \(dimension)",
      "写 sum(\(name) for d in \(dimension))，或公式写 for \(dimension) · reduce it, or write for \(dimension)"
    )
  }
  static func walkedTwice(_ name: String) -> Words {
    (
      "已经在逐个走 \(name) · \(name) is being walked already",
      "把里面的归约写成另一个公式 · make the inner reduction a formula of its own"
    )
  }
  static func notOverCells(_ reduction: Reduction) -> Words {
    (
      "\(reduction.operation.rawValue) 不能对 \(reduction.dimension) 归约 · "
        + "it does not reduce over \(reduction.dimension)",
      "cell：sum mean；region：sum mean min max percentile"
    )
  }
  static let groupedColumnContext: Words = (
    "这一列随像元而变，不能查 · this column varies by cell and cannot be looked up",
    "对表的行归约 · reduce over the table's rows"
  )

  // Tables.

  static func tableAlone(_ name: String) -> Words {
    (
      "表“\(name)”本身不是数 · the table ‘\(name)’ is not a number itself",
      "用 lookup、step 或 for d in \(name) · use lookup, step or for d in \(name)"
    )
  }
  static func needsRow(_ name: String, _ member: String) -> Words {
    (
      "这里没有表 \(name) 的当前行 · there is no current row of \(name) here",
      "用 lookup(\(name).\(member), …) 或 … for d in \(name) · or reduce over its rows"
    )
  }
  static func wantsColumn(_ function: FunctionName) -> Words {
    (
      "\(function.rawValue) 的第一个参数是 table.column · its first argument is table.column",
      "\(function.rawValue)(table.column, …)"
    )
  }
  static func otherRead(_ function: FunctionName, _ table: String) -> Words {
    function == .step
      ? (
        "表 \(table) 没有区间 · the table \(table) has no interval",
        "用 lookup · use lookup"
      )
      : (
        "表 \(table) 按区间查 · the table \(table) goes by intervals",
        "用 step(\(table).column, x, …) · use step"
      )
  }
  static func keyCount(_ table: CheckedTable, _ count: Int) -> Words {
    let names = table.keys.map(\.name).joined(separator: ", ")
    return (
      "表 \(table.name) 有 \(table.keys.count) 个键，给了 \(count) 个 · "
        + "it has \(table.keys.count) keys, not \(count)",
      "按次序给出：\(names.isEmpty ? "—" : names) · give them in this order"
    )
  }
  static func dayKey(_ name: String) -> Words {
    (
      "键“\(name)”是日期，不能查 · the key ‘\(name)’ is a day and cannot be looked up",
      "对表的行归约 · reduce over the table's rows"
    )
  }
  static let digits: Words = (
    "位数是写出的整数，-15…15 · the digits are a literal whole number, -15…15", "round(x, 2)"
  )
}
