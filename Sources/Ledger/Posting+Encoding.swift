import Journal
import Quantities

extension ByteWriter {
  mutating func id<Numbered>(_ id: ID<Numbered>) { integer(id.number) }

  /// A move in its 54 bytes, laid out at once: the form of which a journal has most.
  mutating func move(_ move: Move) {
    withUnsafeTemporaryAllocation(byteCount: 54, alignment: 8) { bytes in
      bytes.store(move.lot.number, at: 0)
      bytes.store(move.quantity, at: 4)
      bytes.store(move.first, at: 12)
      bytes.store(move.from, at: 20)
      bytes.store(move.fromAfter, at: 29)
      bytes.store(move.to, at: 37)
      bytes.store(move.toAfter, at: 46)
      raw(UnsafeRawBufferPointer(bytes))
    }
  }

  mutating func posting(_ posting: Posting) {
    integer(posting.movement.rawValue)
    switch posting.cause {
    case .none: integer(UInt8(0))
    case .words(let reason, let beneficiary):
      integer(UInt8(1))
      text(reason)
      text(beneficiary)
    case .ratio(let numerator, let denominator, let rounding):
      integer(UInt8(2))
      integer(numerator)
      integer(denominator)
      self.rounding(rounding)
    }
    list(posting.moves) { $0.move($1) }
  }

  /// A rounding by its name in packs, which is as lasting as a number.
  mutating func rounding(_ rounding: Rounding) { text(rounding.rawValue) }
  mutating func day(_ day: Day) { integer(day.number) }
  mutating func moment(_ moment: Moment) { integer(moment.milliseconds) }
}

extension UnsafeMutableRawBufferPointer {
  fileprivate func store(_ value: some FixedWidthInteger, at offset: Int) {
    storeBytes(of: value.littleEndian, toByteOffset: offset, as: type(of: value).self)
  }

  fileprivate func store(_ place: Place, at offset: Int) {
    store(place.account.number, at: offset)
    store(place.state.rawValue, at: offset + 4)
    store(place.tag, at: offset + 5)
  }
}

extension ByteReader {
  mutating func id<Numbered>() throws(MalformedBytes) -> ID<Numbered> { ID(try integer()) }

  mutating func known<Value: RawRepresentable>(
    _ type: Value.Type = Value.self
  ) throws(MalformedBytes) -> Value where Value.RawValue: FixedWidthInteger {
    let start = offset
    let number: Value.RawValue = try integer()
    guard let value = Value(rawValue: number) else {
      throw MalformedBytes(offset: start, fault: .unknown(Int(truncatingIfNeeded: number)))
    }
    return value
  }

  mutating func place() throws(MalformedBytes) -> Place {
    Place(try id(), try known(), tag: try integer())
  }

  mutating func move() throws(MalformedBytes) -> Move {
    Move(
      lot: try id(), quantity: try integer(), first: try integer(), from: try place(),
      fromAfter: try integer(), to: try place(), toAfter: try integer())
  }

  mutating func moves() throws(MalformedBytes) -> [Move] {
    try list { (reader: inout ByteReader) throws(MalformedBytes) in try reader.move() }
  }

  mutating func posting() throws(MalformedBytes) -> Posting {
    let movement: Movement = try known()
    let start = offset
    let cause: Posting.Cause
    switch try integer(UInt8.self) {
    case 0: cause = .none
    case 1: cause = .words(reason: try text(), beneficiary: try text())
    case 2:
      cause = .ratio(
        numerator: try integer(), denominator: try integer(), rounding: try rounding())
    case let other: throw MalformedBytes(offset: start, fault: .unknown(Int(other)))
    }
    return Posting(movement: movement, cause: cause, moves: try moves())
  }

  mutating func rounding() throws(MalformedBytes) -> Rounding {
    let start = offset
    guard let rounding = Rounding(rawValue: try text()) else {
      throw MalformedBytes(offset: start, fault: .contradictory)
    }
    return rounding
  }

  mutating func day() throws(MalformedBytes) -> Day {
    let start = offset
    let number = try integer(Int32.self)
    guard let day = try? Day(number: Int(number)) else {
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

  mutating func optionalMoment() throws(MalformedBytes) -> Moment? {
    try flag() ? try moment() : nil
  }

  mutating func texts() throws(MalformedBytes) -> [String] {
    try list { (reader: inout ByteReader) throws(MalformedBytes) in try reader.text() }
  }
}
