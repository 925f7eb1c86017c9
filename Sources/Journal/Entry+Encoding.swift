extension Entry {
  /// The version of the form of an entry.
  static let version: UInt8 = 1

  /// The canonical bytes.
  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: 192)
    write(to: &writer)
    return writer.bytes
  }

  /// Writes the canonical bytes.
  public func write(to writer: inout ByteWriter) {
    writer.integer(Self.version)
    writer.integer(sequence)
    writer.integer(key.high)
    writer.integer(key.low)
    writer.digest(body)
    writer.integer(person)
    writer.integer(organisation)
    writer.integer(moment.milliseconds)
    writer.text(action)
    switch outcome {
    case .done(let facts):
      writer.integer(UInt8(0))
      writer.list(facts) { writer, fact in fact.write(to: &writer) }
    case .refused(let refusal):
      writer.integer(UInt8(1))
      refusal.write(to: &writer)
    }
  }

  /// Reads an entry from all of its bytes.
  public init(_ bytes: ArraySlice<UInt8>) throws(MalformedBytes) {
    var reader = ByteReader(bytes)
    let version = try reader.integer(UInt8.self)
    guard version == Self.version else { throw MalformedBytes(offset: 0, fault: .unknown(Int(version))) }
    sequence = try reader.integer()
    key = CommandKey(high: try reader.integer(), low: try reader.integer())
    body = try reader.digest()
    person = try reader.integer()
    organisation = try reader.integer()
    let milliseconds = try reader.integer(Int64.self)
    moment = Moment(milliseconds: milliseconds)
    guard moment.milliseconds == milliseconds else {
      throw MalformedBytes(offset: reader.offset - 8, fault: .contradictory)
    }
    action = try reader.text()
    outcome = try Outcome(from: &reader)
    try reader.finish()
  }
}

extension Entry.Outcome {
  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let start = reader.offset
    switch try reader.integer(UInt8.self) {
    case 0:
      self = .done(
        try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in try RecordedFact(from: &reader)
        })
    case 1: self = .refused(try Refusal(from: &reader))
    case let other: throw MalformedBytes(offset: start, fault: .unknown(Int(other)))
    }
  }
}

extension RecordedFact {
  func write(to writer: inout ByteWriter) {
    writer.integer(kind)
    writer.integer(version)
    writer.counted(content)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    kind = try reader.integer()
    version = try reader.integer()
    content = try reader.counted()
  }
}
