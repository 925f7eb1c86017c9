import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Goal: every figure of a report can be followed by a click, in both languages, in both samples.
/// Method: the page is parsed; every link must lead to one element of the page, and every cell that holds a
/// figure of the account must hold a link.
@Suite struct ReportLinkTests {
  private static let samples = Program.checkout.appendingPathComponent("Samples")
  private static let hasOlinda = FileManager.default.fileExists(
    atPath: samples.appendingPathComponent("olinda/data/L7_ETMs.tif").path)

  /// Ids, links, and the cells of figures in the sections of results.
  private final class Page: NSObject, XMLParserDelegate {
    var ids: [String: Int] = [:]
    var links: [String] = []
    var unlinked: [String] = []
    private var section = ""
    private var cell: (text: String, isLinked: Bool)?

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if let id = attributes["id"] { ids[id, default: 0] += 1 }
      if name == "section" { section = attributes["id"] ?? "" }
      if name == "td", attributes["class"] == "n" { cell = ("", false) }
      if name == "a" {
        if let href = attributes["href"] { links.append(href) }
        cell?.isLinked = true
      }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      guard name == "td", let done = cell else { return }
      cell = nil
      let results = ["indicators", "zones", "ecosystems", "reconciliation"]
      if results.contains(section), !done.isLinked, done.text.contains(where: \.isNumber) {
        unlinked.append("\(section): \(done.text)")
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { cell?.text += string }
  }

  private func check(_ sample: String, _ options: [String] = []) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("links-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appendingPathComponent("out")
    let ended = try Program().run(
      ["account", Self.samples.appendingPathComponent(sample).path, "--out", out.path, "--quiet"] + options)
    try #require(ended.status == 0, "\(ended.text)")
    for language in ["zh", "en"] {
      let data = try Data(contentsOf: out.appendingPathComponent("report.\(language).html"))
      let page = Page()
      let parser = XMLParser(data: data)
      parser.delegate = page
      try #require(parser.parse())
      #expect(page.links.count > 50)
      let broken = page.links.filter { !$0.hasPrefix("#") || page.ids[String($0.dropFirst())] != 1 }
      #expect(broken.isEmpty, "\(sample) \(language): \(Set(broken).sorted())")
      #expect(page.unlinked.isEmpty, "\(sample) \(language): \(page.unlinked)")
      // Each working that is led to shows formulas, and leads on to digests.
      #expect(page.links.contains { $0.hasPrefix("#working-") })
      #expect(page.links.contains { $0.hasPrefix("#file-") || $0 == "#packs" })
    }
  }

  @Test func `Every figure of Liyang's report leads to formula, clause, parameters, inputs and digests`()
    throws
  {
    try check("liyang-tables", ["--draws", "20"])
  }

  @Test(
    .enabled(if: hasOlinda, "the data of Samples/olinda are not there: scripts/fetch-samples.sh brings them"))
  func `Every figure of Olinda's report leads to formula, clause, parameters, inputs and digests`() throws {
    try check("olinda", ["--no-maps"])
  }
}
