internal import CPapers
internal import Law

/// Draws pages into the bytes of a PDF.
final class PDFWriter {
  /// The bytes, reached by the callback of cairo.
  private final class Output {
    var bytes: [UInt8] = []
  }

  private let title: String
  /// What stands at the foot of each page beside the title.
  private let remark: String?
  private let language: Language
  private let typesetter: Typesetter
  private let output = Output()
  private let surface: OpaquePointer
  private let cairo: OpaquePointer

  init(
    title: String, remark: String?, language: Language, typesetter: Typesetter
  ) throws(PaperError) {
    (self.title, self.remark, self.language, self.typesetter) = (title, remark, language, typesetter)
    let surface = cairo_pdf_surface_create_for_stream(
      { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
        output.bytes += UnsafeBufferPointer(start: data, count: Int(length))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(output).toOpaque(), Paper.width, Paper.height)
    guard let surface, let cairo = cairo_create(surface) else { throw .drawing(reason: "cairo") }
    self.surface = surface
    self.cairo = cairo
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
  }

  func write(_ pages: [[PlacedPiece]], day: String) throws(PaperError) -> [UInt8] {
    describe(day)
    let canvas = Canvas(cairo, pages: Self.places(pages))
    for (index, page) in pages.enumerated() {
      draw(page, on: canvas)
      foot(index + 1, of: pages.count, on: canvas)
      cairo_show_page(cairo)
    }
    bookmark(pages)
    cairo_surface_finish(surface)
    if let failure = canvas.failure { throw failure }
    for status in [cairo_status(cairo), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
      throw .drawing(reason: String(cString: cairo_status_to_string(status)))
    }
    return output.bytes
  }

  private func describe(_ day: String) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "shanshui")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "\(day)T00:00:00Z")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, "\(day)T00:00:00Z")
  }

  private static func places(_ pages: [[PlacedPiece]]) -> [String: Int] {
    var found: [String: Int] = [:]
    for (index, page) in pages.enumerated() {
      for place in page.filter({ !$0.isRepeated }).flatMap(\.piece.places) where found[place] == nil {
        found[place] = index + 1
      }
    }
    return found
  }

  private func draw(_ page: [PlacedPiece], on canvas: Canvas) {
    for placed in page {
      cairo_save(cairo)
      if !placed.isRepeated { for place in placed.piece.places { canvas.name(place) } }
      placed.piece.draw(canvas, placed.y)
      cairo_restore(cairo)
    }
  }

  private func foot(_ number: Int, of count: Int, on canvas: Canvas) {
    let column = Paper.column
    let text = remark.map { "\(title)    \($0)" } ?? title
    let counted = Label(zh: "第 \(number) 页，共 \(count) 页", en: "Page \(number) of \(count)")[language]
    let style = TextStyle(size: 7.5, colour: .soft)
    let right = TextStyle(size: 7.5, colour: .soft, side: .right)
    canvas.line(column, at: Paper.foot - 4, .line, thick: 0.5)
    SetText(text, style, width: column.width - 90, by: typesetter).draw(
      0..<1, on: canvas, x: column.x, y: Paper.foot)
    SetText(counted, right, width: column.width, by: typesetter).draw(
      0..<1, on: canvas, x: column.x, y: Paper.foot)
  }

  private func bookmark(_ pages: [[PlacedPiece]]) {
    var parent = CAIRO_PDF_OUTLINE_ROOT
    for (index, page) in pages.enumerated() {
      for placed in page {
        guard let bookmark = placed.piece.bookmark else { continue }
        let place = "page=\(index + 1) pos=[\(Int(Paper.left)) \(Int(placed.y))]"
        let above = bookmark.level == 0 ? CAIRO_PDF_OUTLINE_ROOT : parent
        let made = cairo_pdf_surface_add_outline(
          surface, above, bookmark.title, place, cairo_pdf_outline_flags_t(rawValue: 0))
        if bookmark.level == 0 { parent = made }
      }
    }
  }
}
