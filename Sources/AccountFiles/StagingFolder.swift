internal import Accounts
internal import Foundation
internal import Law

/// A folder in which an account is made ready, on the file system of the folder where it shall be.
struct StagingFolder {
  /// Where files are written.
  let path: String
  private let target: String
  /// Whether the target is there already, so that files are moved into it one by one.
  private let isThere: Bool
  private var files: FileManager { .default }

  /// - Throws: ``AccountFolderError`` when the target is a file or nothing can be written there.
  init(for target: String) throws(AccountFolderError) {
    let trimmed = target.count > 1 && target.hasSuffix("/") ? String(target.dropLast()) : target
    var isFolder: ObjCBool = false
    isThere = FileManager.default.fileExists(atPath: trimmed, isDirectory: &isFolder)
    if isThere, !isFolder.boolValue { throw .notAFolder(target) }
    self.target = trimmed
    let url = URL(fileURLWithPath: trimmed)
    let name = ".\(url.lastPathComponent).part-\(ProcessInfo.processInfo.processIdentifier)"
    path = (isThere ? url : url.deletingLastPathComponent()).appendingPathComponent(name).path
    do {
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .notWritten(target, reason: error.localizedDescription)
    }
  }

  /// Moves the `.tif` files of a folder to `maps/`.
  func take(mapsOf folder: String) throws(AccountFolderError) {
    do {
      let maps = "\(path)/\(AccountFolder.File.maps)"
      try files.createDirectory(atPath: maps, withIntermediateDirectories: true)
      for name in try files.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".tif") {
        // FileManager copies where the folders lie on two file systems.
        try files.moveItem(atPath: "\(folder)/\(name)", toPath: "\(maps)/\(name)")
      }
    } catch {
      throw .notWritten("\(target)/\(AccountFolder.File.maps)", reason: error.localizedDescription)
    }
  }

  /// Moves a raster of heights to its name.
  func take(relief file: String) throws(AccountFolderError) {
    let name = AccountFolder.File.relief
    do {
      try files.moveItem(atPath: file, toPath: "\(path)/\(name)")
    } catch {
      throw .notWritten("\(target)/\(name)", reason: error.localizedDescription)
    }
  }

  /// Gives everything its place.
  func settle() throws(AccountFolderError) {
    do {
      if isThere {
        try replaceFiles()
      } else {
        try files.moveItem(atPath: path, toPath: target)
      }
    } catch {
      throw .notWritten(target, reason: error.localizedDescription)
    }
  }

  /// Removes what is left, after success and after failure.
  func remove() {
    try? files.removeItem(atPath: path)
  }

  private func replaceFiles() throws {
    let chief = AccountFolder.File.account
    if files.fileExists(atPath: "\(target)/\(chief)") { try files.removeItem(atPath: "\(target)/\(chief)") }
    try removeOldMaps()
    // Reports on paper are made when they are asked for, intervals when it was drawn: those of the account
    // that goes must not stay.
    let papers = Language.allCases.map(AccountFolder.File.paper) + AccountFolder.File.later
    for paper in papers.map({ "\(target)/\($0)" })
    where files.fileExists(atPath: paper) { try files.removeItem(atPath: paper) }
    for name in try files.contentsOfDirectory(atPath: path).sorted() where name != chief {
      if name == AccountFolder.File.maps {
        try moveMaps()
      } else {
        try move(name)
      }
    }
    try move(chief)
  }

  /// Maps of the account that goes must not stand beside the figures of the one that comes; those of other
  /// names are somebody's own.
  private func removeOldMaps() throws {
    let maps = "\(target)/\(AccountFolder.File.maps)"
    for name in oldIndicators().map({ "\(maps)/\($0).tif" }) where files.fileExists(atPath: name) {
      try files.removeItem(atPath: name)
    }
  }

  /// Indicators of the account that goes, by its provenance: that file stays until all maps are gone.
  private func oldIndicators() -> [String] {
    let file = "\(target)/\(AccountFolder.File.provenance)"
    guard let text = try? String(contentsOfFile: file, encoding: .utf8),
      let json = try? JSONValue.parse(text, file: file), let provenance = try? Provenance(json: json)
    else { return [] }
    return provenance.workings.map(\.indicator)
  }

  private func moveMaps() throws {
    let maps = AccountFolder.File.maps
    try files.createDirectory(atPath: "\(target)/\(maps)", withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: "\(path)/\(maps)").sorted() {
      try move("\(maps)/\(name)")
    }
  }

  /// `rename` replaces a file of that name in one step, which FileManager does not.
  private func move(_ name: String) throws {
    guard rename("\(path)/\(name)", "\(target)/\(name)") == 0 else {
      throw CocoaError(
        .fileWriteUnknown,
        userInfo: [NSLocalizedDescriptionKey: "\(name): \(String(cString: strerror(errno)))"])
    }
  }
}
