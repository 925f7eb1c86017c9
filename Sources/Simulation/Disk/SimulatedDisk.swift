/// A disk with one file that keeps what was synced, and does with everything else what disks do.
///
/// What was written but not synced is kept as sectors. At a crash each of them is lost, kept or torn, one
/// without the other, so that later writes may survive earlier ones. A failed sync loses some of them and
/// calls the rest clean, as Linux does: who goes on after it, loses data.
public struct SimulatedDisk: Sendable {
  /// What a process reads: all that it wrote.
  public private(set) var visible: [UInt8] = []
  /// What survives a loss of power for certain.
  public private(set) var durable: [UInt8] = []
  /// How many bytes there is room for.
  public var capacity: Int
  /// Sectors that were written since the last sync, each once, in the order of the writes.
  private var dirty: [Int] = []

  /// The bytes that a disk writes as one, or tears.
  public static let sector = 64

  /// An empty disk with room for a number of bytes.
  public init(capacity: Int) { self.capacity = capacity }

  /// Writes bytes at the end of the file.
  ///
  /// - Throws: ``DiskFault/full``; as many bytes as there was room for are written.
  public mutating func append(_ bytes: [UInt8]) throws(DiskFault) {
    let room = max(0, capacity - visible.count)
    let start = visible.count
    visible.append(contentsOf: bytes.prefix(room))
    if visible.count > start {
      for sector in start / Self.sector...(visible.count - 1) / Self.sector where dirty.last != sector {
        dirty.append(sector)
      }
    }
    guard bytes.count <= room else { throw .full }
  }

  /// Makes all that was written last.
  public mutating func sync() {
    durable = visible
    dirty.removeAll(keepingCapacity: true)
  }

  /// A sync that fails: each sector is on the disk or not, and nothing tells which.
  public mutating func failSync(_ chance: inout Chance) {
    for sector in dirty { settle(sector, &chance) }
    dirty.removeAll(keepingCapacity: true)
  }

  /// Cuts the file behind a number of bytes, and syncs.
  public mutating func truncate(to count: Int) {
    visible.removeSubrange(min(count, visible.count)...)
    sync()
  }

  /// The power fails: what was not synced is lost, kept or torn sector by sector.
  public mutating func crash(_ chance: inout Chance) {
    for sector in dirty { settle(sector, &chance) }
    dirty.removeAll(keepingCapacity: true)
    visible = durable
  }

  /// One bit of the file turns.
  ///
  /// - Returns: The place of its byte; `nil` when the file is empty.
  public mutating func rot(_ chance: inout Chance) -> Int? {
    guard !durable.isEmpty else { return nil }
    let place = chance.below(durable.count)
    durable[place] ^= 1 << chance.below(8)
    visible = durable
    return place
  }

  /// What becomes of one unsynced sector.
  private mutating func settle(_ sector: Int, _ chance: inout Chance) {
    let start = sector * Self.sector
    let end = min(start + Self.sector, visible.count)
    switch chance.below(4) {
    case 0: return
    case 1: put(start..<chance.within(start...end))
    default: put(start..<end)
    }
  }

  /// Brings bytes to the disk; a hole before them reads as zeros.
  private mutating func put(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    while durable.count < range.upperBound { durable.append(0) }
    durable.replaceSubrange(range, with: visible[range])
  }
}

/// What a disk refuses.
public enum DiskFault: Error, Hashable, Sendable {
  /// There is no room left.
  case full
}
