/// The rules said no: which rule of the closed list, and the figures that show it.
///
/// Each room lists its refusals in an enum that follows ``RefusalCode``; the journal keeps number and
/// figures, so that a late copy of a refused command gets the very same answer.
public struct Refusal: Error, Hashable, Sendable {
  /// The lasting number of the rule.
  public let number: UInt16
  /// Which step of a chain was refused, from 0.
  public let step: UInt16
  /// The figures, in the order that the rule names them: what there is, what was asked.
  public let figures: [Int64]
  /// The names, in the order that the rule names them: an account, a unit.
  public let names: [String]

  /// A refusal by a rule of a room.
  public init(_ code: some RefusalCode, step: Int = 0, figures: [Int64] = [], names: [String] = []) {
    self.init(number: code.number, step: UInt16(clamping: step), figures: figures, names: names)
  }

  /// A refusal as it was kept.
  public init(number: UInt16, step: UInt16, figures: [Int64], names: [String]) {
    self.number = number
    self.step = step
    self.figures = figures
    self.names = names
  }

  /// The same refusal at a step of a chain.
  public func at(step: Int) -> Refusal {
    Refusal(number: number, step: UInt16(clamping: step), figures: figures, names: names)
  }

  func write(to writer: inout ByteWriter) {
    writer.integer(number)
    writer.integer(step)
    writer.list(figures) { $0.integer($1) }
    writer.list(names) { $0.text($1) }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    number = try reader.integer()
    step = try reader.integer()
    figures = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in try reader.integer() }
    names = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in try reader.text() }
  }
}

/// One rule of a room's closed list of refusals.
public protocol RefusalCode: Sendable {
  /// The lasting number: 1000s Journal, 2000s Ledger, 3000s Parties, and so on by room. Never used again.
  var number: UInt16 { get }
  /// The lasting code, as programs read it: `ledger.short`.
  var code: String { get }
}
