import Accounts
import Dispatch
import Foundation

/// Digests of the files of a region, each computed once while it is opened: several layers are often bands of
/// one file.
///
/// They can be begun as soon as the region's own file is read (``begin(_:)``): hashing takes the processors
/// that reading the method pack leaves idle.
public final class DigestMemory: Sendable {
  private let hashing: Hashing
  /// Threads that hash beside the one that opens the region.
  private let aside = DispatchGroup()
  private let threads: Int

  /// - Parameters:
  ///   - threads: How many files are read at the same time.
  ///   - shared: The folder in which shards of one account share digests; nil where all are computed here.
  init(folder: URL, threads: Int, shared: URL? = nil) {
    hashing = Hashing(folder: folder, shared: shared)
    self.threads = threads
  }

  deinit {
    hashing.want([])
    aside.wait()
  }

  /// Digest of a file (``FileDigest``), named relative to the region's folder. A file with others that change
  /// what is read (attributes, reference system, encoding, world file, sources of a virtual raster) is all of
  /// them: the digest is that of their digests, one in a line.
  func digest(of file: String) throws -> String { try hashing.digest(of: file) }

  /// Begins with some files, the largest first, on all threads but the caller's, and returns at once. What is
  /// wrong with a file is thrown where its digest is asked for.
  func begin(_ files: Set<String>) {
    hashing.want(files)
    while hashing.takePlace(of: threads - 1) {
      DispatchQueue.global().async(group: aside) { [hashing] in hashing.work() }
    }
  }

  /// Computes the digests of all files of a study, several at a time: hashing gigabytes takes as long as
  /// reading them. Of what was begun before, only these are brought to an end.
  func compute(for study: Study) throws {
    let files = Set(study.files.map(\.file))
    begin(files)
    hashing.work(takesPlace: false)
    for file in files.sorted() { _ = try digest(of: file) }
    hashing.keep()
  }
}
extension Study {
  /// The files that a study reads, by the name of what they bring.
  var files: [(name: String, file: String)] { region.files { needed.contains($0) } }
}

extension RegionDescription {
  /// The files of the land and of inputs, by the name of what they bring.
  func files(of isMeant: (String) -> Bool) -> [(name: String, file: String)] {
    var files = inputs.filter { isMeant($0.name) }.compactMap { input in
      input.binding.file.map { (name: input.name, file: $0) }
    }
    switch land {
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
