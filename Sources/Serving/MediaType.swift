/// The media types of files by the ends of their names.
public enum MediaType {
  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "json": "application/json", "geojson": "application/geo+json", "map": "application/json",
    "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp",
    "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff", "pdf": "application/pdf",
    "tif": "image/tiff; application=geotiff; profile=cloud-optimized",
    "gpkg": "application/geopackage+sqlite3", "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xml": "application/xml",
  ]

  /// The media type of a file; `application/octet-stream` where the name does not tell.
  public static func of(_ name: String) -> String {
    let end = name.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
    return types[end] ?? "application/octet-stream"
  }
}
