public import Accounts
internal import Reports

/// One account of a library, opened.
public struct OpenAccount: Sendable {
  /// The name of its folder.
  public let id: String
  public let folder: AccountFolder
  /// Look-ups in its figures, made once.
  public let figures: AccountFigures
  /// Indicators that the account leaves out by choice: their figures are no noughts.
  public let leftOut: Set<String>
  /// What a map of the web shows of it.
  public let earth: AccountEarth

  public var account: Account { folder.account }
  public var provenance: Provenance { folder.provenance }

  init(id: String, folder: AccountFolder) {
    (self.id, self.folder) = (id, folder)
    figures = AccountFigures(folder.account)
    earth = AccountEarth(folder)
    leftOut = indicatorsLeftOut(folder.account, folder.provenance)
  }
}

/// What a list tells of one account.
public struct AccountEntry: Hashable, Sendable {
  /// The name of its folder.
  public let id: String
  public let region: Account.RegionTitle
  /// With the norm and how it was followed: 参照 or 依据.
  public let pack: Account.PackTitle
  /// In yuan at the price year.
  public let totals: Account.Totals
  /// Hectares; nil where the account has no areas.
  public let area: Double?
  public let zones: Int
  public let indicators: Int
  /// Figures that nobody has read in a source.
  public let assumptions: Int
  /// The values of the indicators that have any, the greatest first.
  public let parts: [Part]

  /// What one indicator adds to the total.
  public struct Part: Hashable, Sendable {
    public let zh: String
    public let en: String
    /// In yuan at the price year.
    public let value: Double
  }

  init(_ opened: OpenAccount) {
    let account = opened.account
    (id, region, pack, totals) = (opened.id, account.region, account.pack, account.totals)
    area = opened.figures.area
    (zones, indicators) = (account.zones.count, account.indicators.count)
    assumptions = account.assumptions.count
    parts = account.indicators.filter { $0.valueTotal.isFinite && $0.valueTotal != 0 }
      .sorted { $0.valueTotal > $1.valueTotal }.map { Part(zh: $0.zh, en: $0.en, value: $0.valueTotal) }
  }
}

/// A folder of a library that holds an account which cannot be read, and why.
public struct BrokenAccount: Hashable, Sendable {
  /// The name of the folder.
  public let id: String
  public let error: AccountFolderError
}

/// The accounts of a library.
public struct AccountListing: Hashable, Sendable {
  /// By id.
  public var entries: [AccountEntry] = []
  /// By id; they stand in nobody's way.
  public var broken: [BrokenAccount] = []
}
