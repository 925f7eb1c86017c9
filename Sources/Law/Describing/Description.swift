internal import Quantities

/// What the program tells about packs: lines for a terminal, and the same as JSON.
public struct Description: Sendable {
  public var lines: [String]
  public var json: JSONValue

  public init(lines: [String], json: JSONValue) {
    self.lines = lines
    self.json = json
  }
}

/// How wide a text is on a terminal; Chinese characters take two columns.
func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
}

/// Rows as lines whose columns stand below each other.
func aligned(_ rows: [[String]], indent: String = "  ") -> [String] {
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in
    rows.map { column < $0.count ? displayWidth($0[column]) : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = indent
    for (index, cell) in row.enumerated() {
      line += cell
      if index + 1 < row.count {
        line += String(repeating: " ", count: widths[index] - displayWidth(cell) + 2)
      }
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// A computed figure with at most so many significant digits (decimals are cut, whole digits are not);
/// `—` for missing.
func shortened(_ x: Double, digits: Int = 8) -> String {
  guard x.isFinite else { return x.isNaN ? "—" : (x < 0 ? "-∞" : "∞") }
  if x == 0 { return "0" }
  var (scale, decimals) = (x.magnitude, digits - 1)
  while scale >= 10, decimals > 0 { (scale, decimals) = (scale / 10, decimals - 1) }
  while scale < 1, decimals < 15 { (scale, decimals) = (scale * 10, decimals + 1) }
  var text = formatted(x, decimals: decimals, grouping: false)
  if text.contains(".") {
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
  }
  return text
}

/// A figure of a pack in its shortest exact text.
func exact(_ x: Double) -> String {
  canonicalNumber(x) ?? shortened(x)
}

extension JSONValue {
  /// A source as an object, without what it does not say.
  public init(_ citation: Citation) {
    let members: [(String, String?)] = [
      ("title", citation.title), ("number", citation.number), ("clause", citation.clause),
      ("standing", citation.standing.rawValue), ("note", citation.note), ("by", citation.by),
      ("on", citation.on?.description), ("why", citation.why),
    ]
    self = .object(members.compactMap { key, value in value.map { (key, .string($0)) } })
  }

  /// A problem as an object.
  public init(_ problem: Problem) {
    self = .object([
      ("severity", .string(problem.severity.rawValue)), ("code", .string(problem.code.rawValue)),
      ("file", .string(problem.file)), ("line", .number(Double(problem.line))),
      ("column", .number(Double(problem.column))), ("path", .string(problem.path)),
      ("message", JSONValue(problem.message)), ("remedy", JSONValue(problem.remedy)),
      ("excerpt", .optional(problem.excerpt)),
    ])
  }
}
