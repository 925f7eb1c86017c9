internal import Law

/// A table of texts, as terminals, CSV and workbooks show it.
public struct Listing: Hashable, Sendable {
  public let head: [String]
  public let rows: [[String]]

  /// A table of its parts.
  public init(head: [String], rows: [[String]]) { (self.head, self.rows) = (head, rows) }

  /// Lines with columns under each other.
  public var lines: [String] {
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { $0[column].displayWidth }.max() ?? 0 }
    return all.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.displayWidth)) }
        .joined(separator: "  ")
    }
  }

  /// An array of objects, the English words of the heads as keys.
  public var json: String {
    let keys = head.map { $0.split(separator: " ").dropFirst().joined(separator: "_") }
    let items = rows.map { row in JSONValue.object(zip(keys, row).map { ($0, .string($1)) }) }
    return JSONValue.array(items).canonical()
  }

  /// Comma-separated lines (RFC 4180) with the mark by which Excel knows UTF-8.
  public var csv: String {
    "\u{feff}"
      + ([head] + rows).map { row in
        row.map { text in
          text.contains { ",\"\r\n".contains($0) }
            ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }.joined(separator: ",") + "\r\n"
      }.joined()
  }
}

extension String {
  /// Columns that the text takes on a terminal: Chinese characters take two.
  fileprivate var displayWidth: Int {
    unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2e80 ? 2 : 1) }
  }
}
