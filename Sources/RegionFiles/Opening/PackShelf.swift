public import Formula
public import Foundation
public import Law
import Seals
import Synchronization

/// The method packs of a home: `Packs/methods/<id>/`.
public struct PackShelf: Sendable {
  public let folder: URL
  public let units: UnitSystem
  private let threads: Int

  /// - Parameters:
  ///   - folder: The folder `Packs/methods`.
  ///   - units: Read from `Packs/units.xml`.
  ///   - threads: How many packs are read at the same time.
  public init(folder: URL, units: UnitSystem, threads: Int = 1) {
    self.folder = folder
    self.units = units
    self.threads = threads
  }

  /// Names of the packs, in order.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      FileManager.default.fileExists(atPath: folder.appendingPathComponent("\($0)/pack.json5").path)
    }.sorted()
  }

  /// A pack with those it uses, joined and checked.
  ///
  /// - Parameters:
  ///   - name: A name on the shelf, or a path to a folder with `pack.json5`.
  ///   - base: The folder that a relative path starts from.
  ///   - everyChoice: Whether formulas are checked under every choice of the variants.
  public func load(
    _ name: String, relativeTo base: URL? = nil, everyChoice: Bool = true
  ) throws -> (MethodPack?, [Problem]) {
    var packs: [String: Pack] = [:]
    var problems: [Problem] = []
    let root = try read(place(of: name, base: base), &problems)
    guard let root else { return (nil, problems) }
    packs[root.id] = root
    var asked: Set<String> = [root.id]
    var waiting = root.head.uses.map(\.name)
    while !waiting.isEmpty {
      asked.formUnion(waiting)
      // A pack that is not there is told by the join, at the place that names it.
      let places = Set(waiting).sorted().map { folder.appendingPathComponent($0) }.filter {
        FileManager.default.fileExists(atPath: $0.path)
      }
      for found in try read(places) {
        problems += found.problems
        guard let pack = found.pack else { return (nil, problems) }
        packs[found.name] = pack
      }
      waiting = packs.values.flatMap { $0.head.uses.map(\.name) }.filter { !asked.contains($0) }
    }
    let (method, found) = MethodPack.join(
      packs.values.sorted { $0.id < $1.id }, root: root.id, units: units, everyChoice: everyChoice)
    let isWhole = !problems.contains { $0.severity == .error }
    return (isWhole ? method : nil, problems + found)
  }

  /// Reads several packs at the same time.
  private func read(_ places: [URL]) throws -> [(name: String, pack: Pack?, problems: [Problem])] {
    let read = Mutex<[Int: Result<(Pack?, [Problem]), any Error>]>([:])
    sideBySide(places.count, threads: threads) { number in
      let result = Result {
        var problems: [Problem] = []
        return (try self.read(places[number], &problems), problems)
      }
      read.withLock { $0[number] = result }
    }
    let results = read.withLock { $0.sorted { $0.key < $1.key } }
    return try results.map { number, result in
      let (pack, problems) = try result.get()
      return (places[number].lastPathComponent, pack, problems)
    }
  }

  private func place(of name: String, base: URL?) throws -> URL {
    let onShelf = folder.appendingPathComponent(name)
    if FileManager.default.fileExists(atPath: onShelf.appendingPathComponent("pack.json5").path) {
      return onShelf
    }
    let path = URL(fileURLWithPath: name, relativeTo: base)
    guard FileManager.default.fileExists(atPath: path.appendingPathComponent("pack.json5").path) else {
      throw PackShelfError.noPack(name: name, has: try names())
    }
    return path
  }

  private func read(_ place: URL, _ problems: inout [Problem]) throws -> Pack? {
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
    var files: [(name: String, bytes: [UInt8])] = []
    for name in names.sorted() where name.hasSuffix(".json5") {
      files.append((name, [UInt8](try Data(contentsOf: place.appendingPathComponent(name)))))
    }
    let shown = files.map {
      (name: "\(place.lastPathComponent)/\($0.name)", text: String(decoding: $0.bytes, as: UTF8.self))
    }
    let (pack, found) = PackReader.readForgiving(files: shown, units: units)
    problems += found
    return pack
  }
}

/// Why no pack can be read.
public enum PackShelfError: Error, Hashable, Sendable, CustomStringConvertible {
  case noPack(name: String, has: [String])

  public var description: String {
    switch self {
    case .noPack(let name, let has):
      "没有核算方法包 \(name)；有 \(has.joined(separator: " ")) · no method pack \(name)"
    }
  }
}

extension PackShelf {
  /// SHA-256 over the names and texts of a pack's files and of those of the packs it uses, and over what
  /// their units mean.
  static func digest(of method: MethodPack, units: UnitSystem) throws -> String {
    let parts = method.packs.flatMap { pack in pack.files.flatMap { ["\(pack.id)/\($0.name)", $0.text] } }
    let all = parts + [try digest(of: units)]
    return ContentDigest(of: Array(all.joined(separator: "\u{0}").utf8), by: .sha256).description
  }

  /// SHA-256 of the definitions of units: another hectare would make other figures.
  static func digest(of units: UnitSystem) throws -> String {
    try ContentDigest(ofFile: units.definitions, by: .sha256).description
  }

  /// Each file of a pack and of those it uses, with its digest.
  public static func files(of method: MethodPack) -> [(pack: String, name: String, sha256: String)] {
    method.packs.flatMap { pack in
      pack.files.map {
        (pack.id, $0.name, ContentDigest(of: Array($0.text.utf8), by: .sha256).description)
      }
    }
  }
}
