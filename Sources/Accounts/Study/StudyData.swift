public import Formula
public import Land
import Law

/// The data of a study, as the shell has read them, everything in the unit of its name.
public struct StudyData: Sendable {
  public var tree: ZoneTree
  /// Parameters, constants and region statistics.
  public var numbers: [String: Double]
  public var tables: [String: TableData]
  /// Names with a value in each cell, in the order in which tiles bring them.
  public var layers: [String]
  /// Values by member of the tree; NaN where nothing is known. A zone takes what is known of the zone above
  /// it.
  public var zoneValues: [String: [Double]]
  /// Level at which the zone values of a name are known.
  public var zoneLevels: [String: String]
  /// What a layer is multiplied by, where a draw moved it.
  public var layerFactors: [String: Double] = [:]
  /// What was met while the figures were read, and does not stop the account.
  public var findings: [Finding] = []

  public init(
    tree: ZoneTree, numbers: [String: Double], tables: [String: TableData], layers: [String],
    zoneValues: [String: [Double]], zoneLevels: [String: String]
  ) {
    self.tree = tree
    self.numbers = numbers
    self.tables = tables
    self.layers = layers
    self.zoneValues = zoneValues
    self.zoneLevels = zoneLevels
  }

  /// A value for a member of the tree: its own, or that of the nearest zone above.
  public func zoneValue(_ name: String, member: Int) -> Double {
    guard let values = zoneValues[name] else { return .nan }
    return tree.lineage(of: member).lazy.map { values[$0] }.first { !$0.isNaN } ?? .nan
  }

  /// All figures as texts, in a fixed order: what is computed from the data depends on nothing else but the
  /// layers.
  public var texts: [String] {
    let numbers = numbers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let tables = tables.sorted { $0.key < $1.key }.map { name, table in
      let columns = table.columns.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      let bounds = (table.intervals ?? []).map { "\($0.from) \($0.to)" }
      return ([name, "\(table.keys)"] + bounds + columns).joined(separator: "\n")
    }
    let zones = zoneValues.sorted { $0.key < $1.key }.map {
      "\($0.key) \(zoneLevels[$0.key] ?? "") \($0.value)"
    }
    return numbers + tables + zones + tree.members.map { "\($0.code) \($0.level) \($0.parent ?? -1)" }
  }

  /// The values of a name by zone number, 0 being outside.
  func byZoneNumber(_ name: String) -> [Double] {
    [.nan] + tree.leaves.map { zoneValue(name, member: $0) }
  }

  func bindings(of study: Study, varying: Set<String>) -> Bindings {
    var bindings = Bindings(
      numbers: numbers, tables: tables, varying: varying, year: study.region.year,
      priceYear: study.region.priceYear)
    bindings.factors = layerFactors
    return bindings
  }
}
