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

/// Bytes of one piece: large enough that the system's calls do not count.
private let pieceSize = 1 << 20

/// Reads a file piece by piece.
func readPieces(of path: String, _ take: (UnsafeRawBufferPointer) -> Void) throws(UnreadableFile) {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { throw unreadable(path) }
  defer { close(file) }
  let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 64)
  defer { piece.deallocate() }
  while true {
    let count = Glibc.read(file, piece.baseAddress, pieceSize)
    if count == 0 { return }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw unreadable(path) }
    take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
  }
}

private func unreadable(_ path: String) -> UnreadableFile {
  UnreadableFile(file: path, reason: strerror(errno).map { String(cString: $0) } ?? "\(errno)")
}
