import Accounts
import Geo
import GeoFiles
import Land
import Law

/// How large the zones are by themselves, before any cell is given to them.
struct ZoneAreas {
  /// Square metres of each member of the tree.
  let members: [Double]

  init(leaves: [Double], tree: ZoneTree) {
    var members = [Double](repeating: 0, count: tree.members.count)
    for (leaf, area) in zip(tree.leaves, leaves) {
      for zone in tree.lineage(of: leaf) { members[zone] += area }
    }
    self.members = members
  }

  init(_ rows: LandRows) {
    var leaves = [Double](repeating: 0, count: rows.tree.leaves.count)
    for row in rows.zones.indices { leaves[Int(rows.zones[row]) - 1] += rows.areas[row] }
    self.init(leaves: leaves, tree: rows.tree)
  }

  /// - Returns: nil on a geographic grid, whose units are no lengths.
  init?(_ body: PreparedRegion.GridBody) {
    guard !body.ground.grid.reference.isGeographic, let metres = body.ground.system.metresPerUnit else {
      return nil
    }
    self.init(leaves: body.zones.polygons.map { $0.area * metres * metres }, tree: body.zones.tree)
  }
}

extension PreparedRegion.GridBody {
  /// Zones that stick out of the grid: their figures are those of a part.
  var zonesBeyond: [Finding] {
    let frame = ground.frame
    let whole = zones.polygons.map(\.area)
    let inside = zones.polygons.map {
      $0.area(west: frame.west, south: frame.south, east: frame.east, north: frame.north)
    }
    let all = whole.reduce(0, +)
    let lost = all - inside.reduce(0, +)
    let mostlyOut = whole.indices.filter { inside[$0] < 0.5 * whole[$0] }
    // A few cells at the rim are usual: outlines and images are cut by different people.
    guard lost > 0.005 * all || !mostlyOut.isEmpty else { return [] }
    let codes = mostlyOut.prefix(5).map { zones.tree.members[zones.tree.leaves[$0]].code }.joined(
      separator: " ")
    let share = "\((1000 * lost / all).rounded() / 10)%"
    return [
      Finding(
        .warning, code: "zones.beyond-grid", subject: "zones",
        message: Label(
          zh: "分区面积的 \(share) 在网格之外" + (codes.isEmpty ? "" : "；大半在外的：\(codes)")
            + "（分区 \(zones.system)，网格 \(ground.system.name)）",
          en: "\(share) of the zones' area lies outside the grid"
            + (codes.isEmpty ? "" : "; mostly outside: \(codes)")
            + " (zones in \(zones.system), grid in \(ground.system.name))"),
        remedy: Label(zh: "核对分区与网格的坐标系和范围", en: "compare the reference systems and extents of zones and grid")
      )
    ]
  }
}

extension ZonePolygon {
  /// Square units; overlaps of its parts count twice.
  var area: Double {
    parts.reduce(0) { sum, part in
      sum + abs(part.outer.signedArea) - part.holes.reduce(0) { $0 + abs($1.signedArea) }
    }
  }

  /// Square units inside a box.
  fileprivate func area(west: Double, south: Double, east: Double, north: Double) -> Double {
    let clipped = parts.map { part in
      Part(
        outer: part.outer.clipped(west, south, east, north),
        holes: part.holes.map { $0.clipped(west, south, east, north) })
    }
    return ZonePolygon(parts: clipped, rule: rule).area
  }
}

extension Ring {
  /// The part inside a box, by cutting at one side after another (Sutherland and Hodgman 1974); borders that
  /// the cut runs along twice enclose nothing.
  fileprivate func clipped(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Ring {
    var points = points
    points = Self.cut(points) { $0.x - west }
    points = Self.cut(points) { east - $0.x }
    points = Self.cut(points) { $0.y - south }
    points = Self.cut(points) { north - $0.y }
    return Ring(points)
  }

  /// - Parameter depth: Positive inside, changing linearly.
  private static func cut(_ points: [Point], _ depth: (Point) -> Double) -> [Point] {
    guard var before = points.last else { return [] }
    var kept: [Point] = []
    for point in points {
      let (a, b) = (depth(before), depth(point))
      if (a < 0) != (b < 0) {
        let share = a / (a - b)
        kept.append(
          Point(x: before.x + share * (point.x - before.x), y: before.y + share * (point.y - before.y)))
      }
      if b >= 0 { kept.append(point) }
      before = point
    }
    return kept
  }
}
