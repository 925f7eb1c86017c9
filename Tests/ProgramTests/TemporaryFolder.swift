import Foundation

/// A folder that goes away with the test.
final class TemporaryFolder {
  let url: URL

  init() {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("program-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func callAsFunction(_ name: String) -> URL { url.appendingPathComponent(name) }

  var program: Program {
    var program = Program()
    program.folder = url
    return program
  }
}

/// Every file under a folder with its size and time of change, to see that nothing was touched.
func listing(of folder: URL) -> [String: String] {
  var found: [String: String] = [:]
  let names = FileManager.default.enumerator(atPath: folder.path)
  while let name = names?.nextObject() as? String {
    let facts = try? FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
    let time = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    found[name] = "\(facts?[.size] as? Int ?? 0) \(time)"
  }
  return found
}
