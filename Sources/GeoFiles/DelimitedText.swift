/// What a person states about a text table.
public struct DelimitedForm: Hashable, Sendable {
  /// The character between cells; nil finds it out from the header row: comma, tab, semicolon or bar.
  public var separator: Character?
  /// Lines that begin with it are comments; nil when there are none.
  public var comment: Character?

  public init(separator: Character? = nil, comment: Character? = "#") {
    self.separator = separator
    self.comment = comment
  }
}

extension TableFile {
  /// Reads a CSV or TSV file in UTF-8, UTF-16 or GB18030.
  ///
  /// Cells may be quoted (RFC 4180). The first row that is neither empty nor a comment is the header;
  /// a comment line under the header is passed over too, and told in ``notes``.
  public init(delimited path: String, form: DelimitedForm = DelimitedForm()) throws(GeoFileError) {
    try checkReadable(path)
    let bytes = try readBytes(path)
    guard let encoding = TextEncoding.detect(bytes), let text = encoding.decode(bytes) else {
      throw GeoFileError(path, .unknownEncoding)
    }
    var reader = DelimitedReader(text, form)
    let rows: NumberedRows
    do throws(GeoFileFault.OpenQuote) {
      rows = try reader.readAll()
    } catch {
      throw GeoFileError(path, .openQuote(row: error.row))
    }
    let notes = encoding == .gb18030 ? ["按 GB18030 读取 / read as GB18030"] : []
    try self.init(path, sheet: nil, rows, notes: notes + reader.notes)
  }
}

extension GeoFileFault {
  struct OpenQuote: Error { let row: Int }
}

/// Cuts a text into rows and cells, byte by byte; separators and quotes are all plain characters.
struct DelimitedReader {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private let comment: UInt8?
  private var separator: UInt8?
  private var commentLines: [Int] = []

  init(_ text: String, _ form: DelimitedForm) {
    bytes = Array(text.utf8)
    comment = form.comment?.asciiValue
    separator = form.separator?.asciiValue
  }

  var notes: [String] {
    guard let first = commentLines.first else { return [] }
    let count = commentLines.count
    return ["第 \(first) 行等 \(count) 行是注释 / \(count) comment lines, the first is line \(first)"]
  }

  mutating func readAll() throws(GeoFileFault.OpenQuote) -> NumberedRows {
    var rows = NumberedRows()
    while place < bytes.count {
      if bytes[place] == comment {
        commentLines.append(line)
        skipLine()
        continue
      }
      let start = line
      let cells = try readRow()
      if cells.allSatisfy(\.isEmpty) { continue }
      if rows.header == nil {
        rows.header = cells
      } else {
        rows.body.append(.init(number: start, cells: cells))
      }
    }
    return rows
  }

  private mutating func skipLine() {
    while place < bytes.count && !isLineEnd(bytes[place]) { place += 1 }
    endLine()
  }

  private mutating func readRow() throws(GeoFileFault.OpenQuote) -> [String] {
    let separator = separator ?? findSeparator()
    self.separator = separator
    var cells: [String] = []
    while true {
      cells.append(try readCell(until: separator))
      guard place < bytes.count, bytes[place] == separator else { break }
      place += 1
    }
    endLine()
    return cells
  }

  /// The most frequent candidate in the line at hand, outside quotes; comma when none is there.
  private func findSeparator() -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes[place...] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted && isLineEnd(byte) { break }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    var best = UInt8(ascii: ",")
    for mark in [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")]
    where counts[mark, default: 0] > counts[best, default: 0] {
      best = mark
    }
    return best
  }

  private mutating func readCell(until separator: UInt8) throws(GeoFileFault.OpenQuote) -> String {
    while place < bytes.count && bytes[place] == UInt8(ascii: " ") { place += 1 }
    if place < bytes.count && bytes[place] == UInt8(ascii: "\"") { return try readQuoted(until: separator) }
    let start = place
    while place < bytes.count && bytes[place] != separator && !isLineEnd(bytes[place]) { place += 1 }
    return trimmed(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private mutating func readQuoted(until separator: UInt8) throws(GeoFileFault.OpenQuote) -> String {
    let start = line
    var cell: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") {
        guard place < bytes.count && bytes[place] == byte else {
          return trimmed(String(decoding: cell + restOfCell(until: separator), as: UTF8.self))
        }
        place += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      cell.append(byte)
    }
    throw GeoFileFault.OpenQuote(row: start)
  }

  /// What stands between a closing quote and the next separator belongs to the cell.
  private mutating func restOfCell(until separator: UInt8) -> ArraySlice<UInt8> {
    let start = place
    while place < bytes.count && bytes[place] != separator && !isLineEnd(bytes[place]) { place += 1 }
    return bytes[start..<place]
  }

  /// Steps over one line end: LF, CR LF or CR.
  private mutating func endLine() {
    guard place < bytes.count else { return }
    let isReturn = bytes[place] == UInt8(ascii: "\r")
    place += 1
    if isReturn && place < bytes.count && bytes[place] == UInt8(ascii: "\n") { place += 1 }
    line += 1
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
