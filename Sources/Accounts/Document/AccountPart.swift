internal import Law

extension Account {
  /// What an account of parcels is a part of: the region's own figures, accounted in the same walk.
  public struct Part: Hashable, Sendable {
    /// The region.
    public var zh: String
    public var en: String
    /// Hectares of the region's zones.
    public var area: Double
    /// In yuan at the price year.
    public var value: Double
    public var indicators: [Figure]

    /// One indicator of the whole region.
    public struct Figure: Hashable, Sendable {
      public var indicator: String
      public var physical: Double
      public var value: Double

      public init(indicator: String, physical: Double, value: Double) {
        (self.indicator, self.physical, self.value) = (indicator, physical, value)
      }
    }

    public init(zh: String, en: String, area: Double, value: Double, indicators: [Figure]) {
      (self.zh, self.en, self.area, self.value) = (zh, en, area, value)
      self.indicators = indicators
    }
  }
}

extension Account.Part {
  var json: JSONValue {
    .object([
      ("of", jsonLabel(zh, en)), ("area", .measured(area)), ("value", .measured(value)),
      (
        "indicators",
        jsonList(indicators) {
          .object([
            ("indicator", .string($0.indicator)), ("physical", .measured($0.physical)),
            ("value", .measured($0.value)),
          ])
        }
      ),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let name = try fields.fields("of")
    self.init(
      zh: try name.text("zh"), en: try name.text("en"), area: try fields.number("area"),
      value: try fields.number("value"),
      indicators: try fields.list("indicators") { (row) throws(AccountFormatError) in
        Figure(
          indicator: try row.text("indicator"), physical: try row.number("physical"),
          value: try row.number("value"))
      })
  }
}

/// A parcel, and the leaves of the region's zones that make it up.
public struct ParcelPieces: Hashable, Sendable {
  public var code: String
  public var name: String
  public var pieces: [String]

  public init(code: String, name: String, pieces: [String]) {
    (self.code, self.name, self.pieces) = (code, name, pieces)
  }
}

/// The account of some parcels out of that of their region, whose zones were cut along them.
///
/// A parcel's figure is the sum of its pieces'. What is known only for a zone, and not allocated to its land,
/// is not the parcels': it is listed as not computed.
///
/// - Parameters:
///   - missing: Hectares of a piece on which an indicator is missing.
///   - id: Short name of all parcels together; `title` for people.
public func parcelAccount(
  of region: Account, parcels: [ParcelPieces], id: String, title: String,
  missing: (_ indicator: String, _ piece: String) -> Double
) -> Account {
  let maker = ParcelMaker(region: region, parcels: parcels, id: id)
  var account = region
  account.region.id = "\(region.region.id)-\(id)"
  account.region.zh = "\(region.region.zh)·\(title)"
  account.region.en = "\(region.region.en): \(title)"
  account.zones =
    [Account.Zone(code: id, name: title, level: "area", parent: "")]
    + parcels.map { Account.Zone(code: maker.code($0), name: $0.name, level: "parcel", parent: id) }
  account.areas = maker.areas
  account.sums = maker.sums
  let known = Set(account.sums.map(\.indicator))
  account.indicators = region.indicators.filter { known.contains($0.id) }.map { indicator in
    let figures = account.sums.filter { $0.zone == id && $0.indicator == indicator.id }
    var total = indicator
    total.physicalTotal = sumOfKnown(figures.map(\.physical))
    total.valueTotal = sumOfKnown(figures.map(\.value))
    total.missingArea = parcels.flatMap(\.pieces).reduce(0) { $0 + missing(indicator.id, $1) }
    return total
  }
  account.notComputed += region.indicators.filter { !known.contains($0.id) }.map(notAllocated)
  account.totals = Account.Totals(account.indicators)
  let kept = Set(account.areas.map(\.ecosystem))
  account.ecosystems = region.ecosystems.filter { kept.contains($0.id) }
  account.part = part(of: region)
  // How sure the region's figures are, and what drives them, says nothing of a part of it.
  (account.uncertainty, account.drivers) = (nil, [])
  account.overlaps = region.overlaps.compactMap { overlap(of: account, $0) }
  return account
}

private func notAllocated(_ indicator: Account.IndicatorTotal) -> Account.NotComputed {
  Account.NotComputed(
    indicator: indicator.id, zh: indicator.zh, en: indicator.en,
    why: indicator.decidedAt.isEmpty
      ? "这些地块上没有它的数" : "只在 \(indicator.decidedAt) 一级核定，没有分摊键，不能分到地块",
    whyEn: indicator.decidedAt.isEmpty
      ? "these parcels have no figure of it"
      : "decided at the level \(indicator.decidedAt) and not allocated to parcels")
}

/// What may be counted twice inside the parcels.
private func overlap(of account: Account, _ overlap: Account.Overlap) -> Account.Overlap? {
  func sum(_ side: [String]) -> Double {
    sumOfKnown(account.indicators.filter { side.contains($0.id) }.map(\.valueTotal))
  }
  var own = overlap
  own.amount = min(sum(overlap.first), sum(overlap.second))
  return own.amount > 0 ? own : nil
}

private func part(of region: Account) -> Account.Part {
  Account.Part(
    zh: region.region.zh, en: region.region.en, area: region.area ?? 0,
    value: region.totals.all,
    indicators: region.indicators.map {
      .init(indicator: $0.id, physical: $0.physicalTotal, value: $0.valueTotal)
    })
}

/// Adds pieces up to parcels, and parcels to the area, in the order of the region's account.
private struct ParcelMaker {
  let region: Account
  let id: String
  /// The place of each piece's parcel in `order`.
  private let parcelOf: [String: Int]
  /// The area, then the parcels.
  private let order: [String]

  init(region: Account, parcels: [ParcelPieces], id: String) {
    self.region = region
    self.id = id
    var parcelOf: [String: Int] = [:]
    for (number, parcel) in parcels.enumerated() {
      for piece in parcel.pieces { parcelOf[piece] = number + 1 }
    }
    self.parcelOf = parcelOf
    order = [id] + parcels.map { $0.code == id ? "\($0.code)/" : $0.code }
  }

  /// A parcel's code, which is never that of the area itself.
  func code(_ parcel: ParcelPieces) -> String { parcel.code == id ? "\(parcel.code)/" : parcel.code }

  var areas: [Account.AreaSum] {
    let types = region.ecosystems.map(\.id)
    let typeNumbers = Self.numbers(of: types)
    var sums: [Int: Double] = [:]
    for row in region.areas {
      guard let parcel = parcelOf[row.zone], let type = typeNumbers[row.ecosystem] else { continue }
      for zone in [0, parcel] { sums[zone * types.count + type, default: 0] += row.area }
    }
    return sums.sorted { $0.key < $1.key }.map { place, area in
      Account.AreaSum(
        zone: order[place / types.count], ecosystem: types[place % types.count], area: area)
    }
  }

  var sums: [Account.Sum] {
    let (types, indicators) = (region.ecosystems.map(\.id) + [""], region.indicators.map(\.id))
    let (typeNumbers, indicatorNumbers) = (Self.numbers(of: types), Self.numbers(of: indicators))
    let width = types.count * indicators.count
    var figures: [Int: AccountFigure] = [:]
    for row in region.sums {
      guard let parcel = parcelOf[row.zone], let type = typeNumbers[row.ecosystem],
        let indicator = indicatorNumbers[row.indicator]
      else { continue }
      for zone in [0, parcel] { figures[zone * width + type * indicators.count + indicator].add(row) }
    }
    return figures.sorted { $0.key < $1.key }.map { place, figure in
      Account.Sum(
        zone: order[place / width], ecosystem: types[place % width / indicators.count],
        indicator: indicators[place % indicators.count], physical: figure.physical, value: figure.value)
    }
  }

  private static func numbers(of names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
