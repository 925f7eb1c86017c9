/// What accounts by a pack are accounts of, where it is not gross ecosystem product: the land as an asset,
/// what
/// businesses occupy, what a restoration has done.
public struct AccountSubject: Hashable, Sendable {
  /// Of the account, as 土地资源资产价值量核算.
  public let title: Label
  /// Of the sum of all values.
  public let total: Label
  /// Of the class of its indicators.
  public let kind: Label
  /// What a row or a cell is one of, as 土地类型: what ecosystems are elsewhere.
  public let land: Label
  /// Whether values are what there is (元) and not what comes in a year (元/a).
  public let isStock: Bool
}
