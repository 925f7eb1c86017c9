import Accounts
import Law
import Reports
import Testing

/// Goal: what a region chose not to count, and what is missing everywhere, are told from what was reckoned as
/// nought.
/// Method: the small account with grain set to nought or taken away, and a working that leads through a
/// choice.
@Suite struct LeftOutTests {
  private func note(_ name: String, _ text: String, reads: [String]) -> Provenance.FormulaNote {
    .init(
      name: name, zh: "选项 粮食：不计", en: "", text: text, unit: "t/a",
      source: .init(zh: "式(1)", en: "", standing: "standard"), indicators: ["grain"], empirical: false,
      reads: reads,
      constant: nil)
  }

  private func provenance(chosen text: String) -> Provenance {
    var provenance = smallProvenance()
    provenance.formulas += [
      note("grainCounted", "grainCounted [t/a] = grainChosen", reads: ["grainChosen"]),
      note("grainChosen", "grainChosen [t/a] = \(text)", reads: ["harvest"]),
    ]
    provenance.workings.append(.init(indicator: "grain", physical: "grainCounted", value: "grainValue"))
    return provenance
  }

  private func account(grain: Double?) -> Account {
    var account = smallAccount()
    account.sums.removeAll { $0.indicator == "grain" }
    if let grain {
      account.sums.append(.init(zone: "1", ecosystem: "", indicator: "grain", physical: grain, value: grain))
    }
    account.indicators[0].physicalTotal = grain ?? 0
    account.indicators[0].valueTotal = grain ?? 0
    return account
  }

  private func line(_ account: Account, _ provenance: Provenance) -> String? {
    accountTable(account, provenance).first { $0.contains("粮食") }
  }

  @Test func `Left out by choice is said and not printed as nought`() throws {
    let provenance = provenance(chosen: "0 * harvest")
    #expect(try #require(line(account(grain: 0), provenance)).contains("按选择不计"))
    let page = reportHTML(
      ReportDocument(account: account(grain: 0), provenance: provenance, map: nil), in: .zh)
    #expect(page.contains("按选择不计"))
  }

  @Test func `Nought that was reckoned stays nought, and a figure stays a figure`() throws {
    #expect(try #require(line(account(grain: 0), provenance(chosen: "1 * harvest"))).contains(" 0 "))
    #expect(try #require(line(account(grain: 7), provenance(chosen: "0 * harvest"))).contains(" 7 "))
  }

  @Test func `An indicator without any figure has a dash`() throws {
    let found = try #require(line(account(grain: nil), smallProvenance()))
    #expect(found.contains("—") && !found.contains("0"))
  }

  @Test func `A quantity without a price has a dash for its value`() throws {
    var account = account(grain: 7)
    account.sums[account.sums.count - 1].value = .nan
    account.indicators[0].valueTotal = .nan
    let found = try #require(line(account, smallProvenance()))
    #expect(found.contains(" 7 ") && found.contains("—"))
    #expect(AccountFigures(account).figure(zone: "1", indicator: "grain")?.value.isNaN == true)
  }

  @Test func `What was not tried is said, and why`() throws {
    var account = smallAccount()
    account.assumptions[0].share = .nan
    let page = reportHTML(ReportDocument(account: account, provenance: smallProvenance(), map: nil), in: .zh)
    #expect(page.contains("未试算") && page.contains("类别、代码或公式"))
    #expect(orderedAssumptions(account).count == account.assumptions.count)
    #expect(account.json().canonical().contains(#""share":null"#))
  }

  @Test func `An explanation reads through the choice`() throws {
    let explanation = try explainZone(
      account(grain: 7), provenance(chosen: "1 * harvest"), zone: "1", indicator: "grain")
    #expect(explanation.formulas.map(\.name) == ["grainCounted", "grainChosen"])
    #expect(explanation.lines().contains { $0.contains("选项 粮食：不计") })
  }

  @Test func `Totals alone name classes and no indicator`() {
    let lines = accountTotals(smallAccount())
    #expect(lines.contains { $0.hasPrefix("合计") && $0.contains("600.00") })
    #expect(!lines.contains { $0.contains("水源涵养") || $0.contains("未核算") })
  }

  /// 5.714669…, 44 966 666 666.7, 0.000123456789 and 1 200 to six significant digits.
  @Test(arguments: [
    (5.714_669_421_487_603, "5.71467"), (44_966_666_666.7, "44,966,666,667"),
    (0.000_123_456_789, "0.000123457"),
    (1200, "1,200"), (0, "0"), (-0.5, "-0.5"),
  ])
  func `A reckoned figure has six significant digits`(x: Double, text: String) {
    #expect(reckonedText(x) == text)
  }
}
