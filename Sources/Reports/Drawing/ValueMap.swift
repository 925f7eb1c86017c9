internal import Law

/// The value picture as one path for each class, a run of equal cells at a time.
struct ValueMap {
  /// No more cells than this across or along: a report is mailed about, and the screen shows no more.
  private static let most = 240

  private let map: ReportMap
  private let frame: MapFrame
  private let picture: ValuePicture
  private let coarser: Int
  private let transform: String
  private let breaks: ClassBreaks

  /// - Returns: nil without a picture, or when all of it is missing.
  init?(_ map: ReportMap) {
    guard let frame = MapFrame(map), let given = map.picture else { return nil }
    coarser = (max(given.width, given.height) + Self.most - 1) / Self.most
    picture = given.coarsened(by: coarser)
    guard let breaks = ClassBreaks(picture.values.map(Double.init)) else { return nil }
    self.map = map
    self.frame = frame
    self.breaks = breaks
    transform = frame.transform(
      across: Double(given.width) / Double(coarser), along: Double(given.height) / Double(coarser))
  }

  func markup(in language: Language) -> Markup {
    let classes = picture.values.map { breaks.index(of: Double($0)) }
    let layers = (0...breaks.limits.count).map { index in
      tag("path", ["d": runs(of: index, classes), "fill": Palette.steps[breaks.step(of: index)]])
    }
    let outlines = map.outlines.map { outline in
      tag(
        "path",
        ["d": frame.path(outline.rings), "fill": "none", "stroke": Palette.line, "stroke-width": "0.5"])
    }
    let cells = tag(
      "g", ["transform": transform, "shape-rendering": "crispEdges"], layers)
    let title = Label(zh: "单位面积价值图", en: "Map of the value per area")[language]
    let drawing = tag(
      "svg", ["viewBox": frame.viewBox, "role": "img", "aria-label": title],
      [cells] + outlines + frame.furniture(in: language))
    let blocks = "\(coarser)×\(coarser)"
    let note = Label(zh: "；图像每 \(blocks) 格取平均", en: "; means of \(blocks) cells")[language]
    let caption = Label(
      zh: "单位面积价值，元/(hm²·a)；颜色由浅到深表示由低到高，空白处无数据",
      en: "Value per area, CNY/(hm²·a); from light to dark it rises; nothing is known of the blank")[language]
    return tag(
      "figure", [:], drawing, mapLegend(breaks, missing: nil),
      tag("figcaption", [:], .text(caption + (coarser > 1 ? note : ""))))
  }

  private func runs(of index: Int, _ classes: [Int?]) -> String {
    var data = ""
    for row in 0..<picture.height {
      var column = 0
      while column < picture.width {
        let start = column
        while column < picture.width, classes[row * picture.width + column] == index { column += 1 }
        if column > start { data += "M\(start) \(row)h\(column - start)v1h-\(column - start)z" }
        column += 1
      }
    }
    return data
  }
}

extension ValuePicture {
  /// The mean of the cells that have a value in each block of `factor` × `factor`; blocks at the edge may be
  /// smaller.
  func coarsened(by factor: Int) -> ValuePicture {
    guard factor > 1 else { return self }
    let (across, along) = ((width + factor - 1) / factor, (height + factor - 1) / factor)
    var sums = [Double](repeating: 0, count: across * along)
    var counts = [Int](repeating: 0, count: across * along)
    for (index, value) in values.enumerated() where value.isFinite {
      let block = index / width / factor * across + index % width / factor
      sums[block] += Double(value)
      counts[block] += 1
    }
    let means = zip(sums, counts).map { $1 == 0 ? Float.nan : Float($0 / Double($1)) }
    return ValuePicture(width: across, height: along, values: means)
  }
}
