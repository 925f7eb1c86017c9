import Foundation
import Law
import Papers
import Reports
import Testing

/// Goal: a report on paper says what the page says, on whole pages, and the same document gives the same
/// bytes.
/// Method: the text and the facts of the file are read back by poppler's programs where they are installed.
@Suite struct PDFTests {
  private func element(_ name: String, _ attributes: [String: String] = [:], _ children: [Markup]) -> Markup {
    .element(
      name, attributes.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) }, children)
  }

  private func row(_ cells: [String], _ kind: String = "td") -> Markup {
    element("tr", [:], cells.map { element(kind, ["class": "w"], [.text($0)]) })
  }

  /// A title and one section with a table of some rows.
  private func page(rows: Int, cell: String = "森林") -> Markup {
    let table = element(
      "table", [:],
      [
        element("thead", [:], [row(["序号", "生态系统"], "th")]),
        element("tbody", [:], (1...rows).map { row(["\($0)", cell]) }),
      ])
    return element(
      "html", [:],
      [
        element("head", [:], [element("title", [:], [.text("样县报告")])]),
        element(
          "body", [:],
          [
            element("h1", [:], [.text("样县报告")]),
            element("nav", [:], [element("a", ["href": "#table"], [.text("分区结果")])]),
            element("section", ["id": "table"], [element("h2", [:], [.text("分区结果")]), table]),
          ]),
      ])
  }

  /// What a program of poppler prints of a PDF; nil when it is not installed.
  private func read(_ bytes: [UInt8], by program: String, _ words: [String]) throws -> String? {
    let path = "/usr/bin/\(program)"
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    let file = NSTemporaryDirectory() + "paper-\(UUID().uuidString).pdf"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words.map { $0 == "FILE" ? file : $0 }
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(bytes: output, encoding: .utf8)
  }

  @Test func `The same page gives the same bytes`() throws {
    let bytes = try pdf(page(rows: 90), in: .zh, day: "2020-12-31")
    #expect(bytes == (try pdf(page(rows: 90), in: .zh, day: "2020-12-31")))
    #expect(bytes != (try pdf(page(rows: 90), in: .zh, day: "2021-12-31")))
    #expect(bytes.starts(with: Array("%PDF-".utf8)))
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext"), "poppler-utils is missing"))
  func `A long table has its head on each page, no row is lost, and pages are numbered`() throws {
    let bytes = try pdf(page(rows: 150), in: .zh, day: "2020-12-31")
    let text = try #require(try read(bytes, by: "pdftotext", ["-layout", "FILE", "-"]))
    let pages = text.split(separator: "\u{0C}").filter { $0.contains("森林") }
    #expect(pages.count > 2)
    for (index, page) in pages.enumerated() {
      #expect(page.contains("生态系统") && page.contains("第 \(index + 1) 页，共 \(pages.count) 页"))
    }
    #expect(text.split(separator: "森林", omittingEmptySubsequences: false).count == 151)
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext"), "poppler-utils is missing"))
  func `A cell higher than a page goes on over the next pages`() throws {
    let bytes = try pdf(
      page(rows: 1, cell: String(repeating: "固碳", count: 9_000)), in: .zh, day: "2020-12-31")
    let text = try #require(try read(bytes, by: "pdftotext", ["FILE", "-"]))
    #expect(text.filter { $0 == "碳" }.count == 9_000)
    #expect(text.split(separator: "\u{0C}").count > 2)
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdfinfo"), "poppler-utils is missing")
  )
  func `Title, day and paper stand in the file`() throws {
    let bytes = try pdf(page(rows: 1), in: .en, day: "2020-12-31")
    let facts = try #require(try read(bytes, by: "pdfinfo", ["-isodates", "FILE"]))
    for part in ["样县报告", "2020-12-31T00:00:00Z", "A4", "Pages:           1"] { #expect(facts.contains(part)) }
  }

  /// The height of a word's box, in points, as poppler reads it.
  private func height(of word: String, in boxes: String) throws -> Double {
    let lines = boxes.split(separator: "\n")
    let line = try #require(lines.first { $0.contains(">\(word)<") }, "\(word) \(boxes)")
    func mark(_ name: String) -> Double? {
      line.components(separatedBy: "\(name)=\"").last.flatMap { Double($0.prefix { $0 != "\"" }) }
    }
    return try #require(mark("yMax")) - #require(mark("yMin"))
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext"), "poppler-utils is missing"),
    arguments: [true, false])
  func `The figure of a card is large and its unit small, whether it is a link or not`(isLink: Bool) throws {
    let figure = Markup.text("1572.22")
    let big = element(
      "div", ["class": "big"],
      [
        isLink ? element("a", ["class": "figure", "href": "#total"], [figure]) : figure, .text(" "),
        element("span", ["class": "unit"], [.text("亿元")]),
      ])
    let card = element(
      "div", ["class": "card all"], [element("div", ["class": "name"], [.text("总值")]), big])
    let bytes = try pdf(
      element("html", [:], [element("body", [:], [element("div", ["class": "cards"], [card])])]), in: .zh,
      day: "2020-12-31")
    let boxes = try #require(try read(bytes, by: "pdftotext", ["-bbox", "FILE", "-"]))
    #expect(try height(of: "1572.22", in: boxes) > 1.8 * height(of: "亿元", in: boxes))
    #expect(try height(of: "亿元", in: boxes) == height(of: "总值", in: boxes))
  }

  @Test func `Marks of direction and control characters do not stop it`() throws {
    _ = try pdf(page(rows: 1, cell: "\u{202E}镇\u{0}甲\u{1B}\u{1F600}<b>&"), in: .zh, day: "2020-12-31")
    _ = try pdf(.text(""), in: .zh, day: "2020-12-31")
  }

  @Test func `A figure that is no drawing is an error, not a blank`() {
    let figure = element(
      "svg", ["height": "10", "width": "100%"], [element("rect", ["fill": "\u{FFFE}"], [.verbatim("<")])])
    #expect(throws: PaperError.self) { try pdf(figure, in: .zh, day: "2020-12-31") }
  }
}
