internal import Actions
public import Journal
internal import Ledger
internal import Seals
public import Store

/// What an examination of a registry found.
public struct Examination: Sendable {
  /// Blocks and entries that were read.
  public internal(set) var blocks: UInt64 = 0
  public internal(set) var entries: UInt64 = 0
  /// The digest of the last block's header, and of all rows of all tables.
  public internal(set) var head = Digest.none
  public internal(set) var state = Digest.none
  /// What is wrong, the first difference first; empty when all is well.
  public internal(set) var faults: [String] = []
}

/// Examines a registry without trusting any of it: the chain, the journal's story told anew, the tables
/// against it, the laws of conservation, and the database's own structures.
public struct Verifier {
  /// Differences named of each kind; the rest is counted.
  private static let most = 20

  let hash = HashFunction.sm3

  /// A verifier.
  public init() {}

  /// Examines a registry.
  public func examine(_ view: any RegistryView) throws -> Examination {
    var found = Examination()
    found.faults += try view.examine().prefix(Self.most)
    do {
      let rules = try AdoptedRules.of(view)
      var world = World(rules: rules, hash: hash)
      if try replay(view, into: &world, &found) {
        try compare(world, with: view, &found)
        found.faults += try compareBeside(world, with: view).prefix(Self.most)
      }
      found.faults += world.book.brokenLaws().prefix(Self.most).map { "守恒 conservation: \($0)" }
      found.state = try view.stateDigest(by: hash)
    } catch {
      found.faults.append("\(error)")
    }
    return found
  }

  /// Tells the journal's story anew.
  ///
  /// - Returns: Whether it could be told to its end.
  private func replay(
    _ view: any RegistryView, into world: inout World, _ found: inout Examination
  ) throws -> Bool {
    var chain = Chain(hash: hash)
    var history = HistoryCheck(view)
    do {
      let prepare: @Sendable (Block) -> ToldBlock = { [hash] in ToldBlock($0, by: hash) }
      try view.eachBlock(from: 1, ahead: prepare) { told in
        try world.replay(told, behind: &chain) { entry, place in
          history.take(entry, block: told.read.header.number, place: place)
          found.entries += 1
        }
        try history.check()
        found.blocks += 1
        return true
      }
      found.faults += try history.finish().prefix(Self.most)
    } catch {
      found.faults.append("区块 block \(found.blocks + 1): \(error)")
      return false
    }
    found.head = chain.head
    return true
  }

  /// Each row of each table against the row that the journal makes.
  private func compare(
    _ world: World, with view: any RegistryView, _ found: inout Examination
  ) throws {
    for table in view.shape.tables {
      guard let told = world.rows(of: table.name) else { continue }
      var place = 0
      var differences = 0
      func differ(_ what: String) {
        differences += 1
        if differences <= Self.most { found.faults.append("表 table \(table.name): \(what)") }
      }
      try view.eachRow(of: table.name) { row in
        let key = row.prefix(table.keyCount)
        while place < told.count, told[place].prefix(table.keyCount).lexicographicallyPrecedes(key) {
          differ("缺行 a row is missing: \(Self.text(told[place]))")
          place += 1
        }
        if place < told.count, told[place].prefix(table.keyCount) == key {
          if told[place] != row {
            differ("\(Self.text(row)) 应为 should be \(Self.text(told[place]))")
          }
          place += 1
        } else {
          differ("多出的行 a row too many: \(Self.text(row))")
        }
      }
      for row in told[place...] { differ("缺行 a row is missing: \(Self.text(row))") }
      if differences > Self.most { found.faults.append("表 table \(table.name): 共 in all \(differences)") }
    }
  }

  static func text(_ row: [Cell]) -> String {
    row.map { cell in
      switch cell {
      case .null: "∅"
      case .integer(let value): "\(value)"
      case .text(let value): "“\(value)”"
      case .bytes(let value): "\(value.count) 字节 bytes"
      }
    }.joined(separator: " ")
  }
}
