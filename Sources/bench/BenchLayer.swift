import GeoFiles

/// A layer of the bench region: its file and how its cells are made.
struct BenchLayer: Sendable {
  let name: String
  let type: CellType
  let unit: String
  /// The fields whose rows it is made of.
  let fields: [FractalField]
  /// The value at a cell from those of the first and the second field; one field stands for both.
  let value: @Sendable (Double, Double) -> Double

  var file: String { "\(name).tif" }

  /// Land forms that several layers follow.
  private static let height = FractalField(seed: 1, smallest: 2, roughness: 0.55)
  private static let moisture = FractalField(seed: 2, smallest: 2, roughness: 0.6)
  /// Climate is interpolated between stations: smooth within some kilometres.
  private static func climate(_ seed: UInt64) -> FractalField {
    FractalField(seed: seed, largest: 4096, smallest: 128, roughness: 0.5)
  }
  private static func fine(_ seed: UInt64) -> FractalField {
    FractalField(seed: seed, smallest: 2, roughness: 0.7)
  }

  static let all = [
    BenchLayer("ecosystem", .uint8, "1", [height, moisture]) { Double(landCover(height: $0, moisture: $1)) },
    BenchLayer("precipitation", .float32, "mm/a", [climate(11)]) { height, _ in tenths(900 + 900 * height) },
    BenchLayer("evapotranspiration", .float32, "mm/a", [climate(12), fine(13)]) {
      tenths(450 + 300 * $0 + 120 * $1)
    },
    BenchLayer("R", .float32, "MJ.mm/(hm2.h.a)", [climate(14)]) { height, _ in tenths(3000 + 5000 * height) },
    // A soil map: one value for each soil unit.
    BenchLayer("K", .float32, "t.hm2.h/(hm2.MJ.mm)", [FractalField(seed: 15, smallest: 16, roughness: 0.5)]) {
      unit, _ in
      0.018 + 0.002 * (unit * 14).rounded()
    },
    BenchLayer("LS", .float32, "1", [height, fine(16)]) { 0.03 + 40 * $0 * $1 * $1 },
    // Here and there a cloud that left no vegetation index.
    BenchLayer("C", .float32, "1", [fine(17), climate(18)]) { $1 > 0.97 ? .nan : 0.003 + 0.5 * $0 * $0 },
    BenchLayer("npp", .float32, "t/(hm2.a)", [climate(19), fine(20)]) {
      ((2 + 8 * $0 + 8 * $1) * 1000).rounded() / 1000
    },
    BenchLayer("stormRain", .float32, "mm/a", [climate(21)]) { height, _ in tenths(80 + 400 * height) },
    BenchLayer("coolingEvaporation", .float32, "mm/a", [climate(22)]) { height, _ in
      tenths(200 + 500 * height)
    },
    BenchLayer("coolingDays", .uint8, "d/a", [climate(23)]) { days, _ in (60 + 90 * days).rounded() },
  ]

  /// What neighbourhood layers are made of; read by the second region alone.
  static let elevation = BenchLayer("elevation", .float32, "m", [height]) { height, _ in
    (height * 20_000).rounded() / 10
  }

  private init(
    _ name: String, _ type: CellType, _ unit: String, _ fields: [FractalField],
    _ value: @escaping @Sendable (Double, Double) -> Double
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.fields = fields
    self.value = value
  }

  private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  /// Raster values of the classes, with the ecosystems of the pack.
  static let classes = [
    (1, "water"), (2, "wetland"), (3, "paddy"), (4, "dryland"), (5, "urban"), (6, "evergreenBroadleaf"),
    (7, "evergreenNeedleleaf"), (8, "mixedForest"), (9, "shrub"), (10, "grassland"),
  ]

  /// Water in the hollows, fields and towns above it, forests on the hills, grass on top.
  private static func landCover(height: Double, moisture: Double) -> Int {
    switch (height, moisture) {
    case (..<0.3, _): 1
    case (..<0.34, 0.5...): 2
    case (..<0.5, 0.55...): 3
    case (..<0.5, ..<0.35): 5
    case (..<0.5, _): 4
    case (..<0.7, 0.6...): 6
    case (..<0.7, 0.45...): 8
    case (..<0.7, _): 7
    case (_, 0.5...): 9
    default: 10
    }
  }
}

extension BenchLayer {
  /// Makes the layer's file: ZSTD level 1, predictor 2, 512² tiles.
  func write(to path: String, frame: GridFrame, in system: CoordinateSystem) throws {
    let plan = BandPlan(type: type, nodata: type == .uint8 ? 0 : .nan)
    let writer = try RasterWriter(path, frame: frame, in: system, bands: [plan])
    let side = RasterWriter.tileSide
    for first in stride(from: 0, to: frame.rows, by: side) {
      let rows = min(side, frame.rows - first)
      let strip = (first..<first + rows).flatMap { row(at: $0, columns: frame.columns) }
      let window = CellWindow(column: 0, row: first, columns: frame.columns, rows: rows)
      try strip.withUnsafeBufferPointer { try writer.write(band: 1, window, from: $0) }
    }
    try writer.finish(isDurable: true)
  }

  private func row(at row: Int, columns: Int) -> [Double] {
    let rows = fields.map { $0.row(row, columns: columns) }
    return zip(rows[0], rows[rows.count - 1]).map(value)
  }
}
