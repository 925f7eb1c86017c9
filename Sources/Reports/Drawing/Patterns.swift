/// Fills that differ by colour and by pattern, defined once for the page and named by `url(#…)`.
enum Pattern {
  /// Eight strokes, so that with eight colours the first eight kinds differ twice, and 56 kinds at least
  /// once.
  private static let strokes = [
    "", "M0 8L8 0", "M0 4H8", "M0 0L8 8", "M4 0V8", "M0 4H8M4 0V8", "M0 8L8 0M0 0L8 8", "M2 4h1M6 1h1M6 7h1",
  ]

  /// The fill of the n-th kind of ecosystem.
  static func fill(kind index: Int) -> String {
    "url(#kind-\(index % (7 * 8)))"
  }

  /// The fill of a class of product.
  static func fill(productClass: String) -> String {
    "url(#class-\(productClasses.firstIndex(of: productClass) ?? 0))"
  }

  /// An invisible drawing with all patterns that a page needs.
  static func definitions(kinds: Int) -> Markup {
    let ofKinds = (0..<min(kinds, 56)).map { index in
      pattern("kind-\(index)", color: Palette.kinds[index % 8], stroke: strokes[(index + index / 8) % 8])
    }
    let ofClasses = [
      pattern("class-0", color: "#e69f00", stroke: strokes[1]),
      pattern("class-1", color: "#0072b2", stroke: strokes[0]),
      pattern("class-2", color: "#cc79a7", stroke: strokes[7]),
    ]
    return tag(
      "svg", ["class": "hidden", "width": "0", "height": "0", "aria-hidden": "true"],
      tag("defs", [:], ofKinds + ofClasses))
  }

  private static func pattern(_ id: String, color: String, stroke: String) -> Markup {
    var children = [tag("rect", ["width": "8", "height": "8", "fill": color])]
    if !stroke.isEmpty {
      children.append(
        tag("path", ["d": stroke, "stroke": "#1a1a1a", "stroke-width": "1.1", "stroke-opacity": "0.75"]))
    }
    return tag(
      "pattern", ["id": id, "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"], children)
  }
}
