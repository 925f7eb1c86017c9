public import Accounts
public import Geo
public import GeoFiles
public import Land

/// Zones as they were read from a vector file: polygons on the region's grid, and the tree above them.
public struct ZoneLayer: Sendable {
  /// One for each leaf of the tree, in its order.
  public let polygons: [ZonePolygon]
  public let tree: ZoneTree
  /// Features that were passed over: number in the file, and why.
  public let passedOver: [PassedOver]
  /// Name of the reference system of the file's coordinates.
  public let system: String
}

/// Why zones cannot be read; what GDAL says comes as ``GeoFileError``.
public enum ZoneLayerError: Error, Hashable, Sendable, CustomStringConvertible {
  case noField(file: String, field: String, has: [String])
  case noCode(file: String, feature: Int64, field: String)
  case tree(file: String, ZoneTreeError)
  case noZones(file: String, passedOver: [PassedOver])

  public var description: String {
    switch self {
    case .noField(let file, let field, let has):
      "\(file)：没有字段 \(field)；有 \(has.joined(separator: " "))，请核对 zones 的 code 与 name，shp 须带 dbf"
        + " · no field \(field); check code and name in zones (a shapefile needs its .dbf)"
    case .noCode(let file, let feature, let field):
      "\(file)：第 \(feature) 号要素的 \(field) 是空的，请补上代码 · feature \(feature) has no \(field); fill it in"
    case .tree(let file, let error): "\(file)：\(Self.words(error))"
    case .noZones(let file, let passedOver):
      "\(file)：没有可用的分区；请核对图层、要素类型（应为面）和坐标系"
        + " · there is no usable zone; check layer, geometry (polygons) and reference system"
        + passedOver.prefix(3).map { "\n  \($0)" }.joined()
    }
  }

  private static func words(_ error: ZoneTreeError) -> String {
    switch error {
    case .repeatedLeaf(let code):
      "分区代码 \(code) 出现两次，请合并或改码 · zone code \(code) stands twice; merge the features or correct it"
    case .twoParents(let code, let first, let second):
      "分区 \(code) 同时属于 \(first) 和 \(second) · zone \(code) lies in both"
    case .twoLevels(let code, let first, let second):
      "代码 \(code) 既是 \(first) 又是 \(second) · code \(code) stands at both levels"
    case .circle(let code, let above):
      "分区 \(code) 绕回自身（经 \(above)）· zone \(code) lies above itself, by way of \(above)"
    }
  }
}

extension ZoneLayer {
  /// Reads the zones of a region.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - target: The reference system of the region's grid.
  public static func read(
    _ description: ZoneDescription, path: String, target: CoordinateSystem
  ) throws -> ZoneLayer {
    let file = try VectorFile(path, encoding: description.encoding)
    let layer = try file.layer(description.layer)
    let fields = try ZoneFields(description, fields: layer.fields.map(\.name))
    let given = try description.crs.map { try CoordinateSystem($0) }
    let stream = try file.features(layer: description.layer, wanted: .polygons, in: target, given: given)
    var rows: [LeafRow] = []
    var polygons: [ZonePolygon] = []
    while let feature = try stream.next() {
      guard case .polygons(let parts) = feature.shape else { continue }
      rows.append(try fields.row(of: feature))
      polygons.append(ZonePolygon(parts: parts, rule: .nonZero))
    }
    guard !rows.isEmpty else {
      throw ZoneLayerError.noZones(file: description.file, passedOver: stream.passedOver)
    }
    do {
      let tree = try ZoneTree(leaves: rows)
      return ZoneLayer(
        polygons: polygons, tree: tree, passedOver: stream.passedOver,
        system: (given ?? layer.coordinateSystem)?.name ?? "—")
    } catch {
      throw ZoneLayerError.tree(file: description.file, error)
    }
  }
}

/// Which attributes hold a zone's code and name, and those of the zones above.
private struct ZoneFields {
  struct Place {
    var level: String
    var code: Int?
    var name: Int?
    var fixedCode: String
    var fixedName: String
  }

  let file: String
  let leaf: Place
  let above: [Place]

  init(_ description: ZoneDescription, fields: [String]) throws(ZoneLayerError) {
    file = description.file
    func index(_ field: String) throws(ZoneLayerError) -> Int {
      guard let index = fields.firstIndex(of: field) else {
        throw .noField(file: description.file, field: field, has: fields)
      }
      return index
    }
    leaf = Place(
      level: description.level, code: try index(description.code), name: try index(description.name),
      fixedCode: description.code, fixedName: "")
    var places: [Place] = []
    for place in description.above {
      places.append(
        Place(
          level: place.level, code: place.byAttribute ? try index(place.code) : nil,
          name: place.byAttribute ? try index(place.name) : nil, fixedCode: place.code, fixedName: place.name)
      )
    }
    above = places
  }

  func row(of feature: Feature) throws(ZoneLayerError) -> LeafRow {
    var lineage: [LeafRow.Place] = []
    for place in above {
      // A feature without an entry for a level belongs to the next one above: a rural tract lies in no
      // quarter.
      if let code = place.code, feature.attributes[code].text?.isEmpty ?? true { continue }
      lineage.append(try self.place(place, in: feature))
    }
    return LeafRow(place: try place(leaf, in: feature), above: lineage)
  }

  private func place(_ place: Place, in feature: Feature) throws(ZoneLayerError) -> LeafRow.Place {
    guard let code = place.code else {
      return .init(code: place.fixedCode, name: place.fixedName, level: place.level)
    }
    guard let text = feature.attributes[code].text, !text.isEmpty else {
      throw .noCode(file: file, feature: feature.id, field: place.fixedCode)
    }
    let name = place.name.flatMap { feature.attributes[$0].text } ?? text
    return .init(code: text, name: name.isEmpty ? text : name, level: place.level)
  }
}
