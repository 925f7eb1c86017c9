import Accounts
import Foundation
import Law
import Reports
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Goal: the report is one well-formed file that needs nothing from elsewhere, says what the account says,
/// and lets no name become markup.
/// Method: parsed by an XML parser; figures that were added up by hand looked for; names made to do harm.
@Suite struct ReportPageTests {
  private func page(_ account: Account, map: ReportMap? = nil, in language: Language = .zh) -> String {
    reportHTML(ReportDocument(account: account, provenance: smallProvenance(), map: map), in: language)
  }

  /// Names and texts of all elements, read by the parser.
  private final class Outline: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var text = ""
    /// Texts and attributes outside elements that are marked as Chinese, and outside the style.
    var own: [String] = []
    private var isOwn: [Bool] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements[name, default: 0] += 1
      isOwn.append(isOwn.last != false && attributes["lang"] != "zh-CN" && name != "style")
      if isOwn.last == true { own += attributes.filter { $0.key != "data-head" }.values }
      for key in attributes.keys where key.hasPrefix("on") || key == "src" {
        elements["!\(key)", default: 0] += 1
      }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      isOwn.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      text += string
      if isOwn.last == true { own.append(string) }
    }
  }

  private func outline(_ html: String) throws -> Outline {
    let parser = XMLParser(data: Data(html.utf8))
    let outline = Outline()
    parser.delegate = outline
    try #require(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
    return outline
  }

  @Test func `The page is well-formed, with maps and without`() throws {
    let seeded = seededAccount(seed: 3, towns: 23, year: 2020)
    let map = seededMap(codes: seeded.zones.dropFirst().map(\.code), seed: 5)
    let drawn = try outline(page(seeded, map: map))
    #expect(try #require(drawn.elements["path"]) >= 23 * 2 + 5)
    #expect(try outline(page(smallAccount())).elements["table"] ?? 0 > 5)
  }

  @Test func `Nothing is fetched from elsewhere and nothing runs`() throws {
    let map = seededMap(codes: ["1A", "1B"], seed: 1)
    let html = page(smallAccount(), map: map)
    let elements = try outline(html).elements
    #expect(elements.keys.allSatisfy { !["script", "link", "img", "iframe", "object"].contains($0) })
    #expect(elements.keys.allSatisfy { !$0.hasPrefix("!") })
    #expect(!html.contains("@import") && !html.contains("url(http"))
    // The only address is the name of the language of the page.
    #expect(html.replacing("http://www.w3.org/1999/xhtml", with: "").contains("http") == false)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title></style><b>", "&lt;b&gt;", "]]>",
    "'",
    "\u{0}\u{1B}\u{FFFE}", "\u{202E}镇甲",
  ])
  func `A name that is meant to do harm stays a name`(name: String) throws {
    var account = smallAccount(nameOfB: name)
    account.region.zh = name
    account.ecosystems[0].zh = name
    account.indicators[0].zh = name
    account.warnings[0].zh = name
    account.assumptions[0].why = name
    let outline = try outline(page(account, map: seededMap(codes: ["1A", "1B"], seed: 1)))
    #expect(
      outline.elements["script"] == nil && outline.elements["img"] == nil && outline.elements["b"] == nil)
    #expect(outline.elements.keys.allSatisfy { !$0.hasPrefix("!") })
    #expect(!outline.text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
  }

  /// Chinese characters and full-width marks, by their blocks in Unicode.
  private func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value)
    }
  }

  @Test func `The English page has no Chinese but what is marked as words of others`() throws {
    let map = seededMap(codes: ["1A", "1B"], seed: 1)
    let outline = try outline(page(smallAccount(), map: map, in: .en))
    #expect(outline.own.filter(isChinese) == [])
    for part in [
      "Sample 2020", "After the norm: Accounting norm", "Material supply", "Water conservation", "Tourism",
      "visits/a", "CNY", "not allocated", "leafArea is missing", "Rain is high", "Storage price",
    ] {
      #expect(outline.own.contains { $0.contains(part) }, "\(part) is missing")
    }
    #expect(outline.text.contains("甲镇") && outline.text.contains("年鉴缺 2020 年"))
  }

  /// 6 000 000 元 are 6 000.00 thousand CNY; town A has 1 300 000 元.
  @Test func `Figures of the English page are those of the account`() throws {
    let text = try outline(page(smallAccount(), in: .en)).text
    for part in ["6,000.00", "1,300.00", "thousand CNY", "35,294", "10,833", "5,333", "140,000", "0.0267"] {
      #expect(text.contains(part), "\(part) is missing")
    }
  }

  @Test func `A harmless name is read back as it was`() throws {
    let name = "甲 & 乙 <丙> \"丁\""
    #expect(try outline(page(smallAccount(nameOfB: name))).text.contains(name))
  }

  @Test func `The page opens with what must be known first`() throws {
    let text = try outline(page(smallAccount())).text
    let head = text.components(separatedBy: "各指标的实物量与价值")[0]
    for part in [
      "样县 2020 年", "参照《核算规范》（样字〔2022〕1号）", "演示", "600.00", "万元", "420.00", "降水均值偏高", "游客人次",
    ] {
      #expect(text.contains(part) && head.contains(part) || part == "游客人次", "\(part) is not at the head")
    }
  }

  /// 6 000 000 元 on 170 hm2 is 35 294 元/hm2; town A 1 300 000 on 120 is 10 833; forest 800 000 on 150 is 5
  /// 333.
  @Test func `Figures are those of the account`() throws {
    let text = try outline(page(smallAccount())).text
    for part in ["35,294", "10,833", "5,333", "140,000", "60,000", "200,000", "未分摊", "噪声消减", "缺少资料 leafArea"]
    {
      #expect(text.contains(part), "\(part) is missing")
    }
  }

  @Test func `With more than sixty zones the upper levels stand and the workbook is named`() throws {
    let text = try outline(page(seededAccount(seed: 1, towns: 61, year: 2020))).text
    #expect(text.contains("其余 61 个单元的数字在工作簿"))
    #expect(!text.contains("石桥镇"))
  }

  @Test func `Formulas come with clause, parameters, inputs and digests`() throws {
    let text = try outline(page(smallAccount())).text
    for part in [
      "waterRetained [m3/(hm2.a)] = rain * (1 - lookup(runoff.coefficient, ecosystem))", "式(3)", "单位库容造价",
      "rain.tif", String(repeating: "ef", count: 32), "0.0267",
    ] {
      #expect(text.contains(part), "\(part) is missing")
    }
  }

  @Test func `An empty account, a map without values and a picture of nothing still make a page`() throws {
    var account = smallAccount()
    account.indicators = []
    account.sums = []
    account.areas = []
    account.zones = []
    account.ecosystems = []
    account.reconciliation = []
    account.totals = Account.Totals(supply: 0, regulating: 0, cultural: 0, all: 0)
    var map = seededMap(codes: ["1A"], seed: 1)
    map.picture = ValuePicture(width: 1, height: 1, values: [.nan])
    for language in Language.allCases { _ = try outline(page(account, map: map, in: language)) }
  }
}
