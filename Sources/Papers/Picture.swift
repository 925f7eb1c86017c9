internal import CPapers
internal import Reports

/// A figure of a page, drawn by librsvg from the same SVG.
struct Picture {
  let width: Double
  let height: Double
  private let text: String

  /// - Parameters:
  ///   - svg: With a `viewBox`, or with a height in pixels and a width in per cent or pixels.
  ///   - width: How wide it shall be, in points.
  ///   - patterns: What `url(#…)` names, put inside, since a figure is drawn alone.
  init(_ svg: Markup, width: Double, patterns: Markup?) {
    self.width = width
    let box = (svg["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    var attributes: KeyValuePairs<String, String> = [:]
    if box.count == 4, box[2] > 0 {
      height = width * box[3] / box[2]
      attributes = ["width": "\(box[2])", "height": "\(box[3])", "viewBox": svg["viewBox"] ?? ""]
    } else {
      let pixels = svg["height"].flatMap(Double.init) ?? 0
      height = pixels * Paper.pixel
      attributes = ["width": "\(width / Paper.pixel)", "height": "\(pixels)"]
    }
    let all: KeyValuePairs = ["xmlns": "http://www.w3.org/2000/svg", "font-family": "Noto Sans CJK SC"]
    let root = (Array(all) + Array(attributes)).map { Markup.Attribute(name: $0.key, value: $0.value) }
    var content = Markup.element("svg", root, svg.children).text
    if let patterns, content.contains("url(#") {
      content = Markup.element("svg", root, [patterns] + svg.children).text
    }
    text = content
  }

  /// Draws it with its upper left corner at a place.
  func draw(on canvas: Canvas, x: Double, y: Double) {
    guard width > 0, height > 0 else { return }
    var bytes = Array(text.utf8)
    var error: UnsafeMutablePointer<GError>?
    guard let handle = rsvg_handle_new_from_data(&bytes, gsize(bytes.count), &error) else {
      return fail(error, canvas)
    }
    defer { g_object_unref(UnsafeMutableRawPointer(handle)) }
    var frame = RsvgRectangle(x: x, y: y, width: width, height: height)
    if rsvg_handle_render_document(handle, canvas.cairo, &frame, &error) == 0 { fail(error, canvas) }
  }

  private func fail(_ error: UnsafeMutablePointer<GError>?, _ canvas: Canvas) {
    let reason = error.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "librsvg"
    if let error { g_error_free(error) }
    if canvas.failure == nil { canvas.failure = .picture(reason: reason) }
  }
}

extension Markup {
  /// As XML.
  fileprivate var text: String {
    var text = ""
    write(into: &text)
    return text
  }
}

extension PieceMaker {
  /// A figure as wide as its column, no map wider than 420 points.
  func picture(_ node: Markup, _ column: Column) -> [Piece] {
    guard !node.classes.contains("hidden") else { return [] }
    let width = node["viewBox"] == nil ? column.width : min(column.width, 420)
    let picture = Picture(node, width: width, patterns: patterns)
    return [
      Piece(before: node["viewBox"] == nil ? 1 : 3, height: picture.height) { canvas, y in
        picture.draw(on: canvas, x: column.x, y: y)
      }
    ]
  }
}
