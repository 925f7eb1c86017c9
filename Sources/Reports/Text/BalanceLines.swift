public import Accounts
public import Law
internal import Quantities

/// The name of a class of the sheet.
public func balanceClassName(_ id: String, in sheet: BalanceSheet, _ language: Language) -> String {
  switch id {
  case "": return Label(zh: "未分摊到地类", en: "Not allocated to a class")[language]
  case "unknown": return Label(zh: "地类未知", en: "Class unknown")[language]
  default:
    guard let title = sheet.classes.first(where: { $0.id == id }) else { return id }
    return wording(title.zh, title.en, or: id, in: language)
  }
}

/// The word for a verdict.
public func verdictText(_ verdict: AssetTest.Verdict, in language: Language) -> String {
  switch verdict {
  case .kept: Label(zh: "未减少", en: "not fallen")[language]
  case .fallen: Label(zh: "减少", en: "fallen")[language]
  case .undecided: Label(zh: "不能判定", en: "cannot be judged")[language]
  }
}

/// Where the flows of land are from.
public func flowSourceText(_ sheet: BalanceSheet, in language: Language) -> String {
  switch sheet.flowSource {
  case "": Label(zh: "无（只有净变化）", en: "none (net changes only)")[language]
  case "grid": Label(zh: "两年地类图逐像元相叠", en: "the maps of both years, cell by cell")[language]
  default: Label(zh: "表 \(sheet.flowSource)", en: "the table \(sheet.flowSource)")[language]
  }
}

/// What must be known to read the sheet.
public func balanceNotes(_ sheet: BalanceSheet, in language: Language) -> [String] {
  let (open, close) = (sheet.opening, sheet.closing)
  let texts = [
    Label(
      zh: "期初 + 增加 − 减少 = 期末；价值：期初 + 增加 − 减少 + 单产变化 + 价格变化 + 未分解 = 期末。",
      en: "Opening + additions − reductions = closing; in money with what a hectare yields, prices, and what "
        + "cannot be split."),
    Label(
      zh: "增加和减少的价值按两年单产与单价的平均数计。价格：期初 \(open.priceYear) 年，期末 \(close.priceYear) 年。",
      en: "Additions and reductions are valued at the mean yield and price of both years. Prices: opening "
        + "\(open.priceYear), closing \(close.priceYear)."),
    Label(
      zh: sheet.flowSource.isEmpty
        ? "没有地类转移资料：增加与减少是净额，同一地类此增彼减互相抵消。" : "地类转移：\(flowSourceText(sheet, in: .zh))；增加与减少是总额。",
      en: sheet.flowSource.isEmpty
        ? "No flows between classes are known: additions and reductions are net."
        : "Flows between classes: \(flowSourceText(sheet, in: .en)); additions and reductions are gross."),
  ]
  return texts.map { $0[language] } + sheet.remarks.map { language == .zh ? $0.zh : $0.en }
}

/// How the test goes, and why it has no verdict where it has none.
public func testNotes(_ sheet: BalanceSheet, in language: Language) -> [String] {
  let rule = Label(
    zh: "检验：期末价值除去价格变化和覆盖变化（图上地类已知的土地多了或少了），不低于期初价值为“未减少”。",
    en:
      "The test: the closing value without what prices and the coverage of maps did is not below the opening."
  )
  let why = sheet.obstacles.map { language == .zh ? $0.zh : $0.en }
  guard !why.isEmpty else { return [rule[language]] }
  let head = Label(
    zh: "不能判定：两本账的做法不同，请先用同一方法重算较早的一年（compare --recomputed）：",
    en: "No verdict: the accounts follow different ways; account the older year by the newer way first "
      + "(compare --recomputed): ")
  return [rule[language], head[language] + why.joined(separator: Label(zh: "；", en: "; ")[language])]
}

/// From which class to which the land of a zone went.
public struct FlowMatrix {
  public let zone: String?
  /// Classes that occur in any zone, in the order of the sheet.
  public let classes: [String]
  private let areas: [[String]: Double]

  fileprivate init(zone: String?, classes: [String], areas: [[String]: Double]) {
    (self.zone, self.classes, self.areas) = (zone, classes, areas)
  }

  /// Hectares; nil for none.
  public subscript(from: String, to: String) -> Double? { areas[[from, to]] }

  /// Hectares of a class at the opening.
  public func opening(_ from: String) -> Double { classes.reduce(0) { $0 + (self[from, $1] ?? 0) } }

  /// Hectares of a class at the closing.
  public func closing(_ to: String) -> Double { classes.reduce(0) { $0 + (self[$1, to] ?? 0) } }

  /// Hectares of all.
  public var whole: Double { classes.reduce(0) { $0 + opening($1) } }
}

/// The matrices of the whole region and of the zones that have flows. Land that stayed is what is left of the
/// opening where a table names only what changed.
public func flowMatrices(_ sheet: BalanceSheet) -> [FlowMatrix] {
  let met = Set(sheet.flows.flatMap { [$0.from, $0.to] })
  var classes = sheet.classes.map(\.id).filter { met.contains($0) }
  if met.contains("unknown"), !classes.contains("unknown") { classes.append("unknown") }
  let byZone = Dictionary(grouping: sheet.flows, by: \.zone)
  let lines = Dictionary(grouping: sheet.lines, by: \.zone)
  return ([nil] + sheet.zones.map { $0.code }).compactMap { zone in
    guard let flows = byZone[zone] else { return nil }
    var areas: [[String]: Double] = [:]
    for flow in flows { areas[[flow.from, flow.to], default: 0] += flow.area }
    for line in lines[zone] ?? [] where areas[[line.ecosystem, line.ecosystem]] == nil {
      let stayed = line.land.opening - line.land.reductions
      if stayed > 1e-9 * line.land.opening { areas[[line.ecosystem, line.ecosystem]] = stayed }
    }
    return FlowMatrix(zone: zone, classes: classes, areas: areas)
  }
}

/// The sheet of the whole region and the test of every zone, as lines for a terminal, in Chinese.
public func balanceLines(_ sheet: BalanceSheet) -> [String] {
  let (open, close) = (sheet.opening, sheet.closing)
  var lines = ["\(regionName(close)) 自然资源资产负债表：\(open.year) 年 → \(close.year) 年"]
  lines +=
    ["", "实物量（hm²）"] + landTable(sheet) + ["", "价值（\(scale(of: sheet).rawValue)）"] + worthTable(sheet)
  lines += ["", "不减少检验（\(scale(of: sheet).rawValue)）"] + testTable(sheet) + [""]
  lines += testNotes(sheet, in: .zh) + balanceNotes(sheet, in: .zh)
  if let test = sheet.tests.first {
    lines += [
      "", "判定：\(verdictText(test.verdict, in: .zh)) · verdict: \(verdictText(test.verdict, in: .en))",
    ]
  }
  return lines.map(plainText)
}

private func scale(of sheet: BalanceSheet) -> MoneyScale {
  moneyScale(for: sheet.tests.map { max(abs($0.opening), abs($0.closing)) }.max() ?? 0)
}

private func landTable(_ sheet: BalanceSheet) -> [String] {
  let heads = ["资产类别", "期初", "增加", "其中原未知", "减少", "其中转未知", "期末"]
  var table = TextTable(heads: heads, sides: [.left] + heads.dropFirst().map { _ in .right })
  for line in sheet.lines where line.zone == nil && !line.ecosystem.isEmpty {
    let land = line.land
    let figures: [Double?] = [
      land.opening, land.additions, land.fromUnknown, land.reductions, land.toUnknown, land.closing,
    ]
    table.add(
      [balanceClassName(line.ecosystem, in: sheet, .zh)] + figures.map { $0.map(quantityText) ?? "—" })
  }
  return table.render()
}

private func worthTable(_ sheet: BalanceSheet) -> [String] {
  let heads = ["资产类别", "期初", "增加", "减少", "单产", "价格", "未分解", "期末"]
  var table = TextTable(heads: heads, sides: [.left] + heads.dropFirst().map { _ in .right })
  let scale = scale(of: sheet)
  for line in sheet.lines where line.zone == nil {
    table.add(
      [balanceClassName(line.ecosystem, in: sheet, .zh)]
        + worthFigures(line.worth).map { moneyText($0, in: scale) })
  }
  return table.render()
}

/// Opening, additions, reductions, quality, price, unsplit, closing.
func worthFigures(_ worth: BalanceSheet.Worth) -> [Double] {
  [
    worth.opening, worth.additions, worth.reductions, worth.quality, worth.price, worth.unsplit,
    worth.closing,
  ]
}

private func testTable(_ sheet: BalanceSheet) -> [String] {
  let heads = ["单元", "期初", "期末", "价格变化", "覆盖变化", "可比变化", "判定"]
  var table = TextTable(heads: heads, sides: [.left] + Array(repeating: .right, count: 5) + [.left])
  let (scale, most) = (scale(of: sheet), 60)
  for test in sheet.tests.prefix(most) {
    let zone = sheet.zones.first { $0.code == test.zone }.map { zoneName($0) } ?? "全区"
    table.add(
      [zone]
        + [test.opening, test.closing, test.price, test.coverage, test.change].map {
          moneyText($0, in: scale)
        } + [verdictText(test.verdict, in: .zh)])
  }
  let left = sheet.tests.count - most
  return table.render() + (left > 0 ? ["其余 \(left) 个单元见 balance.csv 和工作簿"] : [])
}
