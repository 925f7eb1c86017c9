import CGDAL
import Dispatch
import Synchronization

/// What GDAL needs just to read: each band in its own type, block by block, every thread with datasets of its
/// own.
struct PlainReading {
  let paths: [String]
  let threads: Int

  func run() throws {
    GDALAllRegister()
    let blocks = try Blocks(of: paths[0])
    let next = Mutex(0)
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let bands = paths.map { Band($0) }
      while let block = next.withLock({ next in
        defer { next += 1 }
        return next < blocks.count ? next : nil
      }) {
        for band in bands where !band.read(blocks, block) { failures.withLock { $0.append(band.path) } }
      }
    }
    if let path = failures.withLock({ $0.first }) { throw BenchError("\(path)：读不出 · cannot be read") }
  }

  /// How the raster is divided.
  struct Blocks {
    let columns: Int
    let rows: Int
    let width: Int
    let height: Int

    init(of path: String) throws {
      guard let dataset = GDALOpen(path, GA_ReadOnly) else {
        throw BenchError("\(path)：打不开 · cannot be opened")
      }
      defer { GDALClose(dataset) }
      var (width, height): (Int32, Int32) = (0, 0)
      GDALGetBlockSize(GDALGetRasterBand(dataset, 1), &width, &height)
      (self.width, self.height) = (Int(width), Int(height))
      columns = Int(GDALGetRasterXSize(dataset))
      rows = Int(GDALGetRasterYSize(dataset))
    }

    private var across: Int { (columns + width - 1) / width }

    var count: Int { across * ((rows + height - 1) / height) }

    func window(_ block: Int) -> (x: Int, y: Int, width: Int, height: Int) {
      let (x, y) = (block % across * width, block / across * height)
      return (x, y, min(width, columns - x), min(height, rows - y))
    }
  }

  /// A dataset of one thread.
  private final class Band {
    let path: String
    private let dataset: GDALDatasetH?
    private var memory: [UInt8] = []

    init(_ path: String) {
      self.path = path
      dataset = GDALOpen(path, GA_ReadOnly)
    }

    deinit { if let dataset { GDALClose(dataset) } }

    func read(_ blocks: Blocks, _ block: Int) -> Bool {
      guard let band = dataset.flatMap({ GDALGetRasterBand($0, 1) }) else { return false }
      let (x, y, width, height) = blocks.window(block)
      let type = GDALGetRasterDataType(band)
      let bytes = width * height * Int(GDALGetDataTypeSizeBytes(type))
      if memory.count < bytes { memory = [UInt8](repeating: 0, count: bytes) }
      let (columns, rows) = (Int32(width), Int32(height))
      let outcome = memory.withUnsafeMutableBytes {
        GDALRasterIO(
          band, GF_Read, Int32(x), Int32(y), columns, rows, $0.baseAddress, columns, rows, type, 0, 0)
      }
      return outcome == CE_None
    }
  }
}
