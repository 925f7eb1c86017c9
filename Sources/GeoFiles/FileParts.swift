internal import CGDAL
internal import Glibc

/// The files that GDAL reads when it opens one: world files, reference systems, attributes and indexes beside
/// it, the sources of a virtual raster and those of virtual rasters among them.
///
/// - Returns: Of a folder (a file geodatabase) the files in it. Else the file itself first, then the
/// others in the order of their names; files that are not there
///   are left out. A file that GDAL cannot open stands alone.
public func partsOfFile(_ path: String) -> [String] {
  if let inside = filesOfFolder(path) { return inside }
  var found: Set<String> = [path]
  var waiting = [path]
  while let next = waiting.popLast() {
    for part in listedParts(next) where exists(part) && found.insert(part).inserted {
      if part.lowercased().hasSuffix(".vrt") { waiting.append(part) }
    }
  }
  found.remove(path)
  return [path] + found.sorted()
}

/// The files of a folder that is one data set, as a file geodatabase; nil for a file. Locks of programs
/// that have
/// it open are no part of it.
private func filesOfFolder(_ path: String) -> [String]? {
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
  guard let list = VSIReadDir(path) else { return [] }
  defer { CSLDestroy(list) }
  let names = (0..<Int(CSLCount(list))).compactMap { text(list[$0]) }
  return names.filter { ![".", ".."].contains($0) && !$0.lowercased().hasSuffix(".lock") }.sorted()
    .map { "\(path)/\($0)" }
}

private func listedParts(_ path: String) -> [String] {
  listening {
    let flags = UInt32(GDAL_OF_RASTER | GDAL_OF_VECTOR | GDAL_OF_READONLY)
    guard let dataset = GDALOpenEx(path, flags, nil, nil, nil) else { return [] }
    defer { GDALClose(dataset) }
    guard let list = GDALGetFileList(dataset) else { return [] }
    defer { CSLDestroy(list) }
    return (0..<Int(CSLCount(list))).compactMap { text(list[$0]) }
  }.0
}
