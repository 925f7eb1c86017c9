public import Land
import Law

/// The land of a region that is known as areas by zone and ecosystem.
public struct LandRows: Sendable {
  public let tree: ZoneTree
  /// Zone number of each row.
  public let zones: [UInt32]
  /// Place of each row's ecosystem in the code list.
  public let ecosystems: [Double]
  /// Square metres.
  public let areas: [Double]

  /// A row before its codes are looked up.
  public struct Raw: Sendable {
    public var zone: String
    public var ecosystem: String
    public var squareMetres: Double
    /// Where the row stands, for messages.
    public var place: String
    /// What the zone is called and at which level it stands, and the zones above it, nearest first; for land
    /// whose statistical units are not written out.
    public var unit: LeafRow?

    public init(
      zone: String, ecosystem: String, squareMetres: Double, place: String, unit: LeafRow? = nil
    ) {
      self.unit = unit
      self.zone = zone
      self.ecosystem = ecosystem
      self.squareMetres = squareMetres
      self.place = place
    }
  }

  /// Looks up zones and ecosystems.
  ///
  /// - Parameter units: Statistical units; where none are given every zone named in a row is one by itself.
  /// - Throws: ``LandRowsError`` for an unknown code, an area that is no positive number, or units that are
  ///   no tree.
  public init(_ rows: [Raw], units: [UnitDescription], ecosystems ids: [String]) throws(LandRowsError) {
    let tree = try Self.tree(rows, units)
    var numbers: [String: UInt32] = [:]
    for (leaf, member) in tree.leaves.enumerated() { numbers[tree.members[member].code] = UInt32(leaf + 1) }
    var (zones, codes, areas): ([UInt32], [Double], [Double]) = ([], [], [])
    var faults: [LandRowsError] = []
    for row in rows {
      let (zone, code) = (numbers[row.zone], ids.firstIndex(of: row.ecosystem))
      if zone == nil { faults.append(.unknownZone(code: row.zone, place: row.place)) }
      if code == nil {
        faults.append(.unknownEcosystem(code: row.ecosystem, place: row.place, has: ids))
      }
      if !(row.squareMetres > 0 && row.squareMetres.isFinite) { faults.append(.badArea(place: row.place)) }
      zones.append(zone ?? 0)
      codes.append(Double(code ?? 0))
      areas.append(row.squareMetres)
    }
    if let only = faults.first { throw faults.count == 1 ? only : .several(faults) }
    (self.tree, self.zones, self.ecosystems, self.areas) = (tree, zones, codes, areas)
  }

  private static func tree(_ rows: [Raw], _ units: [UnitDescription]) throws(LandRowsError) -> ZoneTree {
    let leaves = units.isEmpty ? loose(rows) : try leafRows(units)
    do throws(ZoneTreeError) { return try ZoneTree(leaves: leaves) } catch { throw .tree(error) }
  }

  private static func loose(_ rows: [Raw]) -> [LeafRow] {
    var leaves: [LeafRow] = []
    var seen: Set<String> = []
    for row in rows where seen.insert(row.zone).inserted {
      let plain = LeafRow(place: .init(code: row.zone, name: row.zone, level: "zone"), above: [])
      leaves.append(row.unit ?? plain)
    }
    return leaves
  }

  /// Units that are no other's parent, each with the line of units above it.
  private static func leafRows(_ units: [UnitDescription]) throws(LandRowsError) -> [LeafRow] {
    let parents = Set(units.compactMap(\.parent))
    let byCode = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [LeafRow] = []
    for unit in units where !parents.contains(unit.code) {
      var above: [LeafRow.Place] = []
      var next = unit.parent
      while let code = next {
        guard let parent = byCode[code], above.count < units.count else {
          throw .unknownZone(code: code, place: "units: \(unit.code).parent")
        }
        above.append(.init(code: parent.code, name: parent.name.zh, level: parent.level))
        next = parent.parent
      }
      rows.append(LeafRow(place: .init(code: unit.code, name: unit.name.zh, level: unit.level), above: above))
    }
    return rows
  }
}

/// Why areas by zone and ecosystem make no account.
public enum LandRowsError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownZone(code: String, place: String)
  case unknownEcosystem(code: String, place: String, has: [String])
  case badArea(place: String)
  case tree(ZoneTreeError)
  /// All that is wrong with the rows, in their order.
  case several([LandRowsError])

  public var description: String {
    switch self {
    case .unknownZone(let code, let place):
      "\(place)：没有代码为 \(code) 的统计单元，请补入 units 或改正代码 · "
        + "there is no unit with the code \(code); add or correct it"
    case .unknownEcosystem(let code, let place, let has):
      "\(place)：没有生态系统类型 \(code)；写类型的代码或中文名，或在 classes 中对照；代码有 "
        + "\(has.joined(separator: " ")) · there is no ecosystem type \(code); write its code or name, "
        + "or say in classes what it means"
    case .badArea(let place):
      "\(place)：面积应为正数 · the area must be a positive number"
    case .tree(let error):
      "units：统计单元不成树 · the units form no tree (\(error))"
    case .several(let faults): faults.map(\.description).joined(separator: "\n")
    }
  }
}
