import Accounts
import Formula
import Foundation
import Geo
import GeoFiles
import Law
import Seals

/// Brings the layers of a study onto the region's grid.
struct LayerPreparation {
  let study: Study
  let ground: RegionGround
  let folder: URL
  /// Where warped and derived layers are kept, by the digest of what they were made from.
  let scratch: URL
  let threads: Int
  let digests: DigestMemory
  /// Bytes that routing may take.
  var memory = PreparedRegion.usualMemory
  let grounds = ElevationGrounds()

  /// All layers that follow from files alone, in the order of their names.
  func prepare() throws -> [PreparedLayer] {
    try study.needed.sorted().compactMap { name in
      guard let input = study.region.binding(of: name), input.binding.cellNames.isEmpty else { return nil }
      return try prepare(name, input.binding)
    }
  }

  private func prepare(_ name: String, _ binding: InputBinding) throws -> PreparedLayer? {
    switch binding {
    case .layer(let layer): try raster(name, layer)
    case .terrain(let terrain): try self.terrain(name, terrain)
    case .stations(let stations): try interpolated(name, stations)
    default: nil
    }
  }

  func raster(_ name: String, _ binding: LayerBinding) throws -> PreparedLayer {
    let path = folder.appendingPathComponent(binding.file).path
    let digest = try digests.digest(of: binding.file)
    let request = LayerRequest(
      path, band: binding.band, given: try given(binding), resampling: resampling(name, binding))
    let target = scratch.appendingPathComponent(
      key("warp", digest, binding.reading, request.resampling.rawValue))
    let aligned = try align(request, into: target)
    let own = try aligned.open().file.facts.frame
    let hasOtherExtent = own.columns != ground.frame.columns || own.rows != ground.frame.rows
    return PreparedLayer(
      name: name, aligned: aligned, meaning: meaning(name, binding), digest: digest, file: binding.file,
      hasOtherExtent: hasOtherExtent)
  }

  /// Warps only once: the file's name holds the digest of all that it was made from.
  private func align(_ request: LayerRequest, into target: URL) throws -> AlignedLayer {
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    return try request.align(
      onto: ground.frame, in: ground.system, scratch: target.path, workers: threads)
  }

  private func given(_ binding: LayerBinding) throws -> RasterGiven {
    RasterGiven(nodata: binding.nodata, coordinateSystem: try binding.crs.map { try CoordinateSystem($0) })
  }

  /// Classes are never mixed; numbers by the region's choice, else by the pack's.
  private func resampling(_ name: String, _ binding: LayerBinding) -> GeoFiles.Resampling {
    if !binding.classes.isEmpty { return binding.resample == "mode" ? .mode : .nearest }
    let declared = study.method.inputs.first { $0.name == name }?.resample?.rawValue
    return (binding.resample ?? declared).flatMap(GeoFiles.Resampling.init(rawValue:)) ?? .bilinear
  }

  private func meaning(_ name: String, _ binding: LayerBinding) -> PreparedLayer.Meaning {
    let kind = study.vocabulary.symbols.first { $0.name == name }?.kind
    if case .code(let list) = kind {
      let ids = study.vocabulary.codeLists.first { $0.name == list }?.ids ?? []
      var codes: [Int: Double] = [:]
      for entry in binding.classes { codes[entry.value] = ids.firstIndex(of: entry.code).map(Double.init) }
      return .classes(codes)
    }
    return number(name, unit: binding.unit ?? "1")
  }

  /// The line from the written unit to the name's own.
  func number(_ name: String, unit: String) -> PreparedLayer.Meaning {
    guard case .number(let wanted, _) = study.vocabulary.symbols.first(where: { $0.name == name })?.kind,
      let own = try? study.units.parse(unit)
    else { return .number(factor: 1, offset: 0) }
    if let factor = study.units.factor(from: own, to: wanted) { return .number(factor: factor, offset: 0) }
    let zero = study.units.convert(0, from: own, to: wanted) ?? .nan
    let one = study.units.convert(1, from: own, to: wanted) ?? .nan
    return .number(factor: one - zero, offset: zero)
  }

  /// A file name that changes when anything changes that the file is made from.
  func key(_ parts: String...) -> String {
    let frame = ground.frame
    let grid =
      "\(frame.west) \(frame.north) \(frame.cellWidth) \(frame.cellHeight) \(frame.columns) \(frame.rows)"
    let text = (parts + [grid, ground.system.wkt]).joined(separator: "\n")
    return "\(parts[0])-\(ContentDigest(of: Array(text.utf8), by: .sha256).description.prefix(24)).tif"
  }
}

extension LayerBinding {
  /// What a person states about the file beside its bytes: another band or nodata makes another layer.
  var reading: String { "\(band) \(nodata.map(\.description) ?? "") \(crs ?? "")" }
}
