/// Blocks as one stream of bytes: a file that a registry exports, or a journal that is written on and on.
///
/// A stream is a row of frames. Each frame: 山水 in UTF-8, a version, its kind (8 bytes together); the length
/// of the content and the complement of that length (4 bytes each); the content; the digest of all before it
/// in the frame (32 bytes). The first frame tells the hash function, the last one of a finished stream how
/// many blocks there are and the head of the chain.
///
/// Whoever writes a journal syncs each frame before the next one. Then only the last frame can be torn, and
/// a spoilt frame with a sound one behind it is rot.
public enum BlockStream {
  /// What a frame carries.
  enum Kind: UInt8 {
    case opening = 1
    case block = 2
    case closing = 3
  }

  static let mark: [UInt8] = [0xe5, 0xb1, 0xb1, 0xe6, 0xb0, 0xb4, 1]
  /// Bytes before the content of a frame.
  static let preface = 16
  /// Bytes behind the content of a frame.
  static let digestSize = 32

  /// Why a stream cannot be read on. Offsets count bytes from the start of the stream; everything before
  /// the offset was sound and has been answered.
  public enum Fault: Error, Hashable, Sendable {
    /// The last frame is not whole: writing was cut off there. A journal goes on from the offset.
    case torn(at: UInt64)
    /// The stream was cut: its closing frame is missing.
    case truncated(at: UInt64)
    /// Bytes changed after they were written: a sound frame stands behind them at `next`.
    case rot(at: UInt64, next: UInt64)
    /// The stream does not begin as one of ours.
    case foreign
    /// The stream was written with another hash function.
    case otherHash(String)
    /// A frame is sound, but its content means nothing, or does not stand where it should.
    case meaningless(at: UInt64)
  }

  /// Writes frames; the caller puts the bytes one behind the other.
  public struct Writer: Sendable {
    private let hash: HashFunction
    private var blocks: UInt64 = 0
    private var head = Digest.none

    /// A writer whose frames are sealed by a hash function.
    public init(hash: HashFunction) { self.hash = hash }

    /// A writer that goes on at the ``Reader/offset`` of a journal that was read.
    public init(behind reader: Reader) {
      hash = reader.hash
      blocks = reader.blocks
      head = reader.head
    }

    /// The first frame.
    public func opening() -> [UInt8] { frame(.opening) { $0.text(hash.name) } }

    /// The frame of a block.
    public mutating func block(_ block: Block) -> [UInt8] {
      blocks += 1
      head = block.header.digest(by: hash)
      return frame(.block) { writer in
        writer.counted(block.header.bytes)
        writer.list(block.entries) { $0.counted($1) }
      }
    }

    /// The last frame: nothing may follow it.
    public func closing() -> [UInt8] {
      frame(.closing) { writer in
        writer.integer(blocks)
        writer.digest(head)
      }
    }

    private func frame(_ kind: Kind, _ content: (inout ByteWriter) -> Void) -> [UInt8] {
      var inner = ByteWriter(capacity: 1024)
      content(&inner)
      let length = UInt32(inner.bytes.count)
      var writer = ByteWriter(capacity: inner.bytes.count + preface + digestSize)
      for byte in mark { writer.integer(byte) }
      writer.integer(kind.rawValue)
      writer.integer(length)
      writer.integer(~length)
      let sealed = writer.bytes + inner.bytes
      return sealed + hash.digest(sealed).bytes
    }
  }
}
