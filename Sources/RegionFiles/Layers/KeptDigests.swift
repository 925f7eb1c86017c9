import Foundation
import Seals

/// Digests that shards of one account share through its work folder, so that each file is hashed once and not
/// by every shard.
///
/// A digest holds while its file has the size and the time of change that it had, to the nanosecond; a file
/// that was changed within the last ten seconds is hashed by every shard. The merge, which writes what the
/// account was made of, hashes anew: a file that was changed under the same size and time gives another plan
/// there, and its tiles are not taken.
struct KeptDigests {
  /// What a file was like when it was hashed.
  struct Entry: Hashable {
    var size: Int
    var changed: String
    var digest: String
  }

  private let place: URL
  private(set) var entries: [String: Entry] = [:]

  /// Reads what other shards have left in a folder; lines that cannot be read are passed over.
  init(in folder: URL) {
    place = folder.appendingPathComponent("digests.tsv")
    let text = (try? String(contentsOf: place, encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: "\t", maxSplits: 3).map(String.init)
      guard words.count == 4, let size = Int(words[1]) else { continue }
      entries[words[3]] = Entry(size: size, changed: words[2], digest: words[0])
    }
  }

  /// The digest of a file that is as it was.
  func digest(of name: String, at path: String) -> String? {
    guard let entry = entries[name], let now = Self.facts(path) else { return nil }
    return entry.size == now.size && entry.changed == now.changed ? entry.digest : nil
  }

  /// Size and time of change; nil for a file that is not there, or that was changed just now.
  static func facts(_ path: String, settled: TimeInterval = 10) -> (size: Int, changed: String)? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    let time = facts.st_mtim
    guard Date().timeIntervalSince1970 - Double(time.tv_sec) > settled else { return nil }
    return (Int(facts.st_size), "\(time.tv_sec).\(time.tv_nsec)")
  }

  /// Notes a digest, with what the file was like before it was hashed.
  mutating func note(_ name: String, _ facts: (size: Int, changed: String), _ digest: String) {
    entries[name] = Entry(size: facts.size, changed: facts.changed, digest: digest)
  }

  /// Leaves the digests for other shards. Who cannot write leaves them to be hashed again.
  func save() {
    let lines = entries.sorted { $0.key < $1.key }.map { name, entry in
      "\(entry.digest)\t\(entry.size)\t\(entry.changed)\t\(name)\n"
    }
    try? FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(lines.joined().utf8).write(to: place, options: .atomic)
  }
}
