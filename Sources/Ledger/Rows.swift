import Journal
import Quantities

extension ID {
  var cell: Cell { .integer(Int64(number)) }
}

extension Cell {
  static func flag(_ value: Bool) -> Cell { .integer(value ? 1 : 0) }
  static func day(_ day: Day?) -> Cell { day.map { .integer(Int64($0.number)) } ?? .null }
  static func moment(_ moment: Moment?) -> Cell { moment.map { .integer($0.milliseconds) } ?? .null }
  static func sequence(_ sequence: UInt64) -> Cell { .integer(Int64(clamping: sequence)) }
}

extension RowReader {
  mutating func id<Numbered>() throws(MalformedRow) -> ID<Numbered> { ID(try integer()) }

  mutating func flag() throws(MalformedRow) -> Bool {
    switch try integer(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw malformed
    }
  }

  mutating func known<Value: RawRepresentable>(
    _ type: Value.Type = Value.self
  ) throws(MalformedRow) -> Value where Value.RawValue: FixedWidthInteger {
    guard let value = Value(rawValue: try integer()) else { throw malformed }
    return value
  }

  mutating func day() throws(MalformedRow) -> Day? {
    guard let number = try optionalInteger(Int.self) else { return nil }
    guard let day = try? Day(number: number) else { throw malformed }
    return day
  }

  mutating func moment() throws(MalformedRow) -> Moment? {
    guard let milliseconds = try optionalInteger(Int64.self) else { return nil }
    let moment = Moment(milliseconds: milliseconds)
    guard moment.milliseconds == milliseconds else { throw malformed }
    return moment
  }

  mutating func digest() throws(MalformedRow) -> Digest {
    let bytes = try bytes()
    guard bytes.count == 32 else { throw malformed }
    return Digest(bytes: bytes[...])
  }
}
