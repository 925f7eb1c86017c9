internal import AccountFiles
internal import Accounts
internal import Geo
internal import Law
internal import Quantities
internal import Reports
internal import Serving

extension AccountPage {
  /// What the script of the map draws: outlines, for each choice the class, height and text of each zone,
  /// picture and relief where there are any, and the words of the page's language.
  ///
  /// - Throws: `AccountFolderError` when a file of the account cannot be read.
  func mapJSON() throws -> HTTPResponse {
    let outlines = try opened.earth.outlines()
    var box = Extent()
    for point in outlines.flatMap({ $0.polygons.joined().joined() }) { box.include(point) }
    let picture = try opened.earth.picture()
    let relief = try opened.earth.relief()
    let names = Dictionary(account.zones.map { ($0.code, zoneName($0, in: language)) }) { first, _ in first }
    let features = outlines.map { feature($0, name: names[$0.code] ?? $0.code) }
    let borders = try opened.earth.borders().map {
      feature($0.outline, name: names[$0.outline.code] ?? $0.outline.code, height: $0.height)
    }
    let json = JSONValue.object([
      ("box", self.box(box)), ("zones", .array(features)), ("borders", .array(borders)),
      ("choices", .array(choices(outlines.map(\.code)))),
      ("picture", picture.map(self.picture) ?? .null), ("relief", relief.map(self.relief) ?? .null),
      ("texts", texts), ("locale", locale),
    ])
    return HTTPResponse.text(json.canonical(), type: "application/json").secured
  }

  private func box(_ box: Extent) -> JSONValue {
    .array([box.west, box.south, box.east, box.north].map { .measured($0) })
  }

  private func feature(_ outline: AccountEarth.Outline, name: String, height: Int = 0) -> JSONValue {
    let rings = outline.polygons.map { polygon in
      JSONValue.array(polygon.map { .array($0.map { .array([.number($0.x), .number($0.y)]) }) })
    }
    return .object([
      ("type", .string("Feature")),
      (
        "geometry",
        .object([("type", .string("MultiPolygon")), ("coordinates", .array(rings))])
      ),
      (
        "properties",
        .object([
          ("code", .string(outline.code)),
          ("name", .string(name)), ("above", .number(Double(height))),
        ])
      ),
    ])
  }

  /// The value of all indicators together, then each by itself: by its value, or by its quantity where
  /// nobody prices it.
  private func choices(_ codes: [String]) -> [JSONValue] {
    let figures = opened.figures
    let whole = choice(
      "all", accountTotal(account, in: language), unit: "元/(hm2.a)",
      codes.map { figures.value(zone: $0, of: account.indicators) }, codes)
    return [whole]
      + account.indicators.filter { !opened.leftOut.contains($0.id) }.compactMap { indicator in
        let found = codes.map { figures.figure(zone: $0, indicator: indicator.id) }
        let isPriced = found.contains { $0.map { !$0.value.isNaN } ?? false }
        let amounts = found.map { $0.flatMap { figure in isPriced ? figure.value : figure.physical } }
        guard amounts.contains(where: { $0.map { $0.isFinite && $0 != 0 } ?? false }) else { return nil }
        return choice(
          indicator.id, name(indicator), unit: isPriced ? "元/(hm2.a)" : indicator.unit + "/hm2", amounts,
          codes)
      }
  }

  private func choice(
    _ id: String, _ label: String, unit: String, _ amounts: [Double?], _ codes: [String]
  ) -> JSONValue {
    let rates = zip(amounts, codes).map { amount, code -> Double in
      guard let amount, let area = opened.figures.area(zone: code), area > 0 else { return .nan }
      return amount / area
    }
    let breaks = ClassBreaks(rates)
    let steps = rates.map { rate in breaks?.index(of: rate) }
    let labels = (breaks?.labels ?? []).enumerated().map { index, text in
      let step = breaks?.step(of: index) ?? 0
      return JSONValue.object([
        ("colour", .string(Palette.steps[step])), ("ink", .string(Palette.inks[step])),
        ("text", .string(text)),
      ])
    }
    let shown = unitText(unit, in: language)
    return .object([
      ("id", .string(id)), ("label", .string(label)), ("unit", .string(shown)), ("classes", .array(labels)),
      ("steps", .array(steps.map { $0.map { .number(Double($0)) } ?? .null })),
      ("rates", .array(rates.map { .measured($0) })),
      ("shown", .array(rates.map { .string($0.isNaN ? "—" : quantityText($0) + " " + shown) })),
    ])
  }

  private func picture(_ picture: AccountEarth.Picture) -> JSONValue {
    let classes = picture.classes.map {
      JSONValue.object([("colour", .string($0.colour)), ("text", .string($0.text))])
    }
    return .object([
      ("url", .string(path("/value.png"))), ("box", box(picture.box)), ("classes", .array(classes)),
      ("unit", .string(unitText("元/(hm2.a)", in: language))),
    ])
  }

  private func relief(_ relief: AccountEarth.Relief) -> JSONValue {
    .object([
      ("tiles", .string(path("/relief/{z}/{x}/{y}.png"))), ("box", box(relief.box)),
      ("closest", .number(Double(relief.closest))), ("lowest", .number(relief.heights.lowerBound)),
      ("highest", .number(relief.heights.upperBound)),
    ])
  }

  private var texts: JSONValue {
    .object([
      ("missing", .string(say("无数据", "no data"))), ("cells", .string(say("逐格价值", "Value of each cell"))),
      (
        "failed",
        .string(
          say(
            "这台设备的浏览器画不出地图（需要 WebGL）；数字见下面的表。",
            "This browser cannot draw the map (it needs WebGL); the tables below have the figures."))
      ),
    ])
  }

  /// The words of MapLibre's own buttons, by its names for them.
  private var locale: JSONValue {
    let both = [
      ("Map.Title", say("地图", "Map")), ("NavigationControl.ZoomIn", say("放大", "Zoom in")),
      ("NavigationControl.ZoomOut", say("缩小", "Zoom out")),
      ("NavigationControl.ResetBearing", say("拖动旋转，点击回正", "Drag to turn, click to face north")),
      ("CooperativeGesturesHandler.WindowsHelpText", say("按住 Ctrl 再滚动，缩放地图", "Hold Ctrl and scroll to zoom")),
      ("CooperativeGesturesHandler.MacHelpText", say("按住 ⌘ 再滚动，缩放地图", "Hold ⌘ and scroll to zoom")),
      ("CooperativeGesturesHandler.MobileHelpText", say("用两个手指移动地图", "Use two fingers to move the map")),
    ]
    return .object(both.map { ($0, .string($1)) })
  }
}
