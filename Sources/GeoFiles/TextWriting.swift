internal import Glibc

/// Writes a table as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel shows Chinese, and CR LF.
///
/// The file has its name only when it is whole; a failure leaves nothing.
/// - Parameter rows: Cells as they shall stand; the header is the first row.
public func writeCSV(_ path: String, rows: some Sequence<[String]>) throws(GeoFileError) {
  var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  for row in rows {
    bytes += row.map(quoted).joined(separator: ",").utf8
    bytes += [0x0D, 0x0A]
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

private func quoted(_ cell: String) -> String {
  let marks: [UInt8] = [0x2C, 0x22, 0x0A, 0x0D]
  let isPlain =
    !cell.utf8.contains { marks.contains($0) } && cell.utf8.first != 0x20 && cell.utf8.last != 0x20
  if isPlain { return cell }
  return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
