import Journal
import Store

/// What a schema of a database says that it is.
struct PostgresIdentity {
  private let values: [String: String]
  private let place: String

  /// Reads it, and refuses what is no registry.
  init(of connection: PostgresConnection) throws(StoreFault) {
    place = try Self.schema(connection)
    let isThere = try connection.number(
      """
      SELECT count(*) FROM pg_tables
      WHERE schemaname = current_schema() AND tablename IN ('registry', 'writer', 'blocks', 'commands')
      """)
    guard isThere == 4 else { throw StoreFault(isThere == 0 ? .absent : .foreign, place) }
    var values: [String: String] = [:]
    for row in try connection.ask("SELECT name, value FROM registry") {
      if case .text(let name) = row[0], case .text(let value) = row[1] { values[name] = value }
    }
    self.values = values
    guard values["application"] == "shanshui" else { throw StoreFault(.foreign, place) }
  }

  /// The schema in which the connection works.
  static func schema(_ connection: PostgresConnection) throws(StoreFault) -> String {
    guard case .text(let name)? = try connection.ask("SELECT current_schema()::text").first?.first else {
      throw StoreFault(.absent, "no schema of the search path is there")
    }
    return name
  }

  var version: Int { Int(values["version"] ?? "") ?? 0 }

  /// Checks all but the version of the rooms' tables.
  ///
  /// - Parameter mayBeUnfinished: Whether one that is just being filled will do: for its writer's own reads.
  func checkGround(hash: HashFunction, mayBeUnfinished: Bool = false) throws(StoreFault) {
    guard values["format"] == "\(OwnTables.format)" else {
      throw StoreFault(
        .version, "\(place): format \(values["format"] ?? "none"), program \(OwnTables.format)")
    }
    guard values["hash"] == hash.name else {
      throw StoreFault(.hash, "\(place): \(values["hash"] ?? "none"), program \(hash.name)")
    }
    guard isComplete || mayBeUnfinished else { throw StoreFault(.unfinished, place) }
  }

  /// Whether the registry was made or restored to its end.
  var isComplete: Bool { values["state"] == "complete" }

  /// Checks that the registry is just what the program expects.
  func check(
    shape: StoreShape, hash: HashFunction, mayBeUnfinished: Bool = false
  ) throws(StoreFault) {
    try checkGround(hash: hash, mayBeUnfinished: mayBeUnfinished)
    guard version == shape.version, values["tables"] == shape.text else {
      throw StoreFault(.version, "\(place): shape \(version), program \(shape.version)")
    }
  }

  /// The rows by which a new registry says what it is.
  static func rows(shape: StoreShape, hash: HashFunction, isComplete: Bool) -> [[Cell]] {
    [
      ["application", "shanshui"], ["format", "\(OwnTables.format)"], ["hash", hash.name],
      ["version", "\(shape.version)"], ["tables", shape.text],
      ["state", isComplete ? "complete" : "restoring"],
    ].map { $0.map { .text($0) } }
  }
}
