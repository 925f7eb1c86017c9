import Accounts
import Geo
import GeoFiles
import Land
import Law

extension ParcelLayer {
  /// The level of pieces: below the zones that they are cut from.
  static let level = "piece"

  mutating func cut(_ zones: ZoneLayer) throws {
    var (rows, polygons): ([LeafRow], [ZonePolygon]) = ([], [])
    let boxes = parcels.map { ParcelBox($0.parts) }
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
    of zone: ZonePolygon, _ boxes: [ParcelBox]
  ) throws -> [(number: Int, parts: [ZonePolygon.Part])] {
    let box = ParcelBox(zone.parts)
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

extension ZoneTree {
  /// A member as a row names it.
  fileprivate func place(of member: Int) -> LeafRow.Place {
    .init(code: members[member].code, name: members[member].name, level: members[member].level)
  }
}
