internal import CPapers

/// The page that is being drawn.
final class Canvas {
  let cairo: OpaquePointer
  /// On which page each named place stands, from 1 on.
  let pages: [String: Int]
  /// The first failure of a figure.
  var failure: PaperError?

  init(_ cairo: OpaquePointer, pages: [String: Int]) {
    self.cairo = cairo
    self.pages = pages
  }

  func set(_ colour: Colour) {
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue)
  }

  func fill(_ column: Column, from top: Double, to bottom: Double, _ colour: Colour) {
    set(colour)
    cairo_rectangle(cairo, column.x, top, column.width, bottom - top)
    cairo_fill(cairo)
  }

  /// A frame inside a rectangle's edge.
  func frame(_ column: Column, from top: Double, to bottom: Double, _ colour: Colour, thick: Double) {
    set(colour)
    cairo_set_line_width(cairo, thick)
    let half = thick / 2
    cairo_rectangle(cairo, column.x + half, top + half, column.width - thick, bottom - top - thick)
    cairo_stroke(cairo)
  }

  func line(_ column: Column, at y: Double, _ colour: Colour, thick: Double) {
    fill(column, from: y - thick / 2, to: y + thick / 2, colour)
  }

  /// Names the place where something stands, so that links find it.
  func name(_ place: String) {
    cairo_tag_begin(cairo, "cairo.dest", "name='\(place)'")
    cairo_tag_end(cairo, "cairo.dest")
  }

  /// Draws what leads to a named place when it is touched.
  func link(to place: String, _ draw: () -> Void) {
    cairo_tag_begin(cairo, "Link", "dest='\(place)'")
    draw()
    cairo_tag_end(cairo, "Link")
  }
}
