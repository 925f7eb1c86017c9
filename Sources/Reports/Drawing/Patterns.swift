/// How a shape is filled: by a colour, and by strokes upon it.
public struct Fill: Sendable {
  var colour: String
  /// A pattern of the page, `url(#…)`; nil for the colour alone.
  var strokes: String?

  init(_ colour: String, strokes: String? = nil) {
    self.colour = colour
    self.strokes = strokes
  }

  /// A rectangle so filled: the colour first, then the strokes, so that no seams of colour show between the
  /// tiles of the pattern.
  func rect(_ place: KeyValuePairs<String, String>, outline: KeyValuePairs<String, String>) -> [Markup] {
    let plain: KeyValuePairs = ["fill": colour]
    var parts = [
      Markup.element("rect", attributes(place) + attributes(plain) + attributes(outline), [])
    ]
    if let strokes {
      let upon: KeyValuePairs = ["fill": strokes]
      parts.append(.element("rect", attributes(place) + attributes(upon), []))
    }
    return parts
  }
}

/// Fills that differ by colour and by pattern; the strokes are defined once for the page.
public enum Pattern {
  /// Eight kinds, the first without strokes, so that with eight colours the first eight kinds differ twice,
  /// and 56 kinds at least once.
  private static let strokes = [
    "", "M0 8L8 0", "M0 4H8", "M0 0L8 8", "M4 0V8", "M0 4H8M4 0V8", "M0 8L8 0M0 0L8 8", "M2 4h1M6 1h1M6 7h1",
  ]

  /// The fill of the n-th kind of ecosystem.
  public static func fill(kind index: Int) -> Fill {
    fill(Palette.kinds[index % 8], stroke: (index + index / 8) % 8)
  }

  /// The fill of a class of product.
  public static func fill(productClass: String) -> Fill {
    switch productClasses.firstIndex(of: productClass) {
    case 1: fill("#0072b2", stroke: 0)
    case 2: fill("#cc79a7", stroke: 7)
    default: fill("#e69f00", stroke: 1)
    }
  }

  private static func fill(_ colour: String, stroke: Int) -> Fill {
    Fill(colour, strokes: stroke == 0 ? nil : "url(#strokes-\(stroke))")
  }

  /// An invisible drawing with all strokes.
  public static var definitions: Markup {
    let patterns = strokes.indices.dropFirst().map { index in
      tag(
        "pattern",
        ["id": "strokes-\(index)", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"],
        tag(
          "path",
          ["d": strokes[index], "stroke": "#1a1a1a", "stroke-width": "1.1", "stroke-opacity": "0.75"]))
    }
    return tag(
      "svg", ["class": "hidden", "width": "0", "height": "0", "aria-hidden": "true"],
      tag("defs", [:], patterns))
  }
}
