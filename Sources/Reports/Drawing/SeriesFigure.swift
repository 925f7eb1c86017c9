public import Accounts
internal import Quantities

/// A series of accounts as a drawing of its own (SVG): for each year its value at current and at constant
/// prices, and below, from each year to the next, the effects of area, yield and price.
public func seriesDrawing(_ series: AccountSeries) -> String {
  var page = ""
  SeriesFigure(series).markup().write(into: &page)
  return page
}

private struct SeriesFigure {
  let series: AccountSeries
  let scale: MoneyScale
  let width = 760.0
  let left = 150.0
  let bar = 16.0

  init(_ series: AccountSeries) {
    self.series = series
    scale = moneyScale(for: series.current.compactMap { $0 }.max() ?? 0)
  }

  private struct Bar {
    var label: String
    var value: Double
    var fill: String
  }

  /// Bars under one heading, drawn to one scale.
  private struct Panel {
    var title: String
    var bars: [Bar]
  }

  private var values: Panel {
    let bars = series.titles.indices.flatMap { year -> [Bar] in
      let name = "\(series.titles[year].year)"
      let current = series.current[year].map { Bar(label: "\(name) 现价", value: $0, fill: Palette.kinds[1]) }
      let constant = series.constant[year].map {
        Bar(label: "\(name) 不变价", value: $0, fill: Palette.kinds[3])
      }
      return [current, constant].compactMap { $0 }
    }
    return Panel(
      title: "生态产品价值（\(scale.rawValue)），不变价按 \(series.titles[series.base].priceYear) 年", bars: bars)
  }

  private var effects: Panel {
    let bars = series.steps.flatMap { step -> [Bar] in
      guard let value = step.value else { return [] }
      let years = "\(step.old.year)→\(step.new.year)"
      return [
        Bar(label: "\(years) 面积", value: value.area - value.coverage, fill: Palette.kinds[0]),
        Bar(label: "其中覆盖", value: value.coverage, fill: Palette.kinds[7]),
        Bar(label: "单产", value: value.quality, fill: Palette.kinds[2]),
        Bar(label: "价格", value: value.price, fill: Palette.kinds[6]),
      ].filter { $0.label != "其中覆盖" || $0.value != 0 }
    }
    return Panel(title: "变化的来由（\(scale.rawValue)；面积已除去覆盖）", bars: bars)
  }

  func markup() -> Markup {
    let panels = [values, effects]
    let height = panels.reduce(16.0) { $0 + 40 + Double($1.bars.count) * (bar + 6) }
    var children: [Markup] = [tag("title", [:], .text(values.title))]
    var top = 8.0
    for panel in panels {
      children += draw(panel, top: top)
      top += 40 + Double(panel.bars.count) * (bar + 6)
    }
    return tag(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(length(width)) \(length(height))",
        "role": "img", "font-family": "sans-serif", "font-size": "13",
      ], children)
  }

  private func draw(_ panel: Panel, top: Double) -> [Markup] {
    let values = panel.bars.map { $0.value.isFinite ? $0.value : 0 }
    let low = min(0, values.min() ?? 0)
    let span = max(max(0, values.max() ?? 0) - low, .leastNormalMagnitude)
    let room = width - left - 110
    var children = [text(panel.title, x: 0, y: top + 18, anchor: "start", weight: "bold")]
    for (number, item) in panel.bars.enumerated() {
      let y = top + 30 + Double(number) * (bar + 6)
      let start = left + (min(0, values[number]) - low) / span * room
      children.append(text(item.label, x: left - 8, y: y + 13, anchor: "end"))
      children.append(
        tag(
          "rect",
          [
            "x": length(start), "y": length(y), "width": length(abs(values[number]) / span * room),
            "height": length(bar), "fill": item.fill, "stroke": Palette.line, "stroke-width": "0.5",
          ]))
      children.append(text(moneyText(item.value, in: scale), x: width, y: y + 13, anchor: "end"))
    }
    return children
  }

  private func text(_ text: String, x: Double, y: Double, anchor: String, weight: String = "normal") -> Markup
  {
    tag(
      "text", ["x": length(x), "y": length(y), "text-anchor": anchor, "font-weight": weight], .text(text))
  }

  private func length(_ x: Double) -> String { formatted(x, decimals: 2, grouping: false) }
}
