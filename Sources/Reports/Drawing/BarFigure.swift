internal import Quantities

/// Horizontal bars, each under its label and figure. Widths are percentages and labels are text of the page,
/// so that the figure reads the same on a telephone and on a desk and long labels break instead of being cut.
struct BarFigure {
  struct Bar {
    var label: String
    /// The figure as it is printed.
    var text: String
    var value: Double
    var fill: Fill
  }

  var title: String
  var bars: [Bar]

  func markup() -> Markup {
    let values = bars.map { $0.value.isFinite ? $0.value : 0 }
    let low = min(0, values.min() ?? 0)
    let span = max(0, values.max() ?? 0) - low
    let rows = bars.indices.flatMap { row(bars[$0], values[$0], low, span > 0 ? span : 1) }
    return tag("div", ["class": "bars", "role": "group", "aria-label": title], rows)
  }

  private func row(_ bar: Bar, _ value: Double, _ low: Double, _ span: Double) -> [Markup] {
    let rects = bar.fill.rect(
      [
        "x": percent((min(0, value) - low) / span), "y": "0", "width": percent(abs(value) / span),
        "height": "15",
      ], outline: ["stroke": Palette.line, "stroke-width": "0.5"])
    return [
      tag(
        "div", ["class": "bar"], tag("span", [:], .text(bar.label)),
        tag("span", ["class": "n"], .text(bar.text))),
      tag(
        "svg", ["width": "100%", "height": "15", "role": "img", "aria-label": "\(bar.label) \(bar.text)"],
        rects),
    ]
  }
}

/// One bar that is cut into parts, numbered as in its legend.
public struct StackedBar {
  var title: String
  /// Parts that are not negative; their fills are those of ``Pattern/fill(kind:)`` in order.
  var parts: [Double]

  /// A bar with its title for those who do not see it.
  public init(title: String, parts: [Double]) { (self.title, self.parts) = (title, parts) }

  /// The drawing.
  public func markup() -> Markup {
    let whole = parts.reduce(0, +)
    var start = 0.0
    var children: [Markup] = []
    for (index, part) in parts.enumerated() where whole > 0 && part > 0 {
      let share = part / whole
      children += Pattern.fill(kind: index).rect(
        ["x": percent(start), "y": "1", "width": percent(share), "height": "38"],
        outline: ["stroke": "#ffffff", "stroke-width": "1"])
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
