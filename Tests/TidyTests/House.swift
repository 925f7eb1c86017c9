import Foundation

/// One file of the project, with its path from the project's root.
struct HouseFile: Sendable {
  let path: String
  let text: String
  /// The text with comments and strings blanked, so that braces and words in it are those of the program.
  let code: String

  init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
    code = path.hasSuffix(".swift") ? programText(of: text) : text
  }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var codeLines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The target whose folder the file lies in: `Geo` for `Sources/Geo/Grid.swift`.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }
}

/// The project's own files, read once.
enum House {
  /// The project's root, three steps above this file.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let files: [HouseFile] = roots.flatMap { read($0) }
  static let swift = files.filter { $0.path.hasSuffix(".swift") && $0.path != "Package.swift" }
  static let sources = swift.filter { $0.path.hasPrefix("Sources/") }
  static let tests = swift.filter { $0.path.hasPrefix("Tests/") }
  static let documents = files.filter { $0.path.hasSuffix(".md") }
  static let packs = files.filter { $0.path.hasSuffix(".json5") }
  static let manifest = Manifest(text("Package.swift"))

  /// Folders and files of ours; data that are fetched and what is built are not ours.
  private static let roots = [
    "Sources", "Tests", "Packs", "Samples", "docs", "scripts", "deploy", ".ci", "Makefile", "Package.swift",
    "README.md",
    "ARCHITECTURE.md", "CHANGELOG.md",
  ]
  private static let endings: Set = [
    "swift", "c", "h", "modulemap", "md", "json5", "xml", "sh", "txt", "csv", "",
  ]

  /// The text of one file; empty when there is no such file.
  static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }

  /// Whether a file or folder of this path is there.
  static func holds(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path(percentEncoded: false))
  }

  private static func read(_ path: String) -> [HouseFile] {
    let place = root.appending(path: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place.path(percentEncoded: false), isDirectory: &isFolder)
    else { return [] }
    if !isFolder.boolValue { return [HouseFile(path, text(path))] }
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: place.path(percentEncoded: false))) ?? []
    return names.sorted().flatMap { name -> [HouseFile] in
      let inner = path + "/" + name
      let isFetched = path.hasPrefix("Samples/") && name == "data"
      if isFetched || name == ".DS_Store" { return [] }
      let ending = (name as NSString).pathExtension
      let isFolder = place.appending(path: name).hasDirectoryPath || ending.isEmpty
      return isFolder || endings.contains(ending) ? read(inner) : []
    }
  }
}
