internal import Quantities

/// Horizontal bars, each under its label and figure. Widths are percentages and text has a fixed size, so
/// that the figure reads the same on a telephone and on a desk.
struct BarFigure {
  struct Bar {
    var label: String
    /// The figure as it is printed.
    var text: String
    var value: Double
    var fill: String
  }

  var title: String
  var bars: [Bar]
  private let rowHeight = 46.0

  init(title: String, bars: [Bar]) {
    self.title = title
    self.bars = bars
  }

  func markup() -> Markup {
    let values = bars.map { $0.value.isFinite ? $0.value : 0 }
    let low = min(0, values.min() ?? 0)
    let span = max(0, values.max() ?? 0) - low
    let rows = bars.indices.flatMap { index in
      row(bars[index], values[index], top: Double(index) * rowHeight, low, span > 0 ? span : 1)
    }
    let height = place(Double(bars.count) * rowHeight)
    return tag("svg", ["width": "100%", "height": height, "role": "img", "aria-label": title], rows)
  }

  private func row(_ bar: Bar, _ value: Double, top: Double, _ low: Double, _ span: Double) -> [Markup] {
    let start = (min(0, value) - low) / span
    let width = abs(value) / span
    return [
      tag("text", ["x": "0", "y": place(top + 15), "font-size": "14"], .text(shortened(bar.label, to: 22))),
      tag(
        "text", ["x": "100%", "y": place(top + 15), "font-size": "14", "text-anchor": "end"],
        .text(bar.text)),
      tag(
        "rect",
        [
          "x": percent(start), "y": place(top + 21), "width": percent(width), "height": "15",
          "fill": bar.fill,
          "stroke": Palette.line, "stroke-width": "0.5",
        ], tag("title", [:], .text("\(bar.label) \(bar.text)"))),
    ]
  }
}

/// One bar that is cut into parts, numbered as in its legend.
struct StackedBar {
  var title: String
  /// Parts that are not negative; their fills are those of ``Pattern/fill(kind:)`` in order.
  var parts: [Double]

  func markup() -> Markup {
    let whole = parts.reduce(0, +)
    var start = 0.0
    var children: [Markup] = []
    for (index, part) in parts.enumerated() where whole > 0 && part > 0 {
      let share = part / whole
      children.append(
        tag(
          "rect",
          [
            "x": percent(start), "y": "1", "width": percent(share), "height": "38",
            "fill": Pattern.fill(kind: index), "stroke": "#ffffff", "stroke-width": "1",
          ]))
      if share >= 0.04 { children += number(index + 1, at: start + share / 2) }
      start += share
    }
    return tag("svg", ["width": "100%", "height": "40", "role": "img", "aria-label": title], children)
  }

  private func number(_ number: Int, at middle: Double) -> [Markup] {
    [
      tag("circle", ["cx": percent(middle), "cy": "20", "r": "9", "fill": "#ffffff"]),
      tag(
        "text", ["x": percent(middle), "y": "25", "font-size": "13", "text-anchor": "middle"],
        .text("\(number)")),
    ]
  }
}

/// A fraction as a length in percent with two decimals.
private func percent(_ fraction: Double) -> String {
  formatted(fraction * 100, decimals: 2, grouping: false) + "%"
}

/// A text cut to so many columns, with `…` in place of what is cut.
func shortened(_ text: String, to columns: Int) -> String {
  guard displayWidth(text) > columns else { return text }
  var result = ""
  for character in text {
    if displayWidth(result + String(character)) > columns - 1 { break }
    result.append(character)
  }
  return result + "…"
}
