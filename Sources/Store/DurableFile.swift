import Foundation
import Glibc

/// A new file that is either there whole, through a sudden end of power too, or not there.
///
/// It grows under another name and gets its own when it is finished and synced.
package final class DurableFile {
  private let path: String
  private let file: FileHandle

  private var growing: String { path + ".part" }

  /// Begins a file; what is already at the place stays.
  package init(_ path: String) throws(StoreFault) {
    guard !FileManager.default.fileExists(atPath: path) else { throw StoreFault(.present, path) }
    let isMade = FileManager.default.createFile(atPath: path + ".part", contents: nil)
    guard isMade, let file = FileHandle(forWritingAtPath: path + ".part") else {
      throw StoreFault(.disk, path)
    }
    self.path = path
    self.file = file
  }

  /// Appends bytes.
  package func write(_ bytes: [UInt8]) throws(StoreFault) {
    do { try file.write(contentsOf: bytes) } catch { throw StoreFault(.disk, "\(path): \(error)") }
  }

  /// Ends the file and gives it its name.
  package func finish() throws(StoreFault) {
    do {
      try file.synchronize()
      try file.close()
    } catch { throw StoreFault(.disk, "\(path): \(error)") }
    guard rename(growing, path) == 0 else { throw StoreFault(.disk, path) }
    try Self.syncFolder(of: path)
  }

  /// Makes names in a file's folder durable.
  package static func syncFolder(of path: String) throws(StoreFault) {
    let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { throw StoreFault(.disk, folder) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw StoreFault(.disk, folder) }
  }

  /// Makes a file that another library wrote durable, with its name.
  package static func sync(_ path: String) throws(StoreFault) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw StoreFault(.disk, path) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw StoreFault(.disk, path) }
    try syncFolder(of: path)
  }
}
