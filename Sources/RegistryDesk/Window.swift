public import Actions
internal import Journal
internal import Seals
public import Store

/// A registry that is only looked at: beside its writer, or at a server that follows; whatever is seen is one
/// point of the journal.
public struct Window {
  public let place: RegistryPlace
  private let hash = HashFunction.sm3
  private let reader: any RegistryReader

  /// Opens a registry for reading; one of an earlier version as it is.
  public init(_ place: RegistryPlace) throws {
    self.place = place
    reader = try place.reader(hash: hash)
  }

  /// Reads the tables and the journal at one point.
  public func view<Value>(_ body: (any RegistryView) throws -> Value) throws -> Value {
    try reader.snapshot(body)
  }

  /// Reads the tables page by page, as ``view(_:)``.
  public func pages<Value>(_ body: (RegistryPages) throws -> Value) throws -> Value {
    try view { try body(RegistryPages($0)) }
  }

  /// Reads the whole state by the names that people use: what costs as much as opening the registry does.
  public func read<Value>(_ body: (Names) throws -> Value) throws -> Value {
    try view { view in
      guard view.shape.version == World.shape.version else {
        throw StoreFault(.version, "\(view.shape.version) → \(World.shape.version)")
      }
      let world = try World(from: view, rules: try AdoptedRules.of(view), hash: hash)
      return try body(Names(world, at: try view.sequence()))
    }
  }

  /// An answer in words.
  public func say(_ answer: Answer) throws -> Spoken { try read { Speaker($0).say(answer) } }

  /// Writes the whole registry into a file from which an empty one can be filled.
  public func export(to path: String) throws {
    try view { view in try Archive.write(view, to: path, hash: hash) }
  }

  /// Ends the use.
  public func close() { reader.close() }
}
