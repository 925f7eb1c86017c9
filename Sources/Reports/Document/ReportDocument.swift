public import Accounts
public import Geo

/// Everything that the report shows: the account, where it comes from, and what is needed to draw its maps.
public struct ReportDocument: Sendable {
  public var account: Account
  public var provenance: Provenance
  /// nil for a region that has no geometry.
  public var map: ReportMap?
  /// What has happened to the account since it was made.
  public var life: AccountLife
  /// SHA-256 of `account.json`, empty before it is written.
  public var digest: String
  /// The balance sheet that closes with the account; nil for none.
  public var balance: BalanceSheet?
  /// Look-ups over the account's figures, made once where several write; nil where each makes its own.
  public var figures: AccountFigures?

  public init(
    account: Account, provenance: Provenance, map: ReportMap?, life: AccountLife = AccountLife(),
    digest: String = "", balance: BalanceSheet? = nil
  ) {
    self.account = account
    self.provenance = provenance
    self.map = map
    self.life = life
    self.digest = digest
    self.balance = balance
  }
}

/// Outlines and a picture of values, in one system of map coordinates (x to the east, y to the north).
public struct ReportMap: Sendable {
  public var extent: Extent
  /// Metres on the ground for one unit of x and of y at the middle of the map: 1 and 1 for a projected system
  /// in metres, about 111 320 · cos(latitude) and 110 570 for degrees.
  public var metresPerX: Double
  public var metresPerY: Double
  public var outlines: [ZoneOutline]
  public var picture: ValuePicture?
  /// The approval number under which the boundaries may be shown (审图号), nil when there is none.
  public var approval: String?

  public init(
    extent: Extent, metresPerX: Double, metresPerY: Double, outlines: [ZoneOutline],
    picture: ValuePicture?,
    approval: String?
  ) {
    self.extent = extent
    self.metresPerX = metresPerX
    self.metresPerY = metresPerY
    self.outlines = outlines
    self.picture = picture
    self.approval = approval
  }
}

/// The outline of one zone, already thinned out for drawing: rings by the even–odd rule, so that holes are
/// rings like others.
public struct ZoneOutline: Hashable, Sendable {
  /// Code of a zone of the account.
  public var code: String
  public var rings: [Ring]

  public init(code: String, rings: [Ring]) {
    self.code = code
    self.rings = rings
  }
}

/// A small raster of the value in 元/(hm²·a), rows from north to south over the extent of its map.
public struct ValuePicture: Sendable {
  public let width: Int
  public let height: Int
  /// `width * height` values; NaN where there is none.
  public let values: [Float]

  public init(width: Int, height: Int, values: [Float]) {
    precondition(width > 0 && height > 0, "A picture has cells.")
    precondition(values.count == width * height, "A picture has a value for each cell.")
    self.width = width
    self.height = height
    self.values = values
  }
}
