internal import Glibc
internal import Synchronization

/// A file that is being written under another name in its folder and takes its own name when it is whole.
///
/// So nobody ever sees half a file, and an older file of that name stays until the new one is ready.
final class PendingFile {
  /// The name it shall have.
  let path: String
  /// The name it has while it is written.
  let temporary: String
  private var isSettled = false

  /// - Throws: ``GeoFileError`` when the folder is missing or may not be written.
  init(_ path: String) throws(GeoFileError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let name = path.split(separator: "/").last.map { String($0) } ?? path
    guard exists(folder.isEmpty ? "/" : folder) else { throw GeoFileError(path, .folderMissing(folder)) }
    guard access(folder.isEmpty ? "/" : folder, W_OK) == 0 else {
      throw GeoFileError(path, .notWritable(reason: words(of: errno)))
    }
    self.path = path
    let number = counter.add(1, ordering: .relaxed).newValue
    temporary = "\(folder)/.part-\(getpid())-\(number)-\(name)"
  }

  deinit { discard() }

  /// Gives the file its name.
  ///
  /// - Parameter isDurable: Whether to wait until the disk holds it; scratch files need not.
  func settle(isDurable: Bool) throws(GeoFileError) {
    if isDurable { try sync() }
    guard rename(temporary, path) == 0 else { throw failure(errno) }
    isSettled = true
  }

  /// Removes what was written so far.
  func discard() {
    if isSettled { return }
    unlink(temporary)
    // SQLite's journal of a package that was never finished.
    unlink(temporary + "-journal")
  }

  /// The error for a failed write, by the system's reason or by what the library said.
  func failure(_ code: Int32 = 0, said: [String] = []) -> GeoFileError {
    let words = said.joined(separator: " ").lowercased()
    let signs = ["no space left", "disk is full", "disk full", "file too large", "quota"]
    if [ENOSPC, EDQUOT, EFBIG].contains(code) || signs.contains(where: words.contains) || isDiskFull {
      return GeoFileError(path, .diskFull, said: said)
    }
    return GeoFileError(path, .notWritable(reason: code == 0 ? "GDAL" : GeoFiles.words(of: code)), said: said)
  }

  /// Libraries often say no more than "write failed", so the disk itself is asked.
  private var isDiskFull: Bool {
    var status = statvfs()
    guard statvfs(temporary, &status) == 0 else { return false }
    return status.f_bavail * status.f_frsize < 1 << 16
  }

  private func sync() throws(GeoFileError) {
    let file = open(temporary, O_RDONLY)
    guard file >= 0 else { throw failure(errno) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure(errno) }
  }
}

private let counter = Atomic<Int>(0)

private func words(of code: Int32) -> String { strerror(code).map { String(cString: $0) } ?? "\(code)" }
