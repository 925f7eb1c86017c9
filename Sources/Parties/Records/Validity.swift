internal import Journal
public import Quantities

/// From which day until which something holds; both days count.
public struct Validity: Hashable, Sendable {
  public let from: Day
  /// The last day; `nil` while no end is set.
  public let until: Day?

  /// A validity; `nil` when it would end before it begins.
  public init?(from: Day, until: Day?) {
    if let until, until < from { return nil }
    self.from = from
    self.until = until
  }

  /// Whether a day lies inside.
  public func contains(_ day: Day) -> Bool { from <= day && until.map { day <= $0 } ?? true }

  func write(to writer: inout ByteWriter) {
    writer.integer(from.number)
    writer.optional(until) { writer, day in writer.integer(day.number) }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let start = reader.offset
    let from = try reader.day()
    let until = try reader.optional { (reader: inout ByteReader) throws(MalformedBytes) in try reader.day() }
    guard let validity = Validity(from: from, until: until) else {
      throw MalformedBytes(offset: start, fault: .contradictory)
    }
    self = validity
  }
}
