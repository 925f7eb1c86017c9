import Foundation
import GeoFiles

/// More than thirty files that no program can read, or must not.
enum BadFileCatalogue {
  static var all: [BadFile] { rasters + tables + zones + regionFiles }

  private static var rasters: [BadFile] {
    [
      BadFile("a raster cut off in the middle", names: "rain.tif") { folder in
        let url = folder.appendingPathComponent("rain.tif")
        let bytes = try Data(contentsOf: url)
        try bytes.prefix(bytes.count / 2).write(to: url)
      },
      BadFile("a raster whose last cells are missing", names: "sand.tif") { folder in
        let url = folder.appendingPathComponent("sand.tif")
        var bytes = try Data(contentsOf: url)
        let start = bytes.count / 2
        bytes.replaceSubrange(start..<start + bytes.count / 4, with: Data(count: bytes.count / 4))
        try bytes.write(to: url)
      },
      .bytes("a raster of no bytes", "rain.tif", []),
      .text("a text that calls itself a raster", "rain.tif", "this is no raster\n"),
      .bytes("a header of absurd size", "rain.tif", RawBytes.tiff(side: 2_000_000_000, cells: [1, 2])),
      // GDAL's own description of a raster opens whatever its size; the grid is like this one.
      .text(
        "a grid of absurd size", "landuse.tif",
        """
        <VRTDataset rasterXSize="2000000000" rasterYSize="2000000000"><SRS>EPSG:32650</SRS>
        <GeoTransform>690000, 100, 0, 3480000, 0, -100</GeoTransform>
        <VRTRasterBand dataType="Float32" band="1"/></VRTDataset>
        """),
      .bytes(
        "a raster without a place in the world", "rain.tif",
        RawBytes.tiff(side: 4, cells: .init(repeating: 9, count: 16))),
      .rain("NaN everywhere") { MadeRegion.small.rain { _, _ in .nan } },
      .rain("one cell") {
        var layer = MadeRegion.small.rain { _, _ in 1200 }
        layer.frame.columns = 1
        layer.frame.rows = 1
        layer.bands = [[1200]]
        return layer
      },
      .rain("a raster of another continent") {
        var layer = MadeRegion.small.rain { _, _ in 1200 }
        layer.shift(columns: 40_000, rows: 30_000)
        return layer
      },
      BadFile("a folder in place of a raster", names: "rain.tif") { folder in
        let url = folder.appendingPathComponent("rain.tif")
        try FileManager.default.removeItem(at: url)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      },
      .gone("rain.tif"),
      .edit(
        "a band that the file has not", "region.json5", names: "image.tif", "\"image.tif\", band: 2",
        "\"image.tif\", band: 3"),
    ]
  }

  private static var tables: [BadFile] {
    [
      .bytes("a table of no bytes", "county.csv", []),
      .text(
        "a table of a head alone", "county.csv",
        "code,so2,nox,dust,cod,nh3n,tp,visitors,expense,hours,wage,surplus\n"),
      .edit("a word where a number belongs", "county.csv", ",620,", ",many,"),
      .edit("thousands set apart", "county.csv", ",4100,", ",\"4,100\","),
      .edit("a decimal comma", "county.csv", ",3.5,", ",\"3,5\","),
      .edit("two columns of one name", "county.csv", "so2,nox", "so2,so2"),
      .edit("a column that is not there", "county.csv", "so2,nox", "sulphur,nox"),
      .edit("a row that is too long", "county.csv", ",140", ",140,7"),
      .edit("a day that the calendar has not", "temperature.csv", "2021-03-05", "2021-13-05"),
      BadFile("a text in UTF-16 without a mark", names: "county.csv") { folder in
        let url = folder.appendingPathComponent("county.csv")
        let bytes = try Data(contentsOf: url).flatMap { [$0, UInt8(0)] }
        try Data(bytes).write(to: url)
      },
      .bytes("bytes of no encoding", "county.csv", [0x63, 0xFF, 0xFE, 0x80, 0x81, 0x0A, 0xFF, 0xC0, 0x0A]),
      .gone("towns.csv"),
    ]
  }

  private static var zones: [BadFile] {
    let line = """
      {"type":"FeatureCollection","crs":{"type":"name","properties":
      {"name":"urn:ogc:def:crs:EPSG::32650"}},"features":[
      {"type":"Feature","properties":{"code":"1","name":"a","town":"t"},
      "geometry":{"type":"LineString","coordinates":[[690500,3479500],[694000,3476000]]}}]}
      """
    return [
      .zones("zones of lines", "lines.geojson") { try Data(line.utf8).write(to: $0) },
      .zones("zones without features", "none.geojson") {
        try Data("{\"type\":\"FeatureCollection\",\"features\":[]}".utf8).write(to: $0)
      },
      .zones("a package without layers", "bare.gpkg") { try GeoPackageWriter($0.path).finish() },
      .zones("a text that calls itself a package", "text.gpkg") { try Data("zones\n".utf8).write(to: $0) },
      .zones("a shapefile without its table", "square.shp") { url in
        try Data(RawBytes.squareShape).write(to: url)
        try Data(RawBytes.squareIndex).write(to: url.deletingPathExtension().appendingPathExtension("shx"))
      },
      .zones("a shapefile by itself", "alone.shp") { try Data(RawBytes.squareShape).write(to: $0) },
      .gone("zones.gpkg"),
    ]
  }

  private static var regionFiles: [BadFile] {
    let nested = String(repeating: "[", count: 200_000)
    return [
      .edit("a bracket too few", "region.json5", "variants: {", "variants: "),
      .bytes(
        "bytes in place of the region file", "region.json5", (0..<600).map { UInt8(($0 * 73 + 128) % 256) }),
      .text("brackets without end", "region.json5", "{ region: " + nested),
      .edit("a zero byte in the region file", "region.json5", "inputs: {", "inp\u{0}uts: {"),
      .bytes("an empty region file", "region.json5", []),
      .gone("region.json5"),
      .edit("a key that nobody knows", "region.json5", "demonstration:", "demonstrashun:"),
    ]
  }
}

extension MadeRegion {
  /// The size in which bad files are tried.
  static let small = MadeRegion(columns: 60, rows: 48)

  func rain(_ rule: (Int, Int) -> Double) -> MadeLayer { MadeLayer(bands: [land.cells(rule)], frame: frame) }
}
