import Foundation
import Testing

/// Real data sets lie outside of the project; the variable `SHANSHUI_DATA` says where.
enum RealData {
  /// Nil also where the variable is empty, as a build leaves it that found no data.
  static let folder = ProcessInfo.processInfo.environment["SHANSHUI_DATA"].flatMap { $0.isEmpty ? nil : $0 }
  static let isThere = folder.map { FileManager.default.fileExists(atPath: $0) } ?? false
  /// Printed for each test that is skipped.
  static let comment: Comment = "SHANSHUI_DATA names no folder: real data are not at hand"

  static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

  /// The checkout: the folder above `Tests`.
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
}

/// A folder for the files of a test.
func emptyFolder() throws -> String {
  let folder = FileManager.default.temporaryDirectory.appending(path: "registry-records-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder.path
}
