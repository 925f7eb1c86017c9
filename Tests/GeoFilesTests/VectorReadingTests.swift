import Foundation
import Geo
import GeoFiles
import Testing

/// Goal: features are read whole, and those that cannot be used are told by number and reason.
/// Method: GeoJSON typed here, shapefiles made byte by byte, real outlines where they are at hand.
@Suite struct VectorReadingTests {
  let folder = TemporaryFolder()

  func features(_ list: String) -> String {
    folder.write("f.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(list)]}")
  }

  func feature(_ id: Int, _ geometry: String, _ properties: String = "\"v\":1") -> String {
    "{\"type\":\"Feature\",\"id\":\(id),\"properties\":{\(properties)},\"geometry\":\(geometry)}"
  }

  func polygon(_ rings: String) -> String { "{\"type\":\"Polygon\",\"coordinates\":[\(rings)]}" }

  @Test func `Rings, holes and attributes come as they are`() throws {
    let square = "[[119,31],[120,31],[120,32],[119,32],[119,31]]"
    let hole = "[[119.2,31.2],[119.2,31.4],[119.4,31.4],[119.2,31.2]]"
    let path = features(
      feature(7, polygon("\(square),\(hole)"), "\"code\":320481,\"name\":\"溧阳市\",\"share\":0.5,\"none\":null")
    )
    let file = try VectorFile(path)
    #expect(file.layers[0].count == 1 && file.layers[0].coordinateSystem?.kind == .geographic)
    let found = try file.features(wanted: .polygons, in: nil).all()
    #expect(found.map(\.id) == [7])
    #expect(found[0].attributes == [.whole(320481), .text("溧阳市"), .number(0.5), .missing])
    guard case .polygons(let parts) = found[0].shape else {
      Issue.record("no polygons")
      return
    }
    #expect(parts.count == 1 && parts[0].outer.points.count == 5 && parts[0].holes[0].points.count == 4)
    #expect(parts[0].outer.points[1] == Point(x: 120, y: 31))
  }

  @Test func `What cannot be used is passed over with its number and reason`() throws {
    let good = polygon("[[0,0],[1,0],[1,1],[0,0]]")
    let bow = polygon("[[0,0],[1,1],[1,0],[0,1],[0,0]]")
    let line = "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}"
    let empty = "{\"type\":\"GeometryCollection\",\"geometries\":[]}"
    let list = [feature(1, good), feature(2, bow), feature(3, line), feature(4, "null"), feature(5, empty)]
    let stream = try VectorFile(features(list.joined(separator: ","))).features(wanted: .polygons, in: nil)
    #expect(try stream.all().map(\.id) == [1])
    #expect(stream.passedOver.map(\.id) == [2, 3, 4, 5])
    #expect(stream.passedOver[1].reason == .otherKind("LINESTRING"))
    #expect(stream.passedOver[2].reason == .noGeometry)
    #expect(stream.passedOver[3].reason == .emptyGeometry)
    guard case .invalid(let words) = stream.passedOver[0].reason else {
      Issue.record("a bow tie is not valid")
      return
    }
    #expect(words.contains("Self-intersection"))
    #expect(stream.passedOver[0].description.contains("要素 2 略过"))
  }

  // 120°E is the central meridian of EPSG:4549: its easting there is 500 000 by definition.
  @Test func `Coordinates come in the system that is asked for, easting first`() throws {
    let path = features(feature(1, "{\"type\":\"Point\",\"coordinates\":[120,31.4]}"))
    let stream = try VectorFile(path).features(
      wanted: .points, in: CoordinateSystem("EPSG:4549"), given: CoordinateSystem("EPSG:4490"))
    guard case .points(let points) = try stream.next()?.shape else {
      Issue.record("no points")
      return
    }
    #expect(abs(points[0].x - 500_000) < 0.001)
    #expect((3_470_000...3_480_000).contains(points[0].y))
    #expect(stream.transformation?.datumShift == .known)
  }

  /// The register (EPSG 10 and 11) has no way from WGS 84 or Beijing 1954 to CGCS2000 on land.
  @Test func `What is known of a datum shift is told`() throws {
    var box = Extent()
    for point in [Point(x: 116, y: 25), Point(x: 121, y: 32)] { box.include(point) }
    func shift(_ source: String, _ target: String) throws -> DatumShift {
      try CoordinateTransformation(
        from: CoordinateSystem(source), to: CoordinateSystem(target), around: box
      ).datumShift
    }
    #expect(try shift("EPSG:4490", "EPSG:4549") == .known)
    #expect(try shift("EPSG:4326", "EPSG:4549") == .small)
    #expect(try shift("EPSG:4214", "EPSG:4490") == .unknown)
    #expect(try shift("EPSG:4214", "EPSG:4326") == .unknown)
    #expect(try shift("EPSG:4326", "EPSG:32650") == .known)
  }

  /// 汀 is CDA1 and 江 is BDAD in GBK (GB 2312 code table).
  @Test func `A shapefile in GBK without a cpg file is read in Chinese`() throws {
    let path = folder.shapefile("g", field: [0xBD, 0xAD], texts: [[0xCD, 0xA1], Array("ascii".utf8)])
    let file = try VectorFile(path)
    #expect(file.notes == ["属性表按 GB18030 读取 / attributes are read as GB18030"])
    #expect(file.layers[0].fields.map(\.name) == ["江"])
    let found = try file.features(wanted: .points, in: nil).all()
    #expect(found.map(\.attributes) == [[.text("汀")], [.text("ascii")]])
    #expect(found[1].shape == .points([Point(x: 1, y: 1)]))
  }

  /// In ISO 8859-1 ã is E3, á is E1 and ó is F3; São is also valid GB18030 (E36F is one character).
  @Test func `Western names that pass for Chinese are read as western`() throws {
    let names = [[0x53, 0xE3, 0x6F, 0x20, 0x42], [0x41, 0x74, 0x6C, 0xE1, 0x6E, 0x74, 0x69, 0x63, 0x6F]]
    let path = folder.shapefile("s", field: [0x61], texts: names.map { $0.map(UInt8.init) })
    let file = try VectorFile(path)
    #expect(file.notes == ["属性表按 ISO-8859-1 读取 / attributes are read as ISO-8859-1"])
    let found = try file.features(wanted: .attributes, in: nil).all()
    #expect(found.map(\.attributes) == [[.text("São B")], [.text("Atlántico")]])
  }

  @Test func `A wrong cpg file does not spoil the names`() throws {
    let path = folder.shapefile("w", field: [0x61], texts: [[0xCD, 0xA1]])
    _ = folder.write("w.cpg", "UTF-8")
    let found = try VectorFile(path).features(wanted: .attributes, in: nil).all()
    #expect(found[0].attributes == [.text("汀")])
    let utf8 = folder.shapefile("u", field: [0x61], texts: [Array("汀".utf8)])
    #expect(try VectorFile(utf8).features(wanted: .attributes, in: nil).all()[0].attributes == [.text("汀")])
  }

  @Test func `Bytes that are no text, or a lone table, are dealt with`() throws {
    let path = folder.shapefile("x", field: [0x61], texts: [[0xFF, 0xFF]])
    #expect(fault { try VectorFile(path) } == .unknownEncoding)
    let table = try TableFile(folder.write("t.dbf", folder.dbase(field: [0x61], texts: [[0xCD, 0xA1]])))
    #expect(table.columns == ["a"] && table.text(row: 0, column: 0) == "汀")
  }

  @Test func `Truncated shapes are an error, not fewer features`() throws {
    let path = folder.shapefile(
      "s", field: [0x61], texts: (0..<50).map { [UInt8(ascii: "a") + UInt8($0 % 20)] })
    let cut = try folder.cut(path, to: 100 + 28 * 20, as: "s.shp")
    #expect(throws: GeoFileError.self) { try VectorFile(cut).features(wanted: .points, in: nil).all() }
  }

  @Test func `What is no vector file, layer or system is refused`() throws {
    #expect(fault { try VectorFile(folder("n.gpkg")) } == .missing)
    #expect(fault { try VectorFile(folder.write("n.gpkg", "SQLite?")) } == .notOpened(wanted: "vector file"))
    let file = try VectorFile(folder.shapefile("p", field: [0x61], texts: [[0x61]]))
    #expect(fault { try file.layer("q") } == .noSuchLayer("q", has: ["p"]))
    let target = try CoordinateSystem("EPSG:4549")
    #expect(fault { try file.features(wanted: .points, in: target) } == .noCoordinateSystem)
    #expect(fault { try CoordinateSystem("EPSG:999999") } == .badCoordinateSystem("EPSG:999999"))
    #expect(fault { try CoordinateSystem("/etc/passwd") } == .badCoordinateSystem("/etc/passwd"))
  }

  // The data set's description: outlines of 21 counties, 38 districts, 100 counties.
  @Test(.enabled(if: RealData.isThere, RealData.comment))
  func `Outlines of counties are read whole`() throws {
    for (name, count) in [
      ("counties_of_interest", 21), ("chongqing_districts", 38), ("jiangxi_counties", 100),
    ] {
      let file = try VectorFile(RealData.path("boundaries/\(name)_tianditu.geojson"))
      let stream = try file.features(wanted: .polygons, in: try CoordinateSystem("EPSG:4490"))
      let usable = try stream.all().count
      #expect(usable + stream.passedOver.count == count, "\(name)")
      #expect(file.layers[0].count == count)
    }
  }

  @Test(.enabled(if: RealData.isThere, RealData.comment))
  func `Bungo's planning units are eight polygons`() throws {
    let file = try VectorFile(RealData.path("bungo/vector/planning_unit_bungo.shp"))
    let stream = try file.features(wanted: .polygons, in: try CoordinateSystem("EPSG:32748"))
    #expect(try stream.all().count + stream.passedOver.count == file.layers[0].count)
  }
}
