public import Journal
public import Parties

/// The first command of a registry: what it is, and by which rules it goes.
public struct FoundRegistry: Action {
  public let identity: CommandKey
  public let title: String
  /// The files of the rules; the first is the rules' own, the rest what they rest on.
  public let files: [AdoptedFile]
  public let name = "registry.found"

  /// - Parameters:
  ///   - identity: 16 bytes of chance.
  ///   - title: The name that people give the registry.
  ///   - files: The files of the rules that it adopts, which are kept in it.
  public init(identity: CommandKey, title: String, files: [AdoptedFile]) {
    (self.identity, self.title, self.files) = (identity, title, files)
  }

  public func write(to writer: inout ByteWriter) {
    writer.integer(identity.high)
    writer.integer(identity.low)
    writer.text(title)
    writer.list(files) { $1.write(to: &$0) }
  }

  public var beside: [RowChange] { files.enumerated().map { $1.row(at: $0) } }

  public func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    let fact = ActionFact.founded(
      identity: identity, name: title, rules: AdoptedFile.digest(of: files, by: world.hash))
    guard caller.person == 0, world.enact(fact) else { throw Refusal(ActionRefusal.alreadyFounded) }
    return [RecordedFact(fact)]
  }
}
