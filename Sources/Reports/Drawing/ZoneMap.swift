internal import Accounts
internal import Law

/// A map of the value of one hectare by zone, at the finest zones that have outlines.
struct ZoneMap {
  private let map: ReportMap
  private let frame: MapFrame
  private let breaks: ClassBreaks
  /// Zone code → yuan per hectare and year.
  private let values: [String: Double]
  private let names: [String: String]

  /// - Returns: nil when no outline has a value, or the map has no extent.
  init?(_ account: Account, _ figures: AccountFigures, _ map: ReportMap) {
    guard let frame = MapFrame(map) else { return nil }
    var values: [String: Double] = [:]
    for outline in map.outlines {
      guard let area = figures.area(zone: outline.code), area > 0 else { continue }
      values[outline.code] = figures.value(zone: outline.code, of: account.indicators).map { $0 / area }
    }
    guard let breaks = ClassBreaks(map.outlines.compactMap { values[$0.code] }) else { return nil }
    self.map = map
    self.frame = frame
    self.breaks = breaks
    self.values = values
    names = Dictionary(account.zones.map { ($0.code, zoneName($0)) }) { first, _ in first }
  }

  func markup(in language: Language) -> Markup {
    let unit = unitSuffix("元/(hm2.a)", in: language)
    let shapes = map.outlines.map { shape($0, unit, language) }
    let labels = map.outlines.flatMap(label)
    let title = Label(zh: "分区单位面积价值图", en: "Map of the value per area by zone")[language]
    let caption = Label(
      zh: "分区单位面积价值，元/(hm²·a)；图中数字为图例的级别",
      en: "Value per area by zone, CNY/(hm²·a); numbers on the map are classes of the legend")[language]
    let drawing = tag(
      "svg", ["viewBox": frame.viewBox, "role": "img", "aria-label": title],
      shapes + labels + frame.furniture(in: language))
    return tag(
      "figure", [:], drawing,
      mapLegend(breaks, missing: values.count < map.outlines.count ? noFigure[language] : nil),
      tag("figcaption", [:], .text(caption)))
  }

  private func shape(_ outline: ZoneOutline, _ unit: String, _ language: Language) -> Markup {
    let value = values[outline.code]
    let index = value.flatMap(breaks.index)
    let fill = index.map { Palette.steps[breaks.step(of: $0)] } ?? Palette.missing
    let name = names[outline.code] ?? outline.code
    let figure = value.map { quantityText($0) + unit }
    let text = figure ?? noFigure[language]
    return tag(
      "path",
      [
        "d": frame.path(outline.rings), "fill": fill, "fill-rule": "evenodd", "stroke": Palette.line,
        "stroke-width": map.outlines.count > 200 ? "0.4" : "0.8",
      ], tag("title", languageOf(name), .text("\(name): \(text)")))
  }

  /// The number of the class, and the name under it where there is room for both.
  private func label(_ outline: ZoneOutline) -> [Markup] {
    guard let index = values[outline.code].flatMap(breaks.index), let spot = LabelPlace(rings: outline.rings)
    else { return [] }
    let (across, along) = frame.size(spot.across, spot.along)
    guard across >= 12, along >= 12 else { return [] }
    let ink = Palette.inks[breaks.step(of: index)]
    let name = names[outline.code] ?? outline.code
    let (x, y) = (frame.x(spot.x), frame.y(spot.y))
    let named = map.outlines.count <= 40 && along >= 32 && across >= Double(displayWidth(name)) * 6.5
    let number = text("\(index + 1)", x, named ? y - 2 : y + 4, ink)
    return named ? [number, text(name, x, y + 13, ink)] : [number]
  }

  private func text(_ text: String, _ x: Double, _ y: Double, _ ink: String) -> Markup {
    let marks: KeyValuePairs = [
      "x": place(x), "y": place(y), "font-size": "12", "text-anchor": "middle", "fill": ink,
    ]
    return .element("text", attributes(marks) + attributes(languageOf(text)), [.text(text)])
  }
}

private let noFigure = Label(zh: "无数据", en: "no data")

/// Squares with the limits of their classes, numbered as on the map.
func mapLegend(_ breaks: ClassBreaks, missing: String?) -> Markup {
  var items = breaks.labels.enumerated().map { index, label in
    legendItem(Fill(Palette.steps[breaks.step(of: index)]), "\(index + 1)\u{2002}\(label)")
  }
  if let missing { items.append(legendItem(Fill(Palette.missing), missing)) }
  return tag("ul", ["class": "legend"], items)
}

/// A swatch and what it stands for.
public func legendItem(_ fill: Fill, _ text: String) -> Markup {
  let square = fill.rect(
    ["x": "0.5", "y": "0.5", "width": "21", "height": "13"], outline: ["stroke": Palette.line])
  return tag(
    "li", [:], tag("svg", ["class": "swatch", "width": "22", "height": "14", "aria-hidden": "true"], square),
    .text(text))
}
