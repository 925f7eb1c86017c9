/// The cells of a window as their file stores them. Values are made of them part by part, where they are
/// used: so a tile takes a half or an eighth of the memory, and less of it goes to and fro.
///
/// One worker holds one for each layer and fills it again and again.
public final class RawTile {
  private let cells = ScratchMemory()
  private let masks = ScratchMemory()
  private var type = CellType.float64
  private var marker: Double?
  private var scale = 1.0
  private var offset = 0.0
  private var memory: UnsafeMutableRawPointer?
  private var mask: UnsafeMutablePointer<UInt8>?

  /// An empty tile.
  public init() {}

  /// Makes values of some of the cells; a cell without value becomes NaN.
  ///
  /// - Parameters:
  ///   - part: Places in the window, row by row.
  ///   - target: Room for as many Doubles.
  public func values(_ part: Range<Int>, into target: UnsafeMutablePointer<Double>) {
    guard let memory else { preconditionFailure("A tile is read before it is used.") }
    widen(memory + part.lowerBound * type.bytes, type, marker: marker, count: part.count, into: target)
    if scale != 1 || offset != 0 { stretch(target, count: part.count, scale: scale, offset: offset) }
    guard let mask else { return }
    for index in 0..<part.count where mask[part.lowerBound + index] == 0 { target[index] = .nan }
  }

  /// Room for the stored cells of a band.
  func begin(_ band: BandFacts, as reading: CellReading, cells count: Int) -> UnsafeMutableRawPointer {
    let start = cells.bytes(count * band.type.bytes)
    (memory, type, marker, mask) = (start, band.type, band.nodata.marker, nil)
    (scale, offset) = reading == .physical && band.isScaled ? (band.scale, band.offset) : (1, 0)
    return start
  }

  /// Room for cells that are values already.
  func beginValues(cells count: Int) -> UnsafeMutableBufferPointer<Double> {
    let start = cells.bytes(count * 8)
    (memory, type, marker, mask, scale, offset) = (start, .float64, nil, nil, 1, 0)
    return UnsafeMutableBufferPointer(start: start.bindMemory(to: Double.self, capacity: count), count: count)
  }

  /// Room for a mask, 0 where a cell is hidden.
  func beginMask(cells count: Int) -> UnsafeMutableRawPointer {
    let start = masks.bytes(count)
    mask = start.bindMemory(to: UInt8.self, capacity: count)
    return start
  }
}
