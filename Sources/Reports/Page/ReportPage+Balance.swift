internal import Accounts
internal import Law

extension ReportPage {
  /// Opening, additions, reductions and closing of the land, in hectares and in money; nothing without a
  /// balance sheet.
  var balanceSection: ReportSection? {
    guard let balance else { return nil }
    let years = say(
      "\(balance.opening.year) 年末至 \(balance.closing.year) 年末",
      "From the end of \(balance.opening.year) to the end of \(balance.closing.year)")
    let parts =
      [verdict(balance), landTable(balance, years), worthTable(balance, years)]
      + matrices(balance) + [testTable(balance)]
      + (testNotes(balance, in: language) + balanceNotes(balance, in: language)).map(note)
    return ReportSection(
      id: "balance", title: say("自然资源资产负债表", "Balance sheet of natural resources"), parts: parts)
  }

  private func verdict(_ balance: BalanceSheet) -> Markup {
    guard let test = balance.tests.first else { return paragraph("") }
    let change = moneyText(test.change, in: scale) + " " + scale.name
    let text = say(
      "不减少检验：\(verdictText(test.verdict, in: language))（可比变化 \(change)）",
      "Test that assets have not fallen: \(verdictText(test.verdict, in: language)) "
        + "(comparable change \(change))")
    return tag("p", ["class": "mark" + (test.verdict == .kept ? "" : " loud")], .text(text))
  }

  private func landTable(_ balance: BalanceSheet, _ years: String) -> Markup {
    let heads = [
      say("期初", "Opening"), say("增加", "Additions"), say("其中：原地类未知", "of which unknown before"),
      say("减少", "Reductions"), say("其中：转为未知", "of which unknown after"), say("期末", "Closing"),
    ]
    let rows = balance.lines.filter { $0.zone == nil && !$0.ecosystem.isEmpty }.map { line in
      let land = line.land
      let figures: [Double?] = [
        land.opening, land.additions, land.fromUnknown, land.reductions, land.toUnknown, land.closing,
      ]
      return PageTable.Row(
        [balanceClassName(line.ecosystem, in: balance, language)]
          + figures.map { $0.map(quantityText) ?? "—" })
    }
    return PageTable(
      say("实物量（hm²），\(years)", "Hectares. \(years)"),
      [.words(say("资产类别", "Class of asset"))] + heads.map { .figure($0) }, rows
    ).markup()
  }

  private func worthTable(_ balance: BalanceSheet, _ years: String) -> Markup {
    let heads = [
      say("期初", "Opening"), say("增加", "Additions"), say("减少", "Reductions"), say("单产变化", "Yields"),
      say("价格变化", "Prices"), say("未分解", "Not split"), say("期末", "Closing"),
    ]
    var rows = balance.lines.filter { $0.zone == nil }.map { line in
      PageTable.Row(
        [balanceClassName(line.ecosystem, in: balance, language)]
          + worthFigures(line.worth).map { moneyText($0, in: scale) })
    }
    let lines = balance.lines.filter { $0.zone == nil }.map { worthFigures($0.worth) }
    let sums = heads.indices.map { place in lines.reduce(0) { $0 + $1[place] } }
    rows.append(
      PageTable.Row(cells: [say("合计", "Total")] + sums.map { moneyText($0, in: scale) }, isTotal: true))
    return PageTable(
      say("价值（\(scale.name)），\(years)", "In \(scale.name). \(years)"),
      [.words(say("资产类别", "Class of asset"))] + heads.map { .figure($0) }, rows
    ).markup()
  }

  /// The matrix of the whole region; those of the zones are in the workbook.
  private func matrices(_ balance: BalanceSheet) -> [Markup] {
    guard let matrix = flowMatrices(balance).first(where: { $0.zone == nil }) else { return [] }
    let names = matrix.classes.map { balanceClassName($0, in: balance, language) }
    var rows = zip(matrix.classes, names).map { from, name in
      PageTable.Row(
        [name] + matrix.classes.map { matrix[from, $0].map(quantityText) ?? "" }
          + [quantityText(matrix.opening(from))])
    }
    rows.append(
      PageTable.Row(
        cells: [say("期末合计", "Closing")] + matrix.classes.map { quantityText(matrix.closing($0)) }
          + [quantityText(matrix.whole)], isTotal: true))
    return [
      PageTable(
        say("地类转移矩阵（hm²）：行为期初，列为期末", "From which class (rows) to which (columns), in hectares"),
        [.words(say("期初 \\ 期末", "Opening \\ closing"))]
          + (names + [say("期初合计", "Opening")]).map { .figure($0) }, rows
      ).markup()
    ]
  }

  private func testTable(_ balance: BalanceSheet) -> Markup {
    let heads = [
      say("期初", "Opening"), say("期末", "Closing"), say("其中价格变化", "of which prices"),
      say("其中覆盖变化", "of which coverage"), say("可比变化", "Comparable change"),
    ]
    let rows = balance.tests.prefix(200).map { test in
      let zone = balance.zones.first { $0.code == test.zone }
      let figures = [test.opening, test.closing, test.price, test.coverage, test.change]
      return PageTable.Row(
        cells: [zone.map { zoneName($0, in: language) } ?? say("全区", "Whole region")]
          + figures.map { moneyText($0, in: scale) } + [verdictText(test.verdict, in: language)],
        depth: zone.map { depth(under: $0) } ?? 0, isTotal: zone == nil)
    }
    return PageTable(
      say("不减少检验（\(scale.name)）", "Test that assets have not fallen, in \(scale.name)"),
      [.quoted(say("单元", "Zone"))] + heads.map { .figure($0) } + [.words(say("判定", "Verdict"))], rows
    ).markup()
  }

  private func depth(under zone: Account.Zone) -> Int { figures.depth(of: zone.code) + 1 }
}
