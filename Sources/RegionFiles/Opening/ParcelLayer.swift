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
  var parcels: [Parcel]
  /// The region's zones, cut along the parcels.
  var zones: ZoneLayer
  var findings: [Finding] = []
  /// Earlier parcels that have land in common with a parcel.
  var claims: [Int: [Int]] = [:]

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
