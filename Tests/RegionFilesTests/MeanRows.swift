import Accounts
import Land
import Law
import RegionFiles
import Testing

/// Layers and formulas of a region on the grid, averaged by unit and ecosystem over the cells where they are
/// known.
struct MeanRows {
  struct Row {
    var unit: String
    var ecosystem: String
    var hectares: Double
    /// Means of the drivers, in their order.
    var drivers: [Double]
    /// Means of products of drivers, for a hectare.
    var products: [Double]
    /// Hectares on which each product is missing.
    var missing: [Double]

    /// Silt avoided by the means: λ/ρ · R·K·LS·(1 − C·P), with λ = 0.24 and ρ = 1.35 t/m3 as the pack has
    /// them, on land that keeps soil.
    var silt: Double {
      guard products[1] != 0 else { return 0 }
      let (r, k, ls, c, p) = (drivers[2], drivers[3], drivers[4], drivers[5], drivers[6])
      return r * k * ls * (1 - c * p) * 0.24 / 1.35
    }
  }

  let drivers: [String]
  private(set) var rows: [Row] = []

  init(_ region: PreparedRegion, drivers: [String], products: [String]) throws {
    self.drivers = drivers
    let names = drivers + products
    let cube = try region.cube(of: names)
    let types = region.study.ecosystems.values.map(\.id)
    for zone in 1...cube.zoneCount {
      for (place, type) in types.enumerated() {
        guard let area = cube.value(zone: zone, ecosystem: place, column: SumLayout.area) else { continue }
        let missing = names.indices.map {
          cube.value(zone: zone, ecosystem: place, column: cube.layout.missing($0)) ?? 0
        }
        let means = names.indices.map {
          (cube.value(zone: zone, ecosystem: place, column: cube.layout.sum($0)) ?? 0) / (area - missing[$0])
        }
        rows.append(
          Row(
            unit: region.tree.members[region.tree.leaves[zone - 1]].code, ecosystem: type,
            hectares: area / 1e4,
            drivers: Array(means.prefix(drivers.count)), products: Array(means.dropFirst(drivers.count)),
            missing: missing.dropFirst(drivers.count).map { $0 / 1e4 }))
      }
    }
  }

  /// The table as text.
  var text: String {
    let head = (["unit", "ecosystem", "hm2"] + drivers).joined(separator: ",")
    let lines = rows.map { row in
      ([row.unit, row.ecosystem, "\(row.hectares)"] + row.drivers.map { $0.isNaN ? "" : "\($0)" })
        .joined(separator: ",")
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }

  /// The first line that is not that of another text of the table, up to the last digits.
  func differs(from other: String) -> String? {
    let (mine, theirs) = (text.split(separator: "\n"), other.split(separator: "\n"))
    guard mine.count == theirs.count else { return "\(mine.count) lines, not \(theirs.count)" }
    for (line, written) in zip(mine, theirs) {
      let pairs = zip(
        line.split(separator: ",", omittingEmptySubsequences: false),
        written.split(separator: ",", omittingEmptySubsequences: false))
      for (one, two) in pairs where one != two {
        guard let x = Double(one), let y = Double(two), isNear(x, y, within: 1e-9) else {
          return String(line)
        }
      }
    }
    return nil
  }
}
