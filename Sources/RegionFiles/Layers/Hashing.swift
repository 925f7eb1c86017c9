import Dispatch
import Foundation
import GeoFiles
import Seals
import Synchronization

/// The files that wait to be hashed, those in work and the digests there are: what the threads of a
/// ``DigestMemory`` share.
final class Hashing: Sendable {
  private let folder: URL
  private let kept: Mutex<KeptDigests?>
  private let state = Mutex(State())

  private struct State {
    var wanted: Set<String> = []
    /// Wanted files that nobody has begun, the next one last.
    var waiting: [String] = []
    /// What to wait for where somebody has begun with a file: until it is done or given up.
    var begun: [String: DispatchGroup] = [:]
    var done: [String: Result<String, any Error>] = [:]
    /// How many threads hash aside.
    var aside = 0

    mutating func begin(_ file: String) -> DispatchGroup {
      let group = DispatchGroup()
      group.enter()
      begun[file] = group
      return group
    }
  }

  /// What is to be done about a file.
  private enum Turn {
    case done(Result<String, any Error>)
    case wait(DispatchGroup)
    case begin(DispatchGroup)
  }

  /// - Parameter shared: The folder in which shards of one account share digests; nil for none.
  init(folder: URL, shared: URL?) {
    self.folder = folder
    kept = Mutex(shared.map(KeptDigests.init(in:)))
  }

  /// Says which files are wanted; others are given up, even those in work.
  func want(_ files: Set<String>) {
    // The largest first, so that the threads end together.
    let sorted = files.map { (file: $0, bytes: bytes(of: $0)) }
      .sorted { ($0.bytes, $1.file) < ($1.bytes, $0.file) }.map(\.file)
    state.withLock { state in
      state.wanted = files
      state.waiting = sorted.filter { state.done[$0] == nil && state.begun[$0] == nil }
    }
  }

  /// Takes a place among the threads that hash aside; false where all are taken or nothing waits.
  func takePlace(of count: Int) -> Bool {
    state.withLock { state in
      guard state.aside < min(count, state.waiting.count + state.begun.count) else { return false }
      state.aside += 1
      return true
    }
  }

  /// Hashes what waits until nothing does.
  func work(takesPlace: Bool = true) {
    while let (file, group) = next() { hash(file, group) }
    if takesPlace { state.withLock { $0.aside -= 1 } }
  }

  private func next() -> (String, DispatchGroup)? {
    state.withLock { state in state.waiting.popLast().map { ($0, state.begin($0)) } }
  }

  /// The digest of a file: computed here, or by another thread that has begun with it.
  func digest(of file: String) throws -> String {
    while true {
      switch turn(file) {
      case .done(let result): return try result.get()
      case .wait(let group): group.wait()
      case .begin(let group): hash(file, group)
      }
    }
  }

  private func turn(_ file: String) -> Turn {
    state.withLock { state in
      state.wanted.insert(file)
      if let result = state.done[file] { return .done(result) }
      if let group = state.begun[file] { return .wait(group) }
      state.waiting.removeAll { $0 == file }
      return .begin(state.begin(file))
    }
  }

  private func hash(_ file: String, _ group: DispatchGroup) {
    let result = Result { try digest(ofParts: parts(of: file), of: file) }
    state.withLock { state in
      state.begun[file] = nil
      switch result {
      case .success(let digest): state.done[file] = digest.map { .success($0) }
      case .failure(let error): state.done[file] = .failure(error)
      }
    }
    group.leave()
  }

  /// - Returns: nil when the file was given up.
  private func digest(ofParts parts: [String], of file: String) throws -> String? {
    var digests: [String] = []
    for part in parts {
      guard let digest = try digest(ofPart: part, of: file) else { return nil }
      digests.append(digest)
    }
    return digests.count == 1
      ? digests[0] : ContentDigest(of: Array(digests.joined(separator: "\n").utf8), by: .sha256).description
  }

  private func digest(ofPart path: String, of file: String) throws -> String? {
    let home = folder.path + "/"
    let name = path.hasPrefix(home) ? String(path.dropFirst(home.count)) : path
    if let digest = kept.withLock({ $0?.digest(of: name, at: path) }) { return digest }
    let facts = KeptDigests.facts(path)
    let isWanted = { self.state.withLock { $0.wanted.contains(file) } }
    guard let digest = try FileDigest(of: path, while: isWanted)?.description else { return nil }
    if let facts { kept.withLock { $0?.note(name, facts, digest) } }
    return digest
  }

  /// Leaves the digests for other shards.
  func keep() { kept.withLock { $0?.save() } }

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
}
