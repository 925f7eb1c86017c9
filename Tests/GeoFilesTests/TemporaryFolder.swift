import Foundation
import GeoFiles

/// A folder that goes away with the test.
final class TemporaryFolder {
  let path: String

  init() {
    let name = "geofiles-" + UUID().uuidString
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) -> String {
    _ = FileManager.default.createFile(atPath: self(name), contents: Data(bytes))
    return self(name)
  }

  /// Names of all files in it, in order.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// The fault that an action meets; nil when it meets none.
func fault<Result>(_ action: () throws -> Result) -> GeoFileFault? {
  do {
    _ = try action()
    return nil
  } catch {
    return (error as? GeoFileError)?.fault
  }
}
