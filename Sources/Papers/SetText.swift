internal import CPapers
internal import Reports

/// How a text is set.
struct TextStyle {
  enum Side { case left, right, centre }

  var size = 9.5
  var isBold = false
  /// Letters of equal width, for formulas and digests.
  var isMono = false
  var colour = Colour.ink
  var side = Side.left
  /// Whether lines may end inside words.
  var breaksAnywhere = false
}

/// What sets texts: the fonts, without the rounding that screens need.
final class Typesetter {
  fileprivate let context: OpaquePointer

  /// - Throws: ``PaperError/noFont``.
  init() throws(PaperError) {
    guard let context = pango_font_map_create_context(pango_cairo_font_map_get_default()) else {
      throw .drawing(reason: "pango")
    }
    self.context = context
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    if SetText("生态", TextStyle(), width: nil, by: self).hasUnknownGlyphs { throw .noFont }
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(context)) }
}

/// A text that is set: its lines can be drawn apart, so that it may go on over the end of a page.
final class SetText {
  /// From the top of the text, in points.
  struct Line {
    var top: Double
    var bottom: Double
    var baseline: Double
    var x: Double
  }

  private(set) var lines: [Line] = []
  /// The width of its longest line.
  private(set) var width = 0.0
  private let layout: OpaquePointer
  private let colour: Colour

  /// - Parameter width: Where lines end; nil for lines as long as they are.
  init(_ text: String, _ style: TextStyle, width: Double?, by typesetter: Typesetter) {
    layout = pango_layout_new(typesetter.context)
    colour = style.colour
    let clean = text.split(separator: "\n", omittingEmptySubsequences: false).map { plainText(String($0)) }
    pango_layout_set_text(layout, clean.joined(separator: "\n"), -1)
    let font = pango_font_description_from_string(style.isMono ? "Noto Sans Mono CJK SC" : "Noto Sans CJK SC")
    pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
    if style.isBold { pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
    pango_layout_set_font_description(layout, font)
    pango_font_description_free(font)
    pango_layout_set_wrap(layout, style.breaksAnywhere ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR)
    if let width { pango_layout_set_width(layout, Int32(max(width, 1) * Double(PANGO_SCALE))) }
    switch style.side {
    case .left: break
    case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
    case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    }
    measure()
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  var height: Double { lines.last?.bottom ?? 0 }
  var hasUnknownGlyphs: Bool { pango_layout_get_unknown_glyphs_count(layout) > 0 }

  /// From the top of the first to the bottom of the last of some lines.
  func height(of range: Range<Int>) -> Double {
    range.isEmpty ? 0 : lines[range.upperBound - 1].bottom - lines[range.lowerBound].top
  }

  /// How many lines from the first on have room.
  func fitting(_ room: Double, from first: Int) -> Int {
    guard first < lines.count else { return 0 }
    return lines[first...].prefix { $0.bottom - lines[first].top <= room + 0.01 }.count
  }

  /// Draws some lines, the top of the first at a place.
  func draw(_ range: Range<Int>, on canvas: Canvas, x: Double, y: Double) {
    guard let first = range.first else { return }
    canvas.set(colour)
    for index in range {
      let line = lines[index]
      cairo_move_to(canvas.cairo, x + line.x, y + line.baseline - lines[first].top)
      pango_cairo_show_layout_line(canvas.cairo, pango_layout_get_line_readonly(layout, Int32(index)))
    }
  }

  private func measure() {
    let iterator = pango_layout_get_iter(layout)
    defer { pango_layout_iter_free(iterator) }
    let scale = Double(PANGO_SCALE)
    repeat {
      var (top, bottom) = (Int32(0), Int32(0))
      var extents = PangoRectangle()
      pango_layout_iter_get_line_yrange(iterator, &top, &bottom)
      pango_layout_iter_get_line_extents(iterator, nil, &extents)
      lines.append(
        Line(
          top: Double(top) / scale, bottom: Double(bottom) / scale,
          baseline: Double(pango_layout_iter_get_baseline(iterator)) / scale,
          x: Double(extents.x) / scale))
      width = max(width, Double(extents.width) / scale)
    } while pango_layout_iter_next_line(iterator) != 0
  }
}
