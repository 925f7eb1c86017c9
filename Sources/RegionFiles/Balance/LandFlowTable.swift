public import Accounts
import GeoFiles

/// Reads a table of land that went from one class to another, as the yearly survey of changes gives it.
///
/// Columns `from` (期初地类), `to` (期末地类), `area` (面积, hm²), and where it is by zone `zone` (单元). Classes are
/// written by their code or by their name in either language. Land that stayed may be left out.
///
/// - Parameter accounts: Those between which the land went; their names are known.
/// - Throws: ``GeoFileError`` for a cell that cannot be read, ``BalanceError/unknownName(_:row:has:)``.
public func landFlows(inTable path: String, between accounts: [Account]) throws -> [LandFlow] {
  let table = try TableFile(path, sheet: nil)
  func column(_ names: [String]) throws -> Int {
    try table.column(names.first { table.columns.contains($0) } ?? names[0])
  }
  let from = try column(["from", "期初地类"])
  let to = try column(["to", "期末地类"])
  let area = try column(["area", "面积"])
  let zone = ["zone", "单元"].first { table.columns.contains($0) }
  let place = try zone.map { try table.column($0) }
  let classes = FlowNames(
    accounts.flatMap(\.ecosystems).map { ($0.id, [$0.zh, $0.en]) } + [("unknown", ["地类未知", "unknown"])])
  let zones = FlowNames(accounts.flatMap(\.zones).map { ($0.code, [$0.name]) })
  return try (0..<table.count).map { row in
    func name(_ column: Int, of names: FlowNames) throws -> String {
      let text = try table.filledText(row: row, column: column)
      guard let id = names[text] else {
        throw BalanceError.unknownName(text, row: table.rowNumbers[row], has: names.known)
      }
      return id
    }
    return LandFlow(
      zone: try place.map { try name($0, of: zones) }, from: try name(from, of: classes),
      to: try name(to, of: classes), area: try table.number(row: row, column: area))
  }
}

/// Ids by themselves and by their names; a name that two share is none.
private struct FlowNames {
  private var ids: [String: String] = [:]
  let known: [String]

  init(_ names: [(id: String, names: [String])]) {
    var shared: Set<String> = []
    for (id, names) in names {
      for name in Set(names) where !name.isEmpty {
        if let other = ids.updateValue(id, forKey: name), other != id { shared.insert(name) }
      }
    }
    for name in shared { ids[name] = nil }
    for (id, _) in names { ids[id] = id }
    var seen: Set<String> = []
    known = names.map(\.id).filter { seen.insert($0).inserted }
  }

  subscript(name: String) -> String? { ids[name] }
}
