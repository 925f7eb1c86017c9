import Foundation
public import Journal

/// The digest of each page of a file: any flipped bit is found, also in bytes that nothing uses.
public struct PageDigests: Hashable, Sendable {
  /// What is wrong with a page.
  public struct Finding: Hashable, Sendable {
    /// The page, from 1.
    public let page: Int
    /// Bytes from the start of the file to the page.
    public let offset: Int
    /// Whether the page is missing, or is one too many; else its bytes changed.
    public let isOfLength: Bool
  }

  private static let title = "shanshui pages 1"
  private static let foreign = StoreFault(
    .foreign, "the digests of pages are damaged or of another file kind")

  /// How digests are made: its name.
  public let hash: String
  /// Bytes in a page.
  public let pageSize: Int
  /// Bytes in the file.
  public let size: Int
  /// One digest for each page.
  public let digests: [Digest]

  /// Reads a file and makes its digests.
  public init(of path: String, pageSize: Int = 4096, hash: HashFunction) throws {
    var (digests, size): ([Digest], Int) = ([], 0)
    try Self.eachPage(of: path, size: pageSize) { page in
      digests.append(hash.digest(page))
      size += page.count
    }
    self.hash = hash.name
    self.pageSize = pageSize
    self.size = size
    self.digests = digests
  }

  /// Compares a file with its digests; empty when every bit is as it was.
  public func verify(_ path: String, hash: HashFunction) throws -> [Finding] {
    guard hash.name == self.hash else { throw StoreFault(.hash, "\(self.hash), \(hash.name)") }
    var (findings, found, page): ([Finding], Int, Int) = ([], 0, 0)
    try Self.eachPage(of: path, size: pageSize) { bytes in
      let isExpected = page < digests.count && digests[page] == hash.digest(bytes)
      if !isExpected {
        let isShort = bytes.count != pageSize && found + bytes.count != size
        findings.append(
          Finding(page: page + 1, offset: page * pageSize, isOfLength: page >= digests.count || isShort))
      }
      page += 1
      found += bytes.count
    }
    for missing in page..<max(page, digests.count) {
      findings.append(Finding(page: missing + 1, offset: missing * pageSize, isOfLength: true))
    }
    return findings
  }

  /// The bytes of the file of digests, which end with their own digest.
  public func bytes(by hash: HashFunction) -> [UInt8] {
    var writer = ByteWriter(capacity: 64 + 32 * digests.count)
    writer.text(Self.title)
    writer.text(self.hash)
    writer.integer(UInt32(pageSize))
    writer.integer(UInt64(size))
    writer.list(digests) { $0.digest($1) }
    return writer.bytes + hash.digest(writer.bytes).bytes
  }

  /// Reads the bytes of a file of digests.
  public init(_ bytes: [UInt8], hash: HashFunction) throws {
    guard bytes.count > 32 else { throw Self.foreign }
    let content = bytes.dropLast(32)
    var reader = ByteReader(content)
    do {
      guard try reader.text() == Self.title else { throw Self.foreign }
      self.hash = try reader.text()
      pageSize = Int(try reader.integer(UInt32.self))
      size = Int(try reader.integer(UInt64.self))
      digests = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in try reader.digest() }
      try reader.finish()
    } catch { throw Self.foreign }
    guard self.hash == hash.name else { throw StoreFault(.hash, "\(self.hash), \(hash.name)") }
    guard hash.digest(content) == Digest(bytes: bytes.suffix(32)), pageSize > 0 else { throw Self.foreign }
  }

  /// The name of the file of digests beside a file.
  public static func path(beside path: String) -> String { path + ".pages" }

  /// Makes the digests of a file and writes them beside it.
  package static func write(beside path: String, hash: HashFunction) throws {
    let file = try DurableFile(Self.path(beside: path))
    try file.write(try PageDigests(of: path, hash: hash).bytes(by: hash))
    try file.finish()
  }

  /// Compares a file with the digests beside it; empty when every bit is as it was.
  public static func verify(_ path: String, hash: HashFunction) throws -> [Finding] {
    let beside = Self.path(beside: path)
    guard let bytes = FileManager.default.contents(atPath: beside) else { throw StoreFault(.absent, beside) }
    return try PageDigests(Array(bytes), hash: hash).verify(path, hash: hash)
  }

  private static func eachPage(of path: String, size: Int, _ body: ([UInt8]) -> Void) throws {
    guard let file = FileHandle(forReadingAtPath: path) else { throw StoreFault(.absent, path) }
    defer { try? file.close() }
    while let piece = try file.read(upToCount: size << 8), !piece.isEmpty {
      for start in stride(from: 0, to: piece.count, by: size) {
        body(Array(piece[piece.startIndex + start..<piece.startIndex + min(start + size, piece.count)]))
      }
    }
  }
}
