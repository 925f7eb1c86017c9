public import Journal

/// Why an action was refused before book or directory were asked. The numbers are lasting; the order is
/// that of the checks.
public enum ActionRefusal: UInt16, RefusalCode, Hashable, CaseIterable {
  /// The registry was founded before.
  case alreadyFounded = 4001
  /// The account belongs to somebody else, and the caller does not act by office.
  case notYours = 4002
  /// The action needs other eyes: it must be proposed.
  case needsApproval = 4003
  /// The bytes of a proposal are no action that this program knows.
  case unreadableBody = 4004
  /// What a proposal asks for is not kept any more.
  case noBody = 4005
  /// A chain with units that others must wait for cannot be deferred as a whole.
  case chainDeferred = 4006
  /// What is proposed needs no other eyes: do it.
  case needsNoApproval = 4007
  /// The number of a document does not check, or a text is empty or too long.
  case identityUnreadable = 4008
  /// Records from before the registry's time are taken in while it is made, by itself, and never later.
  case onlyAtFounding = 4009
  /// The document is that of a person who is registered already.
  case knownIdentity = 4010

  public var number: UInt16 { rawValue }

  public var code: String {
    var code = "action."
    for letter in "\(self)" { code += letter.isUppercase ? "-" + letter.lowercased() : String(letter) }
    return code
  }
}
