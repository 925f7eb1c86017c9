import Journal
import Testing

/// Goal: a stream of blocks says what is wrong with it, and where.
/// Method: a small stream under the chain test's own hash; it is cut at every length and every bit flipped.
@Suite struct BlockStreamTests {
  static let hash = ChainTests.hash

  /// The stream, and where each of its frames begins.
  static func stream() -> (bytes: [UInt8], starts: [Int]) {
    var writer = BlockStream.Writer(hash: hash)
    var (bytes, starts) = (writer.opening(), [0])
    for block in ChainTests.blocks() {
      starts.append(bytes.count)
      bytes += writer.block(block)
    }
    starts.append(bytes.count)
    return (bytes + writer.closing(), starts)
  }

  /// Reads a stream in pieces of a size; answers the blocks before the fault, and the fault.
  static func read(
    _ bytes: [UInt8], piece: Int = 4096, mustBeClosed: Bool
  ) -> (blocks: [Block], fault: BlockStream.Fault?) {
    var reader = BlockStream.Reader(hash: hash)
    var blocks: [Block] = []
    do {
      for start in stride(from: 0, to: bytes.count, by: piece) {
        reader.feed(bytes[start..<min(start + piece, bytes.count)])
        while let block = try reader.next() { blocks.append(block) }
      }
      try reader.finish(mustBeClosed: mustBeClosed)
      return (blocks, nil)
    } catch { return (blocks, error) }
  }

  @Test(arguments: [1, 7, 64, 4096])
  func `A stream gives back its blocks in pieces of any size`(piece: Int) {
    let found = Self.read(Self.stream().bytes, piece: piece, mustBeClosed: true)
    #expect(found.fault == nil && found.blocks == ChainTests.blocks())
  }

  @Test
  func
    `A cut at any length is told: truncated if it should be closed, torn or whole frames if not`()
  {
    let (bytes, starts) = Self.stream()
    for length in 0..<bytes.count {
      let frame = starts.lastIndex { $0 <= length } ?? 0
      let whole = max(0, frame - 1)
      let closed = Self.read(Array(bytes[..<length]), mustBeClosed: true)
      #expect(closed.fault == .truncated(at: UInt64(starts[frame])) && closed.blocks.count == whole)
      let open = Self.read(Array(bytes[..<length]), mustBeClosed: false)
      let torn = BlockStream.Fault.torn(at: UInt64(starts[frame]))
      #expect(open.fault == (length == starts[frame] ? nil : torn) && open.blocks.count == whole)
    }
  }

  @Test func `Any flipped bit is rot at its frame, or torn in the last one`() {
    let (bytes, starts) = Self.stream()
    for place in bytes.indices {
      var spoilt = bytes
      spoilt[place] ^= 1 << (place % 8)
      let frame = starts.lastIndex { $0 <= place } ?? 0
      let found = Self.read(spoilt, mustBeClosed: true)
      let at = UInt64(starts[frame])
      switch found.fault {
      case .rot(at, let next):
        #expect(frame + 1 < starts.count && next == UInt64(starts[frame + 1]))
      case .torn(at): #expect(frame + 1 == starts.count)
      case .foreign, .otherHash: #expect(frame == 0)
      case let other: Issue.record("byte \(place): \(String(describing: other))")
      }
      #expect(found.blocks == Array(ChainTests.blocks().prefix(max(0, frame - 1))))
    }
  }

  @Test func `A last frame with lost bytes inside is torn, not rotten`() {
    let (bytes, starts) = Self.stream()
    var journal = Array(bytes[..<starts[4]])
    for place in starts[3] + 100..<starts[3] + 200 { journal[place] = 0 }
    #expect(Self.read(journal, mustBeClosed: false).fault == .torn(at: UInt64(starts[3])))
  }

  @Test func `A journal goes on behind a frame that was torn, and can be closed`() throws {
    let (bytes, starts) = Self.stream()
    var reader = BlockStream.Reader(hash: Self.hash)
    reader.feed(bytes[..<(starts[3] + 50)])
    while try reader.next() != nil {}
    #expect(throws: BlockStream.Fault.torn(at: UInt64(starts[3]))) {
      try reader.finish(mustBeClosed: false)
    }
    #expect(reader.offset == UInt64(starts[3]))
    var writer = BlockStream.Writer(behind: reader)
    let mended = bytes[..<starts[3]] + writer.block(ChainTests.blocks()[2]) + writer.closing()
    #expect(Array(mended) == bytes)
  }

  @Test func `A stranger's file, another hash, a missing and a doubled frame are refused`() {
    #expect(Self.read(Array("SQLite format 3".utf8), mustBeClosed: true).fault == .foreign)
    let other = HashFunction(name: "other") { Self.hash.digest(Array($0) + [1]) }
    let strange = BlockStream.Writer(hash: other).opening()
    #expect(Self.read(strange, mustBeClosed: true).fault == .otherHash("other"))
    let (bytes, starts) = Self.stream()
    let without = Array(bytes[..<starts[2]]) + bytes[starts[3]...]
    let closing = starts[4] - (starts[3] - starts[2])
    #expect(Self.read(without, mustBeClosed: true).fault == .meaningless(at: UInt64(closing)))
    let twice = bytes + bytes[starts[4]...]
    #expect(Self.read(twice, mustBeClosed: true).fault == .meaningless(at: UInt64(bytes.count)))
  }
}
