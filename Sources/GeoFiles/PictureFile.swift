internal import CGDAL
internal import Synchronization

/// Writes a picture as PNG, which every browser shows.
///
/// - Parameters:
///   - width: Pixels across.
///   - height: Pixels down.
///   - pixels: Red, green, blue and opacity of each pixel, row by row from the top; four bytes each.
/// - Returns: The bytes of the file.
/// - Throws: ``GeoFileError`` when it cannot be made.
public func pictureFile(width: Int, height: Int, pixels: [UInt8]) throws(GeoFileError) -> [UInt8] {
  precondition(width > 0 && height > 0 && pixels.count == width * height * 4, "Four bytes for each pixel.")
  let name = "/vsimem/picture-\(pictureNumber.add(1, ordering: .relaxed).newValue).png"
  let (bytes, heard) = listening { encode(width, height, pixels, name) }
  guard let bytes, heard.failures.isEmpty else {
    throw GeoFileError("PNG", .notWritable(reason: "PNG"), said: heard.failures)
  }
  return bytes
}

private func encode(_ width: Int, _ height: Int, _ pixels: [UInt8], _ name: String) -> [UInt8]? {
  let (columns, rows) = (Int32(width), Int32(height))
  guard let memory = GDALCreate(GDALGetDriverByName("MEM"), "", columns, rows, 4, GDT_Byte, nil) else {
    return nil
  }
  defer { GDALClose(memory) }
  var copy = pixels
  let written = copy.withUnsafeMutableBytes { bytes in
    // Four bands that lie pixel by pixel: the next pixel is four bytes on, the next band one.
    GDALDatasetRasterIO(
      memory, GF_Write, 0, 0, columns, rows, bytes.baseAddress, columns, rows, GDT_Byte, 4, nil, 4,
      Int32(width * 4), 1)
  }
  GDALSetRasterColorInterpretation(GDALGetRasterBand(memory, 4), GCI_AlphaBand)
  guard written == CE_None,
    let made = GDALCreateCopy(GDALGetDriverByName("PNG"), name, memory, 0, nil, nil, nil)
  else { return nil }
  GDALClose(made)
  var count: vsi_l_offset = 0
  guard let start = VSIGetMemFileBuffer(name, &count, 1) else { return nil }
  defer { VSIFree(start) }
  return Array(UnsafeBufferPointer(start: start, count: Int(count)))
}

/// Pictures are made side by side, each under a name of its own.
private let pictureNumber = Atomic<Int>(0)
