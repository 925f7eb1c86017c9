import Formula
public import GeoFiles
import Law

/// A layer of the region on its grid, with the way from stored numbers to the values of its name.
public struct PreparedLayer: Sendable {
  /// From stored cells to values.
  public enum Meaning: Sendable {
    /// value = stored × factor + offset
    case number(factor: Double, offset: Double)
    /// Raster value → place in the code list.
    case classes([Int: Double])

    /// The same words for the same meaning, on every run.
    var text: String {
      switch self {
      case .number(let factor, let offset): "\(factor) \(offset)"
      case .classes(let codes):
        codes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: " ")
      }
    }
  }

  public let name: String
  public let aligned: AlignedLayer
  public let meaning: Meaning
  /// How the file that it is, or was made from, lies on the grid.
  public let alignment: LayerAlignment
  /// SHA-256 of the file that the region names; of a mechanism's layer, of what it was made from.
  public let digest: String
  /// The file as the region names it.
  public let file: String
  /// Whether that file, or what the layer was made from, has other numbers of columns and rows than the grid.
  public let hasOtherExtent: Bool

  /// - Parameter alignment: That of what the layer was made from; nil when it is the layer's own.
  public init(
    name: String, aligned: AlignedLayer, meaning: Meaning, alignment: LayerAlignment? = nil, digest: String,
    file: String, hasOtherExtent: Bool = false
  ) {
    self.name = name
    self.aligned = aligned
    self.meaning = meaning
    self.alignment = alignment ?? aligned.alignment
    self.digest = digest
    self.file = file
    self.hasOtherExtent = hasOtherExtent
  }

  /// Whether cells are classes, which are never mixed.
  public var isClasses: Bool { if case .classes = meaning { true } else { false } }
}

/// Reads tiles of one layer as values of its name; one for each worker.
public final class LayerReader {
  private let layer: PreparedLayer
  private let reader: AlignedReader
  private let tile = RawTile()
  /// Codes of small class values by the value itself.
  private let codes: [Double]
  /// Raster values that the class map does not name, with the number of their cells, since they were last
  /// taken.
  private var unknownClasses: [Int: Int] = [:]

  /// Opens the aligned layer for one thread.
  ///
  /// - Throws: What GDAL says when the file cannot be opened.
  public init(_ layer: PreparedLayer) throws {
    self.layer = layer
    reader = try layer.aligned.open()
    guard case .classes(let map) = layer.meaning else {
      codes = []
      return
    }
    let most = map.keys.max() ?? 0
    codes = most < 65_536 ? (0...max(0, most)).map { map[$0] ?? .nan } : []
  }

  /// Reads a window of the region's grid as values.
  public func read(_ window: CellWindow, into values: UnsafeMutableBufferPointer<Double>) throws {
    try read(window)
    guard let start = values.baseAddress else { return }
    self.values(0..<values.count, into: start)
  }

  /// Reads a window of the region's grid; ``values(_:into:)`` then makes values of its cells.
  public func read(_ window: CellWindow) throws {
    try reader.read(window, as: layer.isClasses ? .stored : .physical, into: tile)
  }

  /// Values of some cells of the window that was read last, by their places row by row.
  public func values(_ part: Range<Int>, into target: UnsafeMutablePointer<Double>) {
    tile.values(part, into: target)
    switch layer.meaning {
    case .number(let factor, let offset):
      guard factor != 1 || offset != 0 else { return }
      for index in 0..<part.count { target[index] = target[index] * factor + offset }
    case .classes(let map): translate(target, part.count, map)
    }
  }

  /// Gives the values met so far that the class map does not name, and begins anew.
  func takeUnknownClasses() -> [Int: Int] {
    defer { unknownClasses = [:] }
    return unknownClasses
  }

  private func translate(_ values: UnsafeMutablePointer<Double>, _ count: Int, _ map: [Int: Double]) {
    // Neighbours are mostly of one class.
    var (before, codeBefore) = (Double.nan, Double.nan)
    for index in 0..<count {
      let stored = values[index]
      if stored != before {
        guard stored == stored else { continue }
        let code = code(stored, map)
        (before, codeBefore) = code == code ? (stored, code) : (.nan, .nan)
        values[index] = code
      } else {
        values[index] = codeBefore
      }
    }
  }

  private func code(_ stored: Double, _ map: [Int: Double]) -> Double {
    let code: Double
    if stored >= 0, stored < Double(codes.count) {
      code = stored.rounded() == stored ? codes[Int(stored)] : .nan
    } else {
      code = Int(exactly: stored).flatMap { map[$0] } ?? .nan
    }
    if code.isNaN { unknownClasses[Self.whole(stored), default: 0] += 1 }
    return code
  }

  /// A raster may hold infinity or numbers beyond all integers where classes should be.
  private static func whole(_ stored: Double) -> Int {
    Int(exactly: stored.rounded()) ?? (stored < 0 ? .min : .max)
  }
}
