import Accounts
import Foundation
import GeoFiles
import Law
import Seals
import Synchronization

/// Digests of the files of a region, each computed once while it is opened: several layers are often bands of
/// one file.
final class DigestMemory: Sendable {
  private let folder: URL
  private let threads: Int
  private let known = Mutex<[String: String]>([:])
  private let kept: Mutex<KeptDigests?>

  /// - Parameters:
  ///   - threads: How many files are read at the same time.
  ///   - shared: The folder in which shards of one account share digests; nil where all are computed here.
  init(folder: URL, threads: Int, shared: URL? = nil) {
    self.folder = folder
    self.threads = threads
    kept = Mutex(shared.map(KeptDigests.init(in:)))
  }

  /// Digest of a file (``FileDigest``), named relative to the region's folder. A file with others that change
  /// what is read (attributes, reference system, encoding, world file, sources of a virtual raster) is all of
  /// them: the digest is that of their digests, one in a line.
  func digest(of file: String) throws -> String {
    if let digest = known.withLock({ $0[file] }) { return digest }
    let parts = try parts(of: file).map(digestOfPart)
    let digest =
      parts.count == 1
      ? parts[0] : ContentDigest(of: Array(parts.joined(separator: "\n").utf8), by: .sha256).description
    known.withLock { $0[file] = digest }
    return digest
  }

  private func digestOfPart(_ path: String) throws -> String {
    let home = folder.path + "/"
    let name = path.hasPrefix(home) ? String(path.dropFirst(home.count)) : path
    if let digest = kept.withLock({ $0?.digest(of: name, at: path) }) { return digest }
    let facts = KeptDigests.facts(path)
    let digest = try FileDigest(of: path).description
    if let facts { kept.withLock { $0?.note(name, facts, digest) } }
    return digest
  }

  private func bytes(of file: String) -> Int {
    let facts = try? folder.appendingPathComponent(file).resourceValues(forKeys: [.fileSizeKey])
    return facts?.fileSize ?? 0
  }

  private func parts(of file: String) -> [String] {
    let path = folder.appendingPathComponent(file).path
    // Tables that we read ourselves have nothing beside them.
    let isOwn = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods"].contains(
      where: file.lowercased().hasSuffix)
    return isOwn ? [path] : partsOfFile(path)
  }

  /// Computes the digests of all files of a study, several at a time: hashing gigabytes takes as long as
  /// reading them.
  func compute(for study: Study) throws {
    // The largest first, so that the threads end together.
    let files = Set(study.files.map(\.file)).map { (file: $0, bytes: bytes(of: $0)) }
      .sorted { ($1.bytes, $0.file) < ($0.bytes, $1.file) }.map(\.file)
    let failure = Mutex<(any Error)?>(nil)
    sideBySide(files.count, threads: threads) { index in
      do { _ = try digest(of: files[index]) } catch { failure.withLock { $0 = $0 ?? error } }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    kept.withLock { $0?.save() }
  }
}

extension Study {
  /// The files that a study reads, by the name of what they bring.
  var files: [(name: String, file: String)] {
    var files = region.inputs.filter { needed.contains($0.name) }.compactMap { input in
      input.binding.file.map { (name: input.name, file: $0) }
    }
    switch region.land {
    case .grid(_, let zones): files.append(("zones", zones.file))
    case .table(let table, _): files.append(("rows", table.file))
    case .written: break
    }
    return files
  }
}

extension InputBinding {
  /// The file that it reads, if any.
  var file: String? {
    switch self {
    case .layer(let layer): layer.file
    case .zoneTable(let table): table.file
    case .table(let table): table.file
    case .stations(let stations): stations.file
    default: nil
    }
  }
}
