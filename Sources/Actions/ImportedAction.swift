public import Journal
internal import Ledger
public import Parties

/// Where a record stands of something that happened before the registry began.
public struct ImportedFrom: Hashable, Sendable {
  /// The digest of the file's bytes.
  public let digest: Digest
  public let file: String
  public let sheet: String
  /// The row in the sheet, from 1.
  public let row: UInt32

  /// A place of its parts.
  public init(digest: Digest, file: String, sheet: String, row: UInt32) {
    (self.digest, self.file, self.sheet, self.row) = (digest, file, sheet, row)
  }

  func write(to writer: inout ByteWriter) {
    writer.digest(digest)
    writer.text(file)
    writer.text(sheet)
    writer.integer(row)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    (digest, file) = (try reader.digest(), try reader.text())
    (sheet, row) = (try reader.text(), try reader.integer())
  }
}

/// Something that happened before the registry began, as a record tells it: marked as such in its name and by
/// a fact of its own, behind what it did.
///
/// Only the registry itself does it, while it is made; nobody can ask for it. Consent, hours and trusted
/// accounts are no matter of it: what is past was consented to elsewhere. The book's own rules hold.
public struct ImportedAction: Action {
  public let action: any Action
  public let origin: ImportedFrom

  /// What a record tells.
  public init(_ action: any Action, from origin: ImportedFrom) {
    (self.action, self.origin) = (action, origin)
  }

  public var name: String { "imported." + action.name }

  public func write(to writer: inout ByteWriter) {
    origin.write(to: &writer)
    writer.counted(action.bytes)
  }

  public var beside: [RowChange] { action.beside }

  public func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    let mark = ActionFact.imported(origin)
    guard caller.person == 0, world.enact(mark) else { throw Refusal(ActionRefusal.onlyAtFounding) }
    return try facts(in: &world, for: caller, as: place) + [RecordedFact(mark)]
  }

  private func facts(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    guard let chain = action as? LedgerAction else {
      return try action.decide(in: &world, for: caller, as: place)
    }
    let context = Context(sequence: place.sequence, moment: place.moment)
    return try world.book.perform(chain.operations, in: context).get().map { RecordedFact($0) }
  }
}
