/// The balance sheet of natural resources (自然资源资产负债表): what a place had at the opening, what came, what
/// went, what it has at the closing, in hectares and in yuan, by zone and class of land.
///
/// Money follows the land: what came and went is valued at the mean of the yields and prices of
/// both years, and
/// beside it stand what changed on each hectare and what prices did, so that each line adds up.
public struct BalanceSheet: Hashable, Sendable {
  public var opening: Account.RegionTitle
  public var closing: Account.RegionTitle
  /// SHA-256 of each `account.json`.
  public var openingDigest: String
  public var closingDigest: String
  public var classes: [Account.EcosystemTitle]
  /// Of the closing account; parents first.
  public var zones: [Account.Zone]
  public var lines: [Line]
  /// From which class to which land went, by zone; empty where nobody knows.
  public var flows: [LandFlow]
  /// Where the flows are from: `grid`, the name of a file, or `""` for none.
  public var flowSource: String
  /// The test that assets have not fallen, for the whole region first.
  public var tests: [AssetTest]
  /// Why the two accounts cannot be held against each other; then no test has a verdict.
  public var obstacles: [AccountComparison.Remark]
  /// What to know beside.
  public var remarks: [AccountComparison.Remark]

  /// A class of land in a zone.
  public struct Line: Hashable, Sendable {
    /// nil for the whole region.
    public var zone: String?
    /// `unknown` where the map does not say, `""` for figures that belong to no class.
    public var ecosystem: String
    public var land: LandStock
    public var worth: Worth
  }

  /// Hectares.
  public struct LandStock: Hashable, Sendable {
    public var opening: Double
    public var additions: Double
    public var reductions: Double
    public var closing: Double
    /// Whether ``additions`` and ``reductions`` are all that came and went; else they are what is left
    /// when the
    /// one is taken from the other.
    public var isGross: Bool
    /// The part of ``additions`` that came from land of unknown class; nil where nobody knows.
    public var fromUnknown: Double?
    /// The part of ``reductions`` whose class is not known any more.
    public var toUnknown: Double?
  }

  /// Yuan; opening + additions − reductions + quality + price + unsplit = closing.
  public struct Worth: Hashable, Sendable {
    public var opening: Double
    public var additions: Double
    public var reductions: Double
    /// What each hectare yields more or less.
    public var quality: Double
    public var price: Double
    /// What belongs to no land, or to land without an area on its own side.
    public var unsplit: Double
    public var closing: Double
    /// The part of ``additions`` less ``reductions`` that is a map covering more or less.
    public var coverage: Double

    static let zero = Worth(
      opening: 0, additions: 0, reductions: 0, quality: 0, price: 0, unsplit: 0, closing: 0, coverage: 0)
  }
}

/// Land that was of one class at the opening and of another, or the same, at the closing.
public struct LandFlow: Hashable, Sendable {
  /// nil for the whole region.
  public var zone: String?
  public var from: String
  public var to: String
  /// Hectares.
  public var area: Double

  public init(zone: String?, from: String, to: String, area: Double) {
    (self.zone, self.from, self.to, self.area) = (zone, from, to, area)
  }
}

/// The yearly test that natural-resource assets have not fallen (自然资源资产不能减少).
///
/// Held against each other are the opening value and the closing one without what prices did and without what
/// only the coverage of the maps did. Both accounts must follow one method.
public struct AssetTest: Hashable, Sendable {
  /// nil for the whole region.
  public var zone: String?
  /// Yuan.
  public var opening: Double
  public var closing: Double
  public var price: Double
  public var coverage: Double
  public var verdict: Verdict

  /// Whether the assets have fallen.
  public enum Verdict: String, Hashable, Sendable {
    case kept, fallen
    /// The accounts cannot be held against each other.
    case undecided
  }

  /// The closing value without what prices did and without what only the coverage of the maps did.
  public var constant: Double { closing - price - coverage }

  /// ``constant`` less ``opening``.
  public var change: Double { constant - opening }

  /// A smaller share of the opening value is the rounding of sums.
  static let rounding = 1e-9
}

/// Why two accounts make no balance sheet.
public enum BalanceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The closing must be of a later year.
  case order(opening: Int, closing: Int)
  /// Land that came less land that went is not what the accounts' areas say, in hectares.
  case flows(zone: String?, ecosystem: String, areas: Double, flows: Double)
  /// More of a class went than there was.
  case overdrawn(zone: String?, ecosystem: String, opening: Double, reductions: Double)
  /// A table names a class or a zone that neither account has.
  case unknownName(String, row: Int, has: [String])

  public var description: String {
    switch self {
    case .order(let opening, let closing):
      "期末（\(closing) 年）须晚于期初（\(opening) 年）；请把账按年份排好 · "
        + "the closing (\(closing)) must be later than the opening (\(opening)); give the accounts by year"
    case .flows(let zone, let type, let areas, let flows):
      "\(zone ?? "全区")的 \(type)：两本账面积之差 \(areas) hm2，流转之差 \(flows) hm2，对不上；请核对流转表或重新核算 · "
        + "\(zone ?? "the region"), \(type): the accounts differ by \(areas) hm2 and the flows by \(flows); "
        + "look at the table of flows, or account both years anew"
    case .overdrawn(let zone, let type, let opening, let reductions):
      "\(zone ?? "全区")的 \(type)：期初只有 \(opening) hm2，减少 \(reductions) hm2；请核对流转表 · "
        + "\(zone ?? "the region"), \(type): \(reductions) hm2 went of \(opening); look at the table of flows"
    case .unknownName(let name, let row, let has):
      "流转表第 \(row) 行：“\(name)”不是这两本账里的名字；有 \(has.prefix(40).joined(separator: " ")) · "
        + "row \(row) of the table of flows: ‘\(name)’ is in neither account"
    }
  }
}
