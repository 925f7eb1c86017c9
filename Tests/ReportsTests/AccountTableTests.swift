import Accounts
import Reports
import Testing

/// Goal: the terminal table says what the account says, in columns that stand under each other.
/// Method: the small account, whose figures are added up by hand; shares are 8/60, 10/60 and 42/60.
@Suite struct AccountTableTests {
  @Test func `The table shows figures, sums, shares and remarks`() {
    let lines = accountTable(smallAccount())
    let golden = """
      样县（Sample）2020 年生态产品总值核算 【演示：价格非本地价格】
      参照《核算规范》（样字〔2022〕1号）
      价格年 2020，核算单元 3 个，面积 170.0 hm²

      类别      指标      实物量   单位    价值（万元）    占比
      ─────────────────────────────────────────────────────────
      物质供给  粮食         400.0  t/a            80.00   13.3%
      """
    #expect(lines.joined(separator: "\n") == golden, "\n\(lines.joined(separator: "\n"))")
  }
}
