import Foundation
import Testing

/// Real data sets lie outside of the project; the variable `SHANSHUI_DATA` says where.
enum RealData {
  static let folder = ProcessInfo.processInfo.environment["SHANSHUI_DATA"]
  static let isThere = folder != nil
  /// Printed for each test that is skipped.
  static let comment: Comment = "SHANSHUI_DATA is not set: real data are not at hand"

  static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
