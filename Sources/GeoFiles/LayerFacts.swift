internal import CGDAL
public import Geo

/// What is known of a layer of features before it is read.
public struct LayerFacts: Hashable, Sendable {
  public let name: String
  /// Number of features, those without usable geometry included.
  public let count: Int
  public let geometry: GeometryKind
  public let fields: [FieldFacts]
  /// The layer's own reference system; nil when it states none.
  public let coordinateSystem: CoordinateSystem?
  /// The box around all features in the layer's own system; empty when there are none.
  public let extent: Extent
}

/// What a layer declares its features to be.
public enum GeometryKind: Hashable, Sendable {
  case points, lines, polygons
  /// Mixed, or the format does not say.
  case any
  /// A table without geometry.
  case none
}

/// A column of attributes.
public struct FieldFacts: Hashable, Sendable {
  public let name: String
  /// Whether the format stores numbers in it.
  public let isNumber: Bool
}

/// Reads the facts of every layer of an open file.
func readLayers(of handle: GDALDatasetH) -> [LayerFacts] {
  (0..<GDALDatasetGetLayerCount(handle)).compactMap { index in
    GDALDatasetGetLayer(handle, index).map(readLayer)
  }
}

private func readLayer(_ layer: OGRLayerH) -> LayerFacts {
  let definition = OGR_L_GetLayerDefn(layer)
  var box = OGREnvelope()
  var extent = Extent()
  if OGR_L_GetExtent(layer, &box, 1) == OGRERR_NONE {
    extent.include(Point(x: box.MinX, y: box.MinY))
    extent.include(Point(x: box.MaxX, y: box.MaxY))
  }
  return LayerFacts(
    name: text(OGR_L_GetName(layer)) ?? "", count: Int(OGR_L_GetFeatureCount(layer, 1)),
    geometry: GeometryKind(OGR_GT_Flatten(OGR_L_GetGeomType(layer))),
    fields: (0..<OGR_FD_GetFieldCount(definition)).map {
      FieldFacts(OGR_FD_GetFieldDefn(definition, $0))
    },
    coordinateSystem: CoordinateSystem(copying: OGR_L_GetSpatialRef(layer)), extent: extent)
}

extension FieldFacts {
  init(_ field: OGRFieldDefnH?) {
    let type = OGR_Fld_GetType(field)
    self.init(
      name: text(OGR_Fld_GetNameRef(field)) ?? "",
      isNumber: type == OFTInteger || type == OFTInteger64 || type == OFTReal)
  }
}

extension GeometryKind {
  init(_ type: OGRwkbGeometryType) {
    switch type {
    case wkbPoint, wkbMultiPoint: self = .points
    case wkbLineString, wkbMultiLineString, wkbCompoundCurve, wkbMultiCurve: self = .lines
    case wkbPolygon, wkbMultiPolygon, wkbCurvePolygon, wkbMultiSurface: self = .polygons
    case wkbNone: self = .none
    default: self = .any
    }
  }
}
