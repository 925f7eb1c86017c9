public import Formula

/// The three classes of ecosystem products, and what a pack with a subject of its own accounts.
public enum ProductClass: String, Hashable, Sendable, CaseIterable {
  case supply, regulating, cultural
  /// No product of ecosystems: see ``AccountSubject``.
  case other

  /// The word for people.
  public var label: Label {
    switch self {
    case .supply: Label(zh: "物质供给", en: "material supply")
    case .regulating: Label(zh: "调节服务", en: "regulating services")
    case .cultural: Label(zh: "文化服务", en: "cultural services")
    case .other: Label(zh: "其他", en: "other")
    }
  }
}

/// What a figure of an indicator is a figure of.
public enum Per: String, Hashable, Sendable, CaseIterable {
  /// Of a unit of area: the engine multiplies by the area.
  case area
  /// Of one cell.
  case cell
  /// Of a zone.
  case zone
  /// Of the region.
  case none
}

/// A service of nature with its quantity and its value.
public struct Indicator: Sendable {
  public let id: String
  public let group: String
  public let productClass: ProductClass
  public let label: Label
  /// The formula of the quantity.
  public let physical: Reference
  /// The formula of the value; that of the quantity where nobody prices it.
  public let value: Reference
  /// Whether it has a value; else its quantity stands alone.
  public let isPriced: Bool
  public let per: Per
  /// The unit of the total quantity.
  public let unit: MeasureUnit
  /// The level of zones at which the figure is decided; only per zone.
  public let level: String?
  /// The name by which it is shared downward; only per zone.
  public let share: Reference?
  /// The class in SEEA EA.
  public let seea: String?
  /// Why it is left out unless the region asks for it; nil for one that counts.
  public let off: Label?
  public let source: Citation
  public let place: Place
}
