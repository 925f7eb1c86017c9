import Journal
import Store

/// What a file says that it is.
struct Identity {
  private let path: String
  let version: Int
  private let values: [String: String]

  /// Reads it, and refuses a file of somebody else.
  init(of connection: SQLiteConnection) throws(StoreFault) {
    path = connection.path
    let application = try connection.number("PRAGMA application_id")
    let hasTable = try connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'registry'") == 1
    guard application == Int64(OwnTables.applicationID), hasTable else {
      throw StoreFault(.foreign, connection.path)
    }
    version = Int(try connection.number("PRAGMA user_version"))
    var values: [String: String] = [:]
    do {
      try connection.eachRow("SELECT name, value FROM registry") { row in
        if case .text(let name) = row[0], case .text(let value) = row[1] { values[name] = value }
        return true
      }
    } catch let fault as StoreFault { throw fault } catch { throw StoreFault(.database, "\(error)") }
    self.values = values
  }

  /// Checks all but the version of the rooms' tables.
  ///
  /// - Parameter mayBeUnfinished: Whether one that is just being filled will do: for its writer's own reads.
  func checkGround(hash: HashFunction, mayBeUnfinished: Bool = false) throws(StoreFault) {
    guard values["format"] == "\(OwnTables.format)" else {
      throw StoreFault(.version, "\(path): format \(values["format"] ?? "none"), program \(OwnTables.format)")
    }
    guard values["hash"] == hash.name else {
      throw StoreFault(.hash, "\(path): \(values["hash"] ?? "none"), program \(hash.name)")
    }
    guard isComplete || mayBeUnfinished else { throw StoreFault(.unfinished, path) }
  }

  /// Whether the registry was made or restored to its end.
  var isComplete: Bool { values["state"] == "complete" }

  /// Checks that the file is just what the program expects.
  func check(
    shape: StoreShape, hash: HashFunction, mayBeUnfinished: Bool = false
  ) throws(StoreFault) {
    try checkGround(hash: hash, mayBeUnfinished: mayBeUnfinished)
    guard version == shape.version, values["tables"] == shape.text else {
      throw StoreFault(.version, "\(path): shape \(version), program \(shape.version)")
    }
  }

  /// The rows by which a new registry says what it is.
  static func rows(shape: StoreShape, hash: HashFunction, isComplete: Bool) -> [[Cell]] {
    [
      ["format", "\(OwnTables.format)"], ["hash", hash.name], ["tables", shape.text],
      ["state", isComplete ? "complete" : "restoring"],
    ].map { $0.map { .text($0) } }
  }
}
