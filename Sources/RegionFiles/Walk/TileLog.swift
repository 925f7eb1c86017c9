public import Accounts
public import Foundation

/// The finished tiles of a run, on disk as soon as each is done.
///
/// A log belongs to one plan (by digest). Each record is length, checksum and the tile's bytes, written in
/// one call; a torn record at the end, as a killed run leaves it, is passed over and overwritten. Shards
/// write logs of their own in the same folder, so going on after a crash and merging shards are the same
/// thing: read every log, compute what lacks.
public final class TileLog {
  public let url: URL
  private let handle: FileHandle

  /// Opens a log for appending, after its last whole record; makes it when it is not there.
  ///
  /// - Parameter plan: Digest of the plan, in hexadecimal digits.
  /// - Throws: When the folder cannot be written; ``TileLogError`` while another run writes the same log.
  public init(folder: URL, plan: String, shard: Shard) throws {
    url = folder.appendingPathComponent("tiles-\(shard.number)-of-\(shard.count)-\(plan.prefix(16)).log")
    let header = Self.header(plan: plan)
    if !FileManager.default.fileExists(atPath: url.path) { try Data(header).write(to: url, options: .atomic) }
    handle = try FileHandle(forUpdating: url)
    guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw TileLogError.inUse(path: url.path)
    }
    let (_, end) = try Self.read(url, plan: plan)
    if end == 0 {
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: header)
    } else {
      try handle.truncate(atOffset: UInt64(end))
    }
    try handle.seekToEnd()
  }

  /// Appends a finished tile.
  public func append(_ tile: TileSums) throws {
    let bytes = tile.bytes()
    var record = Self.word(UInt64(bytes.count)) + Self.word(Self.checksum(bytes))
    record.append(contentsOf: bytes)
    do { try handle.write(contentsOf: record) } catch let error as CocoaError {
      // The handle does not know the name of its file.
      throw CocoaError(error.code, userInfo: [NSFilePathErrorKey: url.path])
    }
  }

  /// Makes sure that what was appended survives a loss of power, and closes.
  public func close() throws {
    try handle.synchronize()
    try handle.close()
  }

  /// All finished tiles of a plan in a folder, by tile number; tiles in several logs count once.
  public static func finished(in folder: URL, plan: String) throws -> [Int: TileSums] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
    var tiles: [Int: TileSums] = [:]
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in names where name.hasPrefix("tiles-") && name.hasSuffix("-\(plan.prefix(16)).log") {
      for tile in try read(folder.appendingPathComponent(name), plan: plan).tiles { tiles[tile.tile] = tile }
    }
    return tiles
  }
}

extension TileLog {
  private static func header(plan: String) -> [UInt8] { Array("shanshui tiles 1 \(plan)\n".utf8) }

  /// The whole records of a log and the offset behind the last of them; 0 when the header is another plan's.
  private static func read(_ url: URL, plan: String) throws -> (tiles: [TileSums], end: Int) {
    let bytes = [UInt8](try Data(contentsOf: url))
    let header = header(plan: plan)
    guard bytes.starts(with: header) else { return ([], 0) }
    var tiles: [TileSums] = []
    var end = header.count
    while let (tile, next) = record(bytes, at: end) {
      tiles.append(tile)
      end = next
    }
    return (tiles, end)
  }

  private static func record(_ bytes: [UInt8], at start: Int) -> (TileSums, Int)? {
    guard bytes.count - start >= 16 else { return nil }
    let length = Int(clamping: readWord(bytes, at: start))
    guard length >= 0, length <= bytes.count - start - 16 else { return nil }
    let body = Array(bytes[(start + 16)..<(start + 16 + length)])
    guard checksum(body) == readWord(bytes, at: start + 8), let tile = TileSums(bytes: body) else {
      return nil
    }
    return (tile, start + 16 + length)
  }

  private static func word(_ word: UInt64) -> Data { withUnsafeBytes(of: word.littleEndian) { Data($0) } }

  private static func readWord(_ bytes: [UInt8], at start: Int) -> UInt64 {
    (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[start + $1]) }
  }

  /// FNV-1a: a torn or flipped record must not pass for a whole one; it guards against accident, not against
  /// malice.
  private static func checksum(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}

/// Why tiles cannot be logged.
public enum TileLogError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another process computes the same part in the same folder: both would write over each other.
  case inUse(path: String)

  public var description: String {
    switch self {
    case .inUse(let path):
      "\(path)：另一个进程正在这个文件夹里算同一部分，等它结束，或换一个 --out 或 --shard · "
        + "another run computes the same part in this folder; wait for it, or use another --out or --shard"
    }
  }
}

/// A part of the tiles: every `count`-th, beginning with `number` (1…count).
public struct Shard: Hashable, Sendable {
  public let number: Int
  public let count: Int

  /// Whether it was asked for as a part, to be put together by a merge: 1 of 1 as well.
  public let isPart: Bool

  /// All tiles, by one run that puts them together itself.
  public static let whole = Shard(number: 1, count: 1, isPart: false)

  /// - Returns: nil unless `1 ≤ number ≤ count`.
  public init?(number: Int, count: Int) {
    guard count >= 1, number >= 1, number <= count else { return nil }
    self.init(number: number, count: count, isPart: true)
  }

  private init(number: Int, count: Int, isPart: Bool) {
    self.number = number
    self.count = count
    self.isPart = isPart
  }

  /// Whether a tile belongs to this part.
  public func holds(_ tile: Int) -> Bool { tile % count == number - 1 }
}
