public import Accounts
public import Foundation
public import Law

/// A region folder whose `region.json5` and method pack have been read and brought together.
public struct RegionFolder: Sendable {
  public let folder: URL
  public let study: Study
  /// Digest over the pack's files and those of the packs it uses.
  public let packDigest: String
  /// Whether nothing is wrong with the region's file or its pack; else it is good for a look through its data
  /// and for nothing more.
  public let isWhole: Bool
  /// Digests of its files, begun while the pack was read; nil where nobody asked for them.
  public let digests: DigestMemory?

  /// Reads a region.
  ///
  /// - Parameters:
  ///   - path: The folder, or its `region.json5`.
  ///   - hashing: Threads that hash the region's files while its pack is read; nil for who does not need the
  ///     digests, or gets them elsewhere.
  /// - Returns: The region, or nil with at least one problem of severity error.
  /// - Throws: When the file cannot be read, or the pack is not there.
  public static func open(
    _ path: String, shelf: PackShelf, hashing threads: Int? = nil
  ) throws -> (RegionFolder?, [Problem]) {
    let (region, problems) = try openForgiving(path, shelf: shelf, hashing: threads)
    return (region.flatMap { $0.isWhole ? $0 : nil }, problems)
  }

  /// Reads what can be read of a region, with all that is wrong with its file and its pack.
  ///
  /// - Returns: The region, nil when its pack cannot be known; and the problems.
  /// - Throws: As ``open(_:shelf:hashing:)``.
  public static func openForgiving(
    _ path: String, shelf: PackShelf, hashing threads: Int? = nil
  ) throws -> (RegionFolder?, [Problem]) {
    var folder = URL(fileURLWithPath: path)
    if folder.lastPathComponent == "region.json5" { folder.deleteLastPathComponent() }
    let texts = try regionTexts(folder, named: path)
    let (description, found) = RegionReader.readForgiving(texts, units: shelf.units)
    guard let description else { return (nil, found) }
    let digests = threads.map { DigestMemory(folder: folder, threads: $0) }
    digests?.begin(Set(description.files { _ in true }.map(\.file)))
    let (method, packProblems) = try shelf.load(
      description.pack, relativeTo: folder.appendingPathComponent(description.packFolder), everyChoice: false)
    guard let method else { return (nil, found + packProblems) }
    let (study, problems) = Study.openForgiving(description, method: method, units: shelf.units)
    let all = found + packProblems.filter { $0.severity == .error } + problems
    guard let study else { return (nil, all) }
    let region = RegionFolder(
      folder: folder, study: study, packDigest: try PackShelf.digest(of: method, units: shelf.units),
      isWhole: !all.contains { $0.severity == .error }, digests: digests)
    return (region, all)
  }

  /// The region's file and those that it is laid over.
  private static func regionTexts(_ folder: URL, named path: String) throws -> [RegionText] {
    var texts: [RegionText] = []
    var next: String? = "region.json5"
    while let file = next {
      let place = folder.appendingPathComponent(file)
      guard FileManager.default.fileExists(atPath: place.path) else {
        throw RegionFolderError.noRegion(path: texts.isEmpty ? path : place.standardizedFileURL.path)
      }
      guard texts.count < mostLayers else { throw RegionFolderError.tooManyLayers(path: path) }
      guard let text = String(data: try Data(contentsOf: place), encoding: .utf8) else {
        throw RegionFolderError.notText(path: place.path)
      }
      texts.append(RegionText(file: file, text: text))
      next = RegionReader.base(of: texts[texts.count - 1]).map { base in
        base.hasSuffix(".json5") ? base : base.hasSuffix("/") ? "\(base)region.json5" : "\(base)/region.json5"
      }
    }
    return texts
  }

  /// More files over each other than these go round in a circle.
  private static let mostLayers = 8
}

/// Why a region folder cannot be read.
public enum RegionFolderError: Error, Hashable, Sendable, CustomStringConvertible {
  case noRegion(path: String)
  case notText(path: String)
  case tooManyLayers(path: String)

  public var description: String {
    switch self {
    case .noRegion(let path):
      "\(path)：没有 region.json5；见 docs/region-format.md · "
        + "there is no region.json5 in it; see docs/region-format.md"
    case .notText(let path):
      "\(path)：不是 UTF-8 文本；请另存为 UTF-8 · is no UTF-8 text; save it as UTF-8"
    case .tooManyLayers(let path):
      "\(path)：base 一层套一层，超过八层，多半绕了圈；请改正 · "
        + "more than eight files lie over each other by base, likely in a circle; correct it"
    }
  }
}
