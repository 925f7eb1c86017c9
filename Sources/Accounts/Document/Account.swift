/// The result of accounting one region for one year: every sum by zone, ecosystem and indicator, with the
/// rules, choices and assumptions under which it was made. It holds measured numbers, never counted ones.
///
/// Zones are listed parents first. Figures stand for leaves and for parents; a parent's figure is the sum of
/// its children's plus what is known only at its own level. Zone `""` is the land outside all zones,
/// ecosystem `""` a figure that is decided for a zone and not allocated to its ecosystems.
public struct Account: Hashable, Sendable {
  public var region: RegionTitle
  public var pack: PackTitle
  public var rules: Rules
  public var variants: [VariantChoice]
  public var overrides: [Override]
  public var assumptions: [Assumption]
  public var warnings: [Warning]
  public var ecosystems: [EcosystemTitle]
  public var zones: [Zone]
  public var indicators: [IndicatorTotal]
  public var areas: [AreaSum]
  public var sums: [Sum]
  public var totals: Totals
  public var notComputed: [NotComputed]
  public var reconciliation: [ReconciliationLine]
  public var shares: [Share]
  /// What drives the total, the mightiest first.
  public var drivers: [Driver]
  /// What the pack says must not be added, and was.
  public var overlaps: [Overlap]
  /// How sure the figures are; nil when the account was not drawn.
  public var uncertainty: Uncertainty?
  /// The region that the land is a part of, for an account of parcels.
  public var part: Part?

  public init(
    region: RegionTitle, pack: PackTitle, rules: Rules, variants: [VariantChoice], overrides: [Override],
    assumptions: [Assumption], warnings: [Warning], ecosystems: [EcosystemTitle], zones: [Zone],
    indicators: [IndicatorTotal], areas: [AreaSum], sums: [Sum], totals: Totals, notComputed: [NotComputed],
    reconciliation: [ReconciliationLine], shares: [Share], drivers: [Driver] = [], overlaps: [Overlap] = [],
    uncertainty: Uncertainty? = nil
  ) {
    self.region = region
    self.pack = pack
    self.rules = rules
    self.variants = variants
    self.overrides = overrides
    self.assumptions = assumptions
    self.warnings = warnings
    self.ecosystems = ecosystems
    self.zones = zones
    self.indicators = indicators
    self.areas = areas
    self.sums = sums
    self.totals = totals
    self.notComputed = notComputed
    self.reconciliation = reconciliation
    self.shares = shares
    self.drivers = drivers
    self.overlaps = overlaps
    self.uncertainty = uncertainty
  }
}
