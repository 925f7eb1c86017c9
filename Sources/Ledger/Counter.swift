public import Journal

/// A number with bounds: what a zone has used of its cap, what a district must keep.
public struct Counter: Hashable, Sendable {
  public let key: String
  public let minimum: Int64
  public let maximum: Int64
  public internal(set) var value: Int64

  init(key: String, minimum: Int64, maximum: Int64, value: Int64) {
    (self.key, self.minimum, self.maximum, self.value) = (key, minimum, maximum, value)
  }
}

extension Counter: Recorded {
  public static let shape = TableShape(
    "counters",
    [
      .init("key", .text), .init("minimum", .integer), .init("maximum", .integer), .init("value", .integer),
    ],
    keyCount: 1, checks: ["minimum <= maximum"])

  public static func cells(of key: String) -> [Cell] { [.text(key)] }
  public var row: [Cell] { [.text(key), .integer(minimum), .integer(maximum), .integer(value)] }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (key, minimum) = (try reader.text(), try reader.integer())
    (maximum, value) = (try reader.integer(), try reader.integer())
  }
}
