internal import Quantities

/// Bars to both sides of one value: how far it goes when one thing alone is low, and when it is high.
///
/// As in ``BarFigure`` widths are percentages and labels are text of the page. The low side has strokes and
/// the high side none, so that the figure can be read without colours.
struct TornadoFigure {
  struct Bar {
    var label: String
    /// Both ends in words.
    var text: String
    var low: Double
    var high: Double
  }

  var title: String
  /// The value to both sides of which bars stand.
  var centre: Double
  var bars: [Bar]

  static let lowFill = Pattern.fill(productClass: "supply")
  static let highFill = Pattern.fill(productClass: "regulating")

  func markup() -> Markup {
    let ends = bars.flatMap { [$0.low, $0.high] }.filter(\.isFinite) + [centre]
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 0)
    let span = high > low ? high - low : 1
    return tag(
      "div", ["class": "bars", "role": "group", "aria-label": title],
      bars.flatMap { row($0) { ($0 - low) / span } })
  }

  private func row(_ bar: Bar, _ place: (Double) -> Double) -> [Markup] {
    let rects =
      side(bar.low, Self.lowFill, place) + side(bar.high, Self.highFill, place) + [
        tag(
          "rect",
          [
            "x": percent(min(place(centre), 0.996)), "y": "0", "width": "0.4%", "height": "17",
            "fill": "#1a1a1a",
          ])
      ]
    return [
      tag(
        "div", ["class": "bar"], tag("span", [:], .text(bar.label)),
        tag("span", ["class": "n"], .text(bar.text))),
      tag(
        "svg", ["width": "100%", "height": "17", "role": "img", "aria-label": "\(bar.label) \(bar.text)"],
        rects),
    ]
  }

  private func side(_ end: Double, _ fill: Fill, _ place: (Double) -> Double) -> [Markup] {
    guard end.isFinite, end != centre else { return [] }
    return fill.rect(
      [
        "x": percent(place(min(end, centre))), "y": "1", "width": percent(abs(place(end) - place(centre))),
        "height": "15",
      ], outline: ["stroke": Palette.line, "stroke-width": "0.5"])
  }

  private func percent(_ fraction: Double) -> String {
    formatted(fraction * 100, decimals: 2, grouping: false) + "%"
  }
}
