internal import CPapers
public import Law
public import Reports

/// A page of a report as a PDF: A4, tables with their heads on each page, page numbers, bookmarks.
///
/// - Parameters:
///   - page: The tree of an HTML page, from ``reportMarkup(_:in:)``.
///   - day: The day that stands in the file as its day of making: the same document gives the same bytes.
/// - Returns: The bytes of the file.
/// - Throws: ``PaperError``.
public func pdf(_ page: Markup, in language: Language, day: String) throws(PaperError) -> [UInt8] {
  let typesetter = try Typesetter()
  let patterns = page.all("svg").first { $0.classes.contains("hidden") }?.first("defs")
  let maker = PieceMaker(typesetter: typesetter, patterns: patterns)
  let pages = PageBreaking(maker.pieces(page, Paper.column)).pages
  let title = page.first("title")?.plain ?? ""
  let loud = page.all("span").first { $0.classes.contains("loud") }?.plain
  let writer = try PDFWriter(title: title, remark: loud, language: language, typesetter: typesetter)
  return try writer.write(pages, day: day)
}
