internal import Glibc

/// A file that could not be read to its end.
public struct UnreadableFile: Error, Hashable, Sendable, CustomStringConvertible {
  public let file: String
  /// The system's reason, such as `No such file or directory`.
  public let reason: String

  /// What, where and what to do, in Chinese and English.
  public var description: String {
    """
    \(file)：读不出（\(reason)）；请核对路径和权限
    \(file): cannot be read (\(reason)); check path and permissions
    """
  }
}

/// Reads a file piece by piece; all but the last are of the same size.
///
/// - Parameter size: Bytes; large enough that the system's calls do not count.
@discardableResult
func readPieces(
  of path: String, size: Int = 1 << 20, while isWanted: () -> Bool = { true },
  _ take: (UnsafeRawBufferPointer) -> Void
) throws(UnreadableFile) -> Bool {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { throw unreadable(path) }
  defer { close(file) }
  let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
  defer { piece.deallocate() }
  while isWanted() {
    let count = try fill(piece, from: file, path)
    if count > 0 { take(UnsafeRawBufferPointer(rebasing: piece[..<count])) }
    if count < size { return true }
  }
  return false
}

/// Reads until the piece is full or the file ends; gives the number of bytes.
private func fill(
  _ piece: UnsafeMutableRawBufferPointer, from file: Int32, _ path: String
) throws(UnreadableFile) -> Int {
  var filled = 0
  while filled < piece.count {
    let count = Glibc.read(file, piece.baseAddress.map { $0 + filled }, piece.count - filled)
    if count == 0 { break }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw unreadable(path) }
    filled += count
  }
  return filled
}

private func unreadable(_ path: String) -> UnreadableFile {
  UnreadableFile(file: path, reason: strerror(errno).map { String(cString: $0) } ?? "\(errno)")
}
