internal import Glibc

/// Writes a table as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel shows Chinese, and CR LF.
///
/// The file has its name only when it is whole; a failure leaves nothing.
/// - Parameter rows: Cells as they shall stand; the header is the first row.
public func writeCSV(_ path: String, rows: some Sequence<[String]>) throws(GeoFileError) {
  var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  for row in rows {
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      add(cell, to: &bytes)
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }
  try writeWhole(path, bytes)
}

/// Writes bytes as a whole file, or not at all.
public func writeWhole(_ path: String, _ bytes: [UInt8]) throws(GeoFileError) {
  let file = try PendingFile(path)
  guard let stream = fopen(file.temporary, "wb") else { throw file.failure(errno) }
  let written = fwrite(bytes, 1, bytes.count, stream)
  let code = errno
  let closing = fclose(stream)
  guard written == bytes.count && closing == 0 else { throw file.failure(closing == 0 ? code : errno) }
  try file.settle(isDurable: true)
}

/// Adds a cell, in quotes where it needs them; quotes within are doubled.
private func add(_ cell: String, to bytes: inout [UInt8]) {
  let isMark = { (byte: UInt8) in byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D }
  guard cell.utf8.contains(where: isMark) || cell.utf8.first == 0x20 || cell.utf8.last == 0x20 else {
    bytes.append(contentsOf: cell.utf8)
    return
  }
  bytes.append(0x22)
  for byte in cell.utf8 {
    if byte == 0x22 { bytes.append(byte) }
    bytes.append(byte)
  }
  bytes.append(0x22)
}
