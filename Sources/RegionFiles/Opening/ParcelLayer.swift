import Accounts
import Foundation
import Geo
import GeoFiles
import Land
import Law

/// Which land of a region is accounted by itself: polygons of a file that is no part of the region.
public struct ParcelRequest: Sendable {
  /// The file as the command named it.
  public var file: String
  public var layer: String?
  /// Attributes of code and name; nil numbers the parcels.
  public var code: String?
  public var name: String?
  /// What all parcels together are called, and the short name of that.
  public var title: String
  public var id: String

  public init(file: String, layer: String?, code: String?, name: String?, title: String, id: String) {
    (self.file, self.layer, self.code, self.name) = (file, layer, code, name)
    (self.title, self.id) = (title, id)
  }
}

/// Why parcels cannot be accounted by themselves.
enum ParcelRequestError: Error, CustomStringConvertible {
  case noGrid

  var description: String {
    "--area 要有栅格的区域；由表核算的区域请把地块写成统计单元（units）· "
      + "--area wants a region on a grid; in one from tables, give the parcels as units"
  }
}

/// Parcels on the grid of a region, and the pieces into which its zones cut them.
struct ParcelLayer: Sendable {
  struct Parcel: Sendable {
    var code: String
    var name: String
    var parts: [ZonePolygon.Part]
    /// Codes of the leaves of the zone tree that make it up.
    var pieces: [String] = []
  }

  let request: ParcelRequest
  private(set) var parcels: [Parcel]
  /// The region's zones, cut along the parcels.
  private(set) var zones: ZoneLayer
  private(set) var findings: [Finding] = []
  /// Earlier parcels that have land in common with a parcel.
  private var claims: [Int: [Int]] = [:]

  /// Reads the parcels and cuts the zones along them.
  init(_ request: ParcelRequest, zones: ZoneLayer, target: CoordinateSystem) throws {
    self.request = request
    self.zones = zones
    parcels = try Self.read(request, target: target)
    findings = overlaps()
    try cut(zones)
  }

  private static func read(_ request: ParcelRequest, target: CoordinateSystem) throws -> [Parcel] {
    let file = try VectorFile(request.file)
    let fields = try file.layer(request.layer).fields.map(\.name)
    func place(_ name: String?) throws(ZoneLayerError) -> Int? {
      guard let name else { return nil }
      guard let place = fields.firstIndex(of: name) else {
        throw .noField(file: request.file, field: name, has: fields)
      }
      return place
    }
    let (code, name) = (try place(request.code), try place(request.name))
    let stream = try file.features(layer: request.layer, wanted: .polygons, in: target, given: nil)
    var parcels: [Parcel] = []
    var known: Set<String> = []
    while let feature = try stream.next() {
      guard case .polygons(let parts) = feature.shape else { continue }
      let number = String(parcels.count + 1)
      let own = code.map { feature.attributes[$0].text ?? "" } ?? number
      guard !own.isEmpty else {
        throw ZoneLayerError.noCode(file: request.file, feature: feature.id, field: request.code ?? "")
      }
      guard known.insert(own).inserted else {
        throw ZoneLayerError.tree(file: request.file, .repeatedLeaf(code: own))
      }
      let called = name.flatMap { feature.attributes[$0].text } ?? own
      parcels.append(Parcel(code: own, name: called, parts: parts))
    }
    guard !parcels.isEmpty else {
      throw ZoneLayerError.noZones(file: request.file, passedOver: stream.passedOver)
    }
    return parcels
  }
}

// MARK: - Parcels among themselves

extension ParcelLayer {
  /// A border that was drawn twice is no overlap: less than this share of the smaller parcel.
  private static let sliver = 1e-4

  /// Land that two parcels claim would be counted twice.
  private mutating func overlaps() -> [Finding] {
    var pairs: [String] = []
    let boxes = parcels.map { Box($0.parts) }
    // From west to east: whoever begins east of a parcel's end meets it no more.
    let order = parcels.indices.sorted { (boxes[$0].west, $0) < (boxes[$1].west, $1) }
    for (place, left) in order.enumerated() {
      let near = order[(place + 1)...].prefix { boxes[$0].west < boxes[left].east }
      for right in near where boxes[left].meets(boxes[right]) {
        guard let common = try? PolygonOverlay.intersection(parcels[left].parts, parcels[right].parts) else {
          continue
        }
        if area(common) > 0 { claims[max(left, right), default: []].append(min(left, right)) }
        let smaller = min(area(parcels[left].parts), area(parcels[right].parts))
        if area(common) > Self.sliver * smaller {
          pairs.append("\(parcels[left].code)–\(parcels[right].code)")
        }
      }
    }
    guard !pairs.isEmpty else { return [] }
    let list = pairs.prefix(8).joined(separator: " ") + (pairs.count > 8 ? " …" : "")
    return [
      Finding(
        .error, code: "area.overlap", subject: "area",
        message: Label(
          zh: "\(request.file)：有 \(pairs.count) 对地块重叠，重叠的土地会算两次：\(list)",
          en: "\(request.file): \(pairs.count) pairs of parcels overlap; such land would count twice: \(list)"
        ),
        remedy: Label(zh: "在 GIS 中改正地块边界", en: "correct the borders of the parcels in a GIS"))
    ]
  }

  private func area(_ parts: [ZonePolygon.Part]) -> Double { ZonePolygon(parts: parts, rule: .nonZero).area }

  /// What rounding leaves where a border is cut along itself: less than this share of the whole is no land.
  private static let dust = 1e-9

  /// The land of a cut without the dust, be it land or holes.
  private func withoutDust(_ parts: [ZonePolygon.Part], of whole: Double) -> [ZonePolygon.Part] {
    func isLand(_ ring: Ring) -> Bool { ring.signedArea.magnitude > Self.dust * whole }
    return parts.filter { isLand($0.outer) && area([$0]) > Self.dust * whole }
      .map { .init(outer: $0.outer, holes: $0.holes.filter(isLand)) }
  }
}

// MARK: - Zones cut along parcels

extension ParcelLayer {
  /// The level of pieces: below the zones that they are cut from.
  static let level = "piece"

  private mutating func cut(_ zones: ZoneLayer) throws {
    var (rows, polygons): ([LeafRow], [ZonePolygon]) = ([], [])
    let boxes = parcels.map { Box($0.parts) }
    var inside = [Double](repeating: 0, count: parcels.count)
    for (leaf, polygon) in zip(zones.tree.leaves, zones.polygons) {
      let line = zones.tree.lineage(of: leaf).map { zones.tree.place(of: $0) }
      let pieces = try pieces(of: polygon, boxes)
      for (number, piece) in pieces {
        inside[number] += area(piece)
        let code = "\(line[0].code)/\(parcels[number].code)"
        parcels[number].pieces.append(code)
        rows.append(
          LeafRow(place: .init(code: code, name: parcels[number].name, level: Self.level), above: line))
        polygons.append(ZonePolygon(parts: piece, rule: .nonZero))
      }
      guard !pieces.isEmpty else {
        rows.append(LeafRow(place: line[0], above: Array(line.dropFirst())))
        polygons.append(polygon)
        continue
      }
      // All pieces at once: a zone with ten thousand holes would be cut ten thousand times.
      let taken = try PolygonOverlay.union(pieces.flatMap(\.parts))
      let rest = withoutDust(try PolygonOverlay.difference(polygon.parts, taken), of: area(polygon.parts))
      guard !rest.isEmpty else { continue }
      rows.append(
        LeafRow(place: .init(code: "\(line[0].code)/", name: "其余 rest", level: Self.level), above: line))
      polygons.append(ZonePolygon(parts: rest, rule: .nonZero))
    }
    self.zones = ZoneLayer(
      polygons: polygons, tree: try ZoneTree(leaves: rows), passedOver: zones.passedOver,
      system: zones.system)
    findings += beyond(inside)
  }

  /// What of each parcel lies in a zone; a sliver that two parcels claim is the first one's.
  private func pieces(
    of zone: ZonePolygon, _ boxes: [Box]
  ) throws -> [(number: Int, parts: [ZonePolygon.Part])] {
    let box = Box(zone.parts)
    var pieces: [(number: Int, parts: [ZonePolygon.Part])] = []
    let near = parcels.indices.filter { box.meets(boxes[$0]) }
    let common = try PolygonOverlay.intersections(zone.parts, near.map { parcels[$0].parts })
    for (number, found) in zip(near, common) {
      var piece = found
      for other in claims[number] ?? [] where area(piece) > 0 {
        piece = try PolygonOverlay.difference(piece, parcels[other].parts)
      }
      piece = withoutDust(piece, of: area(parcels[number].parts))
      if !piece.isEmpty { pieces.append((number, piece)) }
    }
    return pieces
  }

  /// Parcels that lie outside the region's zones, wholly or in part: what lies outside is not accounted.
  private func beyond(_ inside: [Double]) -> [Finding] {
    // Land that another parcel claims as well has been told already.
    guard findings.isEmpty else { return [] }
    let whole = parcels.map { area($0.parts) }
    let out = parcels.indices.filter { inside[$0] < (1 - 0.005) * whole[$0] }
    guard !out.isEmpty else { return [] }
    let isNowhere = inside.allSatisfy { $0 == 0 }
    let list = out.prefix(8).map { number in
      "\(parcels[number].code)（\(((1 - inside[number] / whole[number]) * 1000).rounded() / 10)%）"
    }.joined(separator: " ")
    return [
      Finding(
        isNowhere ? .error : .warning, code: "area.outside", subject: "area",
        message: Label(
          zh: "\(request.file)：\(out.count) 个地块有土地在区域的分区之外，那部分不核算：\(list)",
          en: "\(request.file): land of \(out.count) parcels lies outside the region's zones "
            + "and is not accounted: \(list)"),
        remedy: Label(
          zh: "核对地块的坐标系，或换一个包住它的区域",
          en: "compare the reference systems, or take a region that holds them"))
    ]
  }
}

extension ParcelLayer {
  /// The parcels' account out of their region's.
  ///
  /// - Parameter missing: Hectares of a leaf, by its number, on which an indicator is missing.
  func account(
    of region: Account, tree: ZoneTree, missing: (_ indicator: String, _ leaf: Int) -> Double
  ) -> Account {
    let numbers = Dictionary(
      tree.leaves.enumerated().map { (tree.members[$1].code, $0) }, uniquingKeysWith: { first, _ in first })
    return parcelAccount(
      of: region, parcels: parcels.map { .init(code: $0.code, name: $0.name, pieces: $0.pieces) },
      id: request.id, title: request.title
    ) { indicator, piece in numbers[piece].map { missing(indicator, $0) } ?? 0 }
  }
}

extension ZoneTree {
  /// A member as a row names it.
  fileprivate func place(of member: Int) -> LeafRow.Place {
    .init(code: members[member].code, name: members[member].name, level: members[member].level)
  }
}

/// The bounds of polygons.
private struct Box {
  var (west, south, east, north) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)

  init(_ parts: [ZonePolygon.Part]) {
    for point in parts.lazy.flatMap(\.outer.points) {
      (west, east) = (min(west, point.x), max(east, point.x))
      (south, north) = (min(south, point.y), max(north, point.y))
    }
  }

  func meets(_ other: Box) -> Bool {
    west < other.east && other.west < east && south < other.north && other.south < north
  }
}
