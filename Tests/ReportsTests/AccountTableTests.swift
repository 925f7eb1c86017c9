import Accounts
import Reports
import Testing

/// Goal: the terminal table says what the account says, in columns that stand under each other.
/// Method: the small account, whose figures are added up by hand; shares are 8/60, 10/60 and 42/60.
@Suite struct AccountTableTests {
  @Test func `The table shows figures, sums, shares and remarks`() {
    let golden = """
      样县（Sample） 2020 年生态产品总值核算【演示：价格非本地价格】
      参照《核算规范》（样字〔2022〕1号）
      价格年 2020，核算单元 3 个，面积 170 hm²

      类别      指标       实物量  单位    价值（万元）    占比
      ─────────────────────────────────────────────────────────
      物质供给  粮食          400  t/a            80.00   13.3%
      物质供给  小计                              80.00   13.3%
      调节服务  水源涵养  200,000  m³/a          100.00   16.7%
      调节服务  小计                             100.00   16.7%
      文化服务  旅游康养   20,000  人次/a        420.00   70.0%
      文化服务  小计                             420.00   70.0%
      ─────────────────────────────────────────────────────────
      合计                                       600.00  100.0%

      假设 2 项，其中 1 项影响总值：
        游客人次 = 20000 人次/a（变动 1%，总值变动 0.70%）
        其余 1 项见 account.xlsx 的“假设”表
      警告 plausible.mean：降水均值偏高
      未核算 1 项：噪声消减（原因见报告或 shanshui check）
      """
    #expect(accountTable(smallAccount()).joined(separator: "\n") == golden)
  }

  @Test func `Control characters in names cannot reach the terminal`() {
    var account = smallAccount()
    account.region.zh = "样\u{1B}[31m县\u{7}"
    account.warnings[0].zh = "行一\n行二"
    let text = accountTable(account).joined()
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
  }

  @Test func `An account without values or indicators still makes a table`() {
    var account = smallAccount()
    account.indicators = []
    account.totals = Account.Totals(supply: 0, regulating: 0, cultural: 0, all: 0)
    #expect(accountTable(account).contains { $0.hasPrefix("合计") })
  }
}
