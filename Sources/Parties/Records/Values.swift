internal import Journal
internal import Quantities

extension Cell {
  static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .null }
  static func optional(_ digest: Digest?) -> Cell { digest.map { .bytes($0.bytes) } ?? .null }
  static func optional(_ day: Day?) -> Cell { day.map { .integer(Int64($0.number)) } ?? .null }
  static func optional(_ moment: Moment?) -> Cell { moment.map { .integer($0.milliseconds) } ?? .null }
}

extension RowReader {
  /// A value of a closed list by its number.
  mutating func known<Value: RawRepresentable>() throws(MalformedRow) -> Value
  where Value.RawValue: FixedWidthInteger {
    guard let value = Value(rawValue: try integer()) else { throw malformed }
    return value
  }

  mutating func digest() throws(MalformedRow) -> Digest {
    let bytes = try bytes()
    guard bytes.count == 32 else { throw malformed }
    return Digest(bytes: bytes[...])
  }

  mutating func optionalDigest() throws(MalformedRow) -> Digest? {
    guard let bytes = try optionalBytes() else { return nil }
    guard bytes.count == 32 else { throw malformed }
    return Digest(bytes: bytes[...])
  }

  mutating func moment() throws(MalformedRow) -> Moment {
    let milliseconds = try integer(Int64.self)
    let moment = Moment(milliseconds: milliseconds)
    guard moment.milliseconds == milliseconds else { throw malformed }
    return moment
  }

  mutating func optionalMoment() throws(MalformedRow) -> Moment? {
    guard let milliseconds = try optionalInteger(Int64.self) else { return nil }
    let moment = Moment(milliseconds: milliseconds)
    guard moment.milliseconds == milliseconds else { throw malformed }
    return moment
  }

  mutating func validity() throws(MalformedRow) -> Validity {
    guard let from = try? Day(number: try integer()) else { throw malformed }
    var until: Day?
    if let number = try optionalInteger(Int.self) {
      guard let day = try? Day(number: number) else { throw malformed }
      until = day
    }
    guard let validity = Validity(from: from, until: until) else { throw malformed }
    return validity
  }

  mutating func role() throws(MalformedRow) -> Role {
    guard let role = Role(try text()) else { throw malformed }
    return role
  }
}

extension ByteWriter {
  mutating func moment(_ value: Moment) { integer(value.milliseconds) }
}

extension ByteReader {
  mutating func day() throws(MalformedBytes) -> Day {
    let start = offset
    guard let day = try? Day(number: Int(try integer(Int32.self))) else {
      throw MalformedBytes(offset: start, fault: .contradictory)
    }
    return day
  }

  mutating func moment() throws(MalformedBytes) -> Moment {
    let start = offset
    let milliseconds = try integer(Int64.self)
    let moment = Moment(milliseconds: milliseconds)
    guard moment.milliseconds == milliseconds else {
      throw MalformedBytes(offset: start, fault: .contradictory)
    }
    return moment
  }

  mutating func role() throws(MalformedBytes) -> Role {
    let start = offset
    guard let role = Role(try text()) else { throw MalformedBytes(offset: start, fault: .contradictory) }
    return role
  }

  mutating func known<Value: RawRepresentable>() throws(MalformedBytes) -> Value
  where Value.RawValue == UInt8 {
    let start = offset
    let number = try integer(UInt8.self)
    guard let value = Value(rawValue: number) else {
      throw MalformedBytes(offset: start, fault: .unknown(Int(number)))
    }
    return value
  }

  mutating func optionalText() throws(MalformedBytes) -> String? {
    try optional { (reader: inout ByteReader) throws(MalformedBytes) in try reader.text() }
  }

  mutating func optionalDigest() throws(MalformedBytes) -> Digest? {
    try optional { (reader: inout ByteReader) throws(MalformedBytes) in try reader.digest() }
  }
}
