internal import Journal
internal import Parties

/// How an action is found by the name in front of its bytes.
enum ActionCatalogue {
  /// The action of canonical bytes.
  ///
  /// - Throws: The bytes are no action that can be proposed.
  static func read(_ bytes: [UInt8]) throws(MalformedBytes) -> any Action {
    var reader = ByteReader(bytes)
    let name = try reader.text()
    if name.hasPrefix("parties.") {
      return PartyAction(try PartyRequest(action: name, bytes[reader.offset...]))
    }
    let action = try LedgerAction(from: &reader)
    try reader.finish()
    guard action.name == name else { throw MalformedBytes(offset: 0, fault: .contradictory) }
    return action
  }
}
