extension BlockStream {
  /// Reads blocks from bytes that come in pieces, and says what is wrong where.
  ///
  /// Feed a piece, take blocks until there is none, feed the next piece; then ``finish(mustBeClosed:)``.
  public struct Reader: Sendable {
    private enum State: Sendable {
      case beforeOpening
      case among
      case closed
      /// A spoilt frame began there; what follows is searched for a sound one.
      case spoilt(at: UInt64)
    }

    let hash: HashFunction
    private var state = State.beforeOpening
    private var buffer: [UInt8] = []
    /// Where in the buffer the next frame begins, and where the buffer begins in the stream.
    private var position = 0
    private var base: UInt64 = 0
    /// Blocks answered so far, and the digest of the last one's header.
    private(set) var blocks: UInt64 = 0
    private(set) var head = Digest.none
    private var fault: Fault?

    /// A reader of a stream that was sealed by a hash function.
    public init(hash: HashFunction) { self.hash = hash }

    /// Bytes of the stream that were read and are sound.
    public var offset: UInt64 { base + UInt64(position) }

    /// Takes the next piece of the stream.
    public mutating func feed(_ piece: some Collection<UInt8>) {
      if position > 1 << 16 {
        base += UInt64(position)
        buffer.removeFirst(position)
        position = 0
      }
      buffer.append(contentsOf: piece)
    }

    /// The next block; `nil` when more bytes are needed or the stream has ended.
    public mutating func next() throws(Fault) -> Block? {
      if let fault { throw fault }
      do { return try read() } catch {
        fault = error
        throw error
      }
    }

    /// Ends the reading when there are no more bytes.
    ///
    /// - Parameter mustBeClosed: Whether the stream is a finished one, so that a missing end is a cut.
    /// - Returns: Whether the closing frame was there.
    @discardableResult
    public mutating func finish(mustBeClosed: Bool) throws(Fault) -> Bool {
      while try next() != nil {}
      switch state {
      case .closed:
        guard position == buffer.count else { throw .meaningless(at: offset) }
        return true
      case .spoilt(let start): throw try behindUnfinished(from: start)
      case .beforeOpening where buffer.count >= mark.count && !buffer.starts(with: mark):
        throw .foreign
      case .beforeOpening, .among:
        if mustBeClosed { throw .truncated(at: offset) }
        guard position == buffer.count else { throw try behindUnfinished(from: offset) }
        return false
      }
    }

    private mutating func read() throws(Fault) -> Block? {
      while true {
        switch state {
        case .closed: return nil
        case .spoilt(let start):
          try search(from: start)
          return nil
        case .beforeOpening, .among:
          guard let frame = whole(at: position) else { return nil }
          guard frame.isSound else {
            try spoil()
            continue
          }
          if let block = try take(frame) { return block }
        }
      }
    }

    /// A frame whose last byte is there, or bytes that cannot be one.
    private struct Frame {
      var kind: Kind?
      var content: Range<Int>
      var end: Int
      var isSound: Bool
    }

    /// Looks at the frame that begins at a place; `nil` while its end is missing.
    private func whole(at start: Int) -> Frame? {
      let seen = buffer[start...].prefix(mark.count)
      guard seen.elementsEqual(mark.prefix(seen.count)) else {
        return Frame(kind: nil, content: start..<start, end: start, isSound: false)
      }
      guard buffer.count - start >= preface else { return nil }
      let length = word(at: start + 8)
      guard length == ~word(at: start + 12) else {
        return Frame(kind: nil, content: start..<start, end: start, isSound: false)
      }
      let content = start + preface..<start + preface + Int(length)
      guard buffer.count - content.upperBound >= digestSize else { return nil }
      let digest = Digest(bytes: buffer[content.upperBound..<content.upperBound + digestSize])
      return Frame(
        kind: Kind(rawValue: buffer[start + 7]), content: content,
        end: content.upperBound + digestSize,
        isSound: digest == hash.digest(buffer[start..<content.upperBound]))
    }

    private func word(at start: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(buffer[start + $1]) << (8 * $1) }
    }

    private mutating func take(_ frame: Frame) throws(Fault) -> Block? {
      let start = offset
      do {
        var reader = ByteReader(buffer[frame.content])
        defer { position = frame.end }
        switch (state, frame.kind) {
        case (.beforeOpening, .opening): try open(&reader)
        case (.among, .block): return try block(&reader)
        case (.among, .closing): try close(&reader, at: start)
        default: throw Fault.meaningless(at: start)
        }
        return nil
      } catch let fault as Fault { throw fault } catch { throw .meaningless(at: start) }
    }

    private mutating func open(_ reader: inout ByteReader) throws {
      let name = try reader.text()
      guard name == hash.name else { throw Fault.otherHash(name) }
      try reader.finish()
      state = .among
    }

    private mutating func block(_ reader: inout ByteReader) throws -> Block {
      let header = try BlockHeader(try reader.countedBytes())
      let entries = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
        try reader.counted()
      }
      try reader.finish()
      blocks += 1
      head = header.digest(by: hash)
      return Block(header: header, entries: entries)
    }

    private mutating func close(_ reader: inout ByteReader, at start: UInt64) throws {
      guard try reader.integer() == blocks, try reader.digest() == head else {
        throw Fault.meaningless(at: start)
      }
      try reader.finish()
      state = .closed
    }

    /// The frame here is not sound: a stranger's file, another hash, or the start of a search.
    private mutating func spoil() throws(Fault) {
      if case .beforeOpening = state {
        guard buffer[position...].starts(with: mark) else { throw .foreign }
        if let name = nameOfOtherHash() { throw .otherHash(name) }
      }
      state = .spoilt(at: offset)
      position += 1
    }

    /// What an opening names, if its content is whole and only its digest is strange to us.
    private func nameOfOtherHash() -> String? {
      guard let frame = whole(at: position), frame.kind == .opening else { return nil }
      var reader = ByteReader(buffer[frame.content])
      guard let name = try? reader.text(), (try? reader.finish()) != nil else { return nil }
      return name == hash.name ? nil : name
    }

    /// Goes on over bytes until a sound frame begins; all of them stay unread if its end is missing.
    private mutating func search(from start: UInt64) throws(Fault) {
      while position < buffer.count {
        if buffer[position] == mark[0] {
          guard let frame = whole(at: position) else { return }
          if frame.isSound { throw .rot(at: start, next: offset) }
        }
        position += 1
      }
    }

    /// The stream has ended inside a frame: torn, unless a sound frame lies within what its length claims.
    private mutating func behindUnfinished(from start: UInt64) throws(Fault) -> Fault {
      let end = position
      while position < buffer.count {
        position += 1
        try search(from: start)
      }
      position = end
      return .torn(at: start)
    }
  }
}
