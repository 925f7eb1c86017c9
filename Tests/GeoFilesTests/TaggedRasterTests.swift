import Foundation
import GeoFiles
import Testing

/// Goal: what a band says of itself (scale, unit, mask, odd nodata) is heeded.
/// Method: virtual rasters written as text over a plain file, since the writer here makes none of these.
@Suite struct TaggedRasterTests {
  let folder = TemporaryFolder()
  let frame = GridFrame(west: 0, north: 2, cellWidth: 1, cellHeight: 1, columns: 3, rows: 2)

  func virtual(_ type: String, _ tags: String, mask: String = "") throws -> RasterFile {
    _ = try folder.raster("plain.tif", frame, type: .uint8, nodata: nil) { column, row in
      Double(column + 3 * row)
    }
    func source(_ band: Int) -> String {
      "<SimpleSource><SourceFilename relativeToVRT=\"1\">plain.tif</SourceFilename>"
        + "<SourceBand>\(band)</SourceBand></SimpleSource>"
    }
    let maskBand =
      mask.isEmpty ? "" : "<MaskBand><VRTRasterBand dataType=\"Byte\">\(source(1))</VRTRasterBand></MaskBand>"
    let text = """
      <VRTDataset rasterXSize="3" rasterYSize="2"><GeoTransform>0,1,0,2,0,-1</GeoTransform>\(maskBand)
      <VRTRasterBand dataType="\(type)" band="1">\(tags)\(source(1))</VRTRasterBand></VRTDataset>
      """
    return try RasterFile(folder.write("v.vrt", text))
  }

  @Test func `Scale and offset make physical values of stored ones`() throws {
    let file = try virtual(
      "Int16", "<NoDataValue>5</NoDataValue><Scale>0.5</Scale><Offset>-1</Offset><UnitType>mm</UnitType>")
    let band = try file.band(1)
    #expect(band.isScaled && band.scale == 0.5 && band.offset == -1 && band.unit == "mm")
    let physical = try file.values(band: 1, frame.whole, as: .physical)
    #expect(physical[..<5] == [-1, -0.5, 0, 0.5, 1] && physical[5].isNaN)
    #expect(try file.values(band: 1, frame.whole, as: .stored)[..<5] == [0, 1, 2, 3, 4])
  }

  @Test func `A nodata tag that bytes cannot hold is told and marks nothing`() throws {
    let file = try virtual("Byte", "<NoDataValue>-9999</NoDataValue>")
    #expect(try file.values(band: 1, frame.whole, as: .physical) == [0, 1, 2, 3, 4, 5])
    #expect([Nodata.outsideType(-9999), .noTag].contains(try file.band(1).nodata))
  }

  @Test func `Cells that a mask hides are missing`() throws {
    let file = try virtual("Byte", "", mask: "yes")
    #expect(try file.band(1).hasMask)
    let values = try file.values(band: 1, frame.whole, as: .physical)
    #expect(values[0].isNaN && values[1...] == [1, 2, 3, 4, 5])
  }

  @Test func `A side file that is not read is told`() throws {
    _ = folder.write("plain.tif.aux.xml", "<PAMDataset/>")
    _ = try virtual("Byte", "")
    let file = try RasterFile(folder("plain.tif"))
    #expect(file.facts.notes.contains { $0.contains("plain.tif.aux.xml") })
  }

  @Test func `Complex numbers are refused`() {
    #expect(fault { try virtual("CFloat32", "") } == .complexNumbers(band: 1))
  }
}
