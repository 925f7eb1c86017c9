import Accounts
import Geo
import GeoFiles
import Law

extension ParcelLayer {
  /// A border that was drawn twice is no overlap: less than this share of the smaller parcel.
  private static let sliver = 1e-4

  /// Land that two parcels claim would be counted twice.
  mutating func overlaps() -> [Finding] {
    var pairs: [String] = []
    let boxes = parcels.map { ParcelBox($0.parts) }
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

  func area(_ parts: [ZonePolygon.Part]) -> Double { ZonePolygon(parts: parts, rule: .nonZero).area }

  /// What rounding leaves where a border is cut along itself: less than this share of the whole is no land.
  private static let dust = 1e-9

  /// The land of a cut without the dust, be it land or holes.
  func withoutDust(_ parts: [ZonePolygon.Part], of whole: Double) -> [ZonePolygon.Part] {
    func isLand(_ ring: Ring) -> Bool { ring.signedArea.magnitude > Self.dust * whole }
    return parts.filter { isLand($0.outer) && area([$0]) > Self.dust * whole }
      .map { .init(outer: $0.outer, holes: $0.holes.filter(isLand)) }
  }
}

/// The bounds of polygons.
struct ParcelBox {
  var (west, south, east, north) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)

  init(_ parts: [ZonePolygon.Part]) {
    for point in parts.lazy.flatMap(\.outer.points) {
      (west, east) = (min(west, point.x), max(east, point.x))
      (south, north) = (min(south, point.y), max(north, point.y))
    }
  }

  func meets(_ other: ParcelBox) -> Bool {
    west < other.east && other.west < east && south < other.north && other.south < north
  }
}
