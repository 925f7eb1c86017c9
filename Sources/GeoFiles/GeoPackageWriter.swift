internal import CGDAL
public import Geo

/// Writes a GeoPackage: polygon layers with attributes, and tables of attributes alone.
///
/// Equal calls give equal contents: no time of writing stands in it. The file has its name only after
/// ``finish()``; if that never comes, nothing is left.
public final class GeoPackageWriter {
  /// A layer that was begun; features go into it by ``GeoPackageWriter/add(_:_:to:)``.
  public struct Layer {
    fileprivate let handle: OGRLayerH
    fileprivate let columns: [PlannedColumn]
    fileprivate let hasShapes: Bool
  }

  public let path: String
  private let file: PendingFile
  private var handle: GDALDatasetH?

  /// - Throws: ``GeoFileError`` when the file cannot be begun.
  public init(_ path: String) throws(GeoFileError) {
    self.path = path
    file = try PendingFile(path)
    let temporary = file.temporary
    let (made, heard) = listening {
      GDALCreate(GDALGetDriverByName("GPKG"), temporary, 0, 0, 0, GDT_Unknown, nil)
    }
    guard let made else { throw file.failure(said: heard.failures) }
    handle = made
    _ = listening { GDALDatasetStartTransaction(made, 0) }
  }

  deinit {
    _ = listening { handle.map { GDALClose($0) } }
  }

  /// Begins a layer.
  ///
  /// - Parameter title: What people read in their GIS.
  /// - Parameter system: The reference system of its polygons; nil makes a table without shapes.
  public func layer(
    _ name: String, title: String, columns: [PlannedColumn], polygonsIn system: CoordinateSystem?
  ) throws(GeoFileError) -> Layer {
    let options = ["IDENTIFIER=\(title)", "GEOMETRY_NAME=geom", "FID=fid", "SPATIAL_INDEX=YES"]
    let kind = system == nil ? wkbNone : wkbMultiPolygon
    let (made, heard) = listening {
      withStringList(options) { options in
        let create = { (reference: OGRSpatialReferenceH?) in
          GDALDatasetCreateLayer(self.handle, name, reference, kind, options)
        }
        return system.map { $0.withHandle(create) } ?? create(nil)
      }
    }
    guard let made else { throw file.failure(said: heard.failures) }
    for column in columns { try addField(column, to: made) }
    return Layer(handle: made, columns: columns, hasShapes: system != nil)
  }

  /// Adds a row.
  ///
  /// - Parameter parts: Its polygons; empty for none, and for a table without shapes.
  /// - Parameter values: One per column.
  public func add(
    _ parts: [ZonePolygon.Part], _ values: [AttributeValue], to layer: Layer
  ) throws(GeoFileError) {
    precondition(values.count == layer.columns.count, "A row has one value per column.")
    precondition(parts.isEmpty || layer.hasShapes, "A table has no shapes.")
    let (outcome, heard) = listening {
      let record = OGR_F_Create(OGR_L_GetLayerDefn(layer.handle))
      defer { OGR_F_Destroy(record) }
      for (index, value) in values.enumerated() { set(value, Int32(index), of: record) }
      if !parts.isEmpty { OGR_F_SetGeometryDirectly(record, makePolygons(parts)) }
      return OGR_L_CreateFeature(layer.handle, record)
    }
    guard outcome == OGRERR_NONE && heard.failures.isEmpty else {
      throw file.failure(said: heard.failures)
    }
  }

  /// Closes the file and gives it its name.
  public func finish() throws(GeoFileError) {
    precondition(handle != nil, "A package is finished once.")
    let (outcome, heard) = listening {
      let outcome = GDALDatasetCommitTransaction(handle)
      GDALClose(handle)
      return outcome
    }
    handle = nil
    guard outcome == OGRERR_NONE && heard.failures.isEmpty else {
      throw file.failure(said: heard.failures)
    }
    try file.settle(isDurable: true)
  }

  private func addField(_ column: PlannedColumn, to layer: OGRLayerH) throws(GeoFileError) {
    let (outcome, heard) = listening {
      let field = OGR_Fld_Create(column.name, column.kind.gdal)
      defer { OGR_Fld_Destroy(field) }
      if let title = column.title { OGR_Fld_SetAlternativeName(field, title) }
      return OGR_L_CreateField(layer, field, 0)
    }
    guard outcome == OGRERR_NONE else { throw file.failure(said: heard.failures) }
  }
}

/// A column to be written.
public struct PlannedColumn: Hashable, Sendable {
  /// What a column holds: texts, whole numbers of 64 bits, or numbers.
  public enum Kind: Hashable, Sendable {
    case text, whole, number

    var gdal: OGRFieldType {
      switch self {
      case .text: OFTString
      case .whole: OFTInteger64
      case .number: OFTReal
      }
    }
  }

  public var name: String
  public var kind: Kind
  /// What people read in place of the name; nil for the name.
  public var title: String?

  public init(_ name: String, _ kind: Kind, title: String? = nil) {
    self.name = name
    self.kind = kind
    self.title = title
  }
}

private func set(_ value: AttributeValue, _ index: Int32, of record: OGRFeatureH?) {
  switch value {
  case .missing: OGR_F_SetFieldNull(record, index)
  case .text(let text): OGR_F_SetFieldString(record, index, text)
  case .whole(let number): OGR_F_SetFieldInteger64(record, index, number)
  case .number(let number):
    if number.isNaN { OGR_F_SetFieldNull(record, index) } else { OGR_F_SetFieldDouble(record, index, number) }
  }
}
