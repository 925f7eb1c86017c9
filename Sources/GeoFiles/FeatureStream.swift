internal import CGDAL

/// Features of one layer, one after another; what cannot be used is passed over and told.
///
/// At most one stream of a layer at a time: the layer has one cursor.
public final class FeatureStream {
  /// What features are wanted for.
  public enum Wanted: Hashable, Sendable {
    /// Valid polygons.
    case polygons
    case points
    /// Attributes alone; shapes are not read.
    case attributes
  }

  public let layer: LayerFacts
  /// The features passed over so far, in the order of the file.
  public private(set) var passedOver: [PassedOver] = []
  /// How coordinates are changed; nil when they stay as they are.
  public let transformation: CoordinateTransformation?
  private let file: VectorFile
  private let handle: OGRLayerH?
  private let wanted: Wanted

  init(
    _ file: VectorFile, _ layer: LayerFacts, _ transformation: CoordinateTransformation?, _ wanted: Wanted
  ) {
    self.file = file
    self.layer = layer
    self.transformation = transformation
    self.wanted = wanted
    handle = listening { GDALDatasetGetLayerByName(file.handle, layer.name) }.0
    OGR_L_ResetReading(handle)
  }

  /// The next usable feature; nil at the end.
  ///
  /// - Throws: ``GeoFileError`` when the file breaks off.
  public func next() throws(GeoFileError) -> Feature? {
    while let record = try nextRecord() {
      defer { OGR_F_Destroy(record) }
      let id = OGR_F_GetFID(record)
      switch shape(of: record) {
      case .success(let shape):
        return Feature(id: id, attributes: readAttributes(of: record), shape: shape)
      case .failure(let fault):
        passedOver.append(PassedOver(id: id, reason: fault.reason))
      }
    }
    return nil
  }

  /// All remaining features.
  public func all() throws(GeoFileError) -> [Feature] {
    var features: [Feature] = []
    while let feature = try next() { features.append(feature) }
    return features
  }

  private func nextRecord() throws(GeoFileError) -> OGRFeatureH? {
    let (record, heard) = listening { OGR_L_GetNextFeature(handle) }
    if heard.failures.isEmpty { return record }
    if let record { OGR_F_Destroy(record) }
    throw GeoFileError(file.path, .readFailed(place: "layer \(layer.name)"), said: heard.failures)
  }

  private func shape(of record: OGRFeatureH) -> Result<Feature.Shape, UnusableShape> {
    if wanted == .attributes { return .success(.none) }
    guard let geometry = OGR_F_GetGeometryRef(record) else { return .failure(.init(reason: .noGeometry)) }
    if OGR_G_IsEmpty(geometry) != 0 { return .failure(.init(reason: .emptyGeometry)) }
    let read = wanted == .polygons ? readPolygons(geometry) : readPoints(geometry)
    return read.flatMap { transformation?.apply(to: $0) ?? .success($0) }
  }
}

/// Why a shape cannot be used.
struct UnusableShape: Error {
  let reason: PassedOver.Reason
}

extension VectorFile {
  /// Starts reading the features of a layer.
  ///
  /// - Parameter layer: Its name; nil for the first.
  /// - Parameter target: The system that coordinates shall be in; nil leaves them as they are.
  /// - Parameter given: The system the file's coordinates are in, where a person states it in place of
  ///   what the file says.
  /// - Throws: ``GeoFileError``: no such layer; a target but no source system; no way between them.
  public func features(
    layer name: String? = nil, wanted: FeatureStream.Wanted, in target: CoordinateSystem?,
    given: CoordinateSystem? = nil
  ) throws(GeoFileError) -> FeatureStream {
    let layer = try self.layer(name)
    guard wanted != .attributes, let target else { return FeatureStream(self, layer, nil, wanted) }
    guard let own = given ?? layer.coordinateSystem else {
      throw GeoFileError(path, .noCoordinateSystem)
    }
    if own.isSame(as: target) { return FeatureStream(self, layer, nil, wanted) }
    let way: CoordinateTransformation
    do throws(GeoFileError) {
      way = try CoordinateTransformation(from: own, to: target, around: layer.extent)
    } catch {
      throw GeoFileError(path, error.fault, said: error.said)
    }
    return FeatureStream(self, layer, way, wanted)
  }
}

/// Reads the attributes in the order of the layer's fields.
private func readAttributes(of record: OGRFeatureH) -> [AttributeValue] {
  (0..<OGR_F_GetFieldCount(record)).map { index in
    guard OGR_F_IsFieldSetAndNotNull(record, index) != 0 else { return .missing }
    switch OGR_Fld_GetType(OGR_F_GetFieldDefnRef(record, index)) {
    case OFTInteger, OFTInteger64: return .whole(OGR_F_GetFieldAsInteger64(record, index))
    case OFTReal: return .number(OGR_F_GetFieldAsDouble(record, index))
    default: return textAttribute(OGR_F_GetFieldAsString(record, index))
    }
  }
}

private func textAttribute(_ pointer: UnsafePointer<CChar>?) -> AttributeValue {
  .text(trimmed(pointer.map { String(cString: $0) } ?? ""))
}
