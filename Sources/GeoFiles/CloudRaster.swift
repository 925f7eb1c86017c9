internal import CGDAL

/// How overviews of a map are made from its cells.
public enum OverviewRule: String, Hashable, Sendable {
  /// One of the cells, for classes.
  case nearest = "NEAREST"
  /// Their mean, for amounts per area.
  case average = "AVERAGE"
}

/// Makes a cloud-optimised GeoTIFF (COG) for people from a raster of ours.
///
/// DEFLATE with a predictor, 512² tiles and overviews, which every GIS opens. Values, nodata, units and
/// descriptions are those of the source. The file has its name only when it is whole.
/// - Throws: ``GeoFileError`` when the source cannot be read or the target cannot be written.
public func writeCloudRaster(
  _ path: String, from source: RasterFile, overviews: OverviewRule
) throws(GeoFileError) {
  let file = try PendingFile(path)
  let options = [
    // Level 1: measured figures get 3 % smaller by the usual level 6, which takes half as long again.
    "COMPRESS=DEFLATE", "LEVEL=1", "PREDICTOR=YES", "BLOCKSIZE=512", "OVERVIEWS=AUTO", "BIGTIFF=IF_SAFER",
    "OVERVIEW_RESAMPLING=\(overviews.rawValue)",
  ]
  let temporary = file.temporary
  let (isDone, heard) = listening {
    withStringList(options) {
      let made = GDALCreateCopy(GDALGetDriverByName("COG"), temporary, source.handle, 0, $0, nil, nil)
      GDALClose(made)
      return made != nil
    }
  }
  guard isDone && heard.failures.isEmpty else { throw file.failure(said: heard.failures) }
  try file.settle(isDurable: true)
}
