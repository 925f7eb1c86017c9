public import Journal
public import Quantities

/// What can be asked about parties and consent.
public enum PartyRequest: Hashable, Sendable {
  /// A person comes in under a code that says nothing about it, and the digest of an identity kept outside.
  case registerPerson(code: String, identity: Digest)
  /// An organisation comes in under its unified code.
  case registerOrganisation(code: String, name: String)
  /// An organisation without a unified code comes in under one that the registry gives.
  case registerOrganisationWithoutCode(code: String, name: String)
  /// An organisation has another name.
  case rename(organisation: UInt32, name: String)
  /// A person's identity was proved anew: another record, another digest.
  case renewIdentity(person: UInt32, identity: Digest)
  /// The record of a person's identity was erased; its digest goes from the table as well.
  case eraseIdentity(person: UInt32)
  /// A party is suspended, excluded or active again, by an order.
  case setStatus(party: UInt32, status: Party.Status, order: String)
  /// A person may act for an organisation, in place of what held before.
  case represent(person: UInt32, organisation: UInt32, from: Day, until: Day?)
  /// A representation has its last day.
  case endRepresentation(person: UInt32, organisation: UInt32, until: Day)
  /// A person has a role in an organisation (0: on its own behalf), in place of what held before.
  case grantRole(person: UInt32, organisation: UInt32, role: Role, from: Day, until: Day?)
  /// A role has its last day.
  case endRole(person: UInt32, organisation: UInt32, role: Role, until: Day)
  /// An account comes on the list of those that another trusts.
  case trust(account: UInt32, other: UInt32)
  /// An account leaves the list, at once.
  case distrust(account: UInt32, other: UInt32)
  /// A limit is set, or taken away.
  case setLimit(QuantityLimit.Key, quantity: Int64?)
  /// An account comes under an administration, whose limits then hold for it; 0 for none any more.
  case administer(account: UInt32, administration: UInt32)
  /// An action that needs other eyes is proposed.
  case propose(action: String, body: Digest)
  /// A proposal is approved by one who names what was proposed.
  case approve(proposal: UInt32, body: Digest)
  /// A proposal is rejected.
  case reject(proposal: UInt32)
  /// A proposal is taken back.
  case withdraw(proposal: UInt32)

  /// The lasting name of the action: `parties.trust`.
  public var action: String { "parties." + name }

  /// The line of the table of roles under which it is asked: its own, but that who may set limits also says
  /// for which accounts an administration's hold.
  public var line: String {
    if case .administer = self { "parties.set-limit" } else { action }
  }

  private var name: String {
    switch self {
    case .registerPerson: "register-person"
    case .registerOrganisation: "register-organisation"
    case .registerOrganisationWithoutCode: "register-organisation-without-code"
    case .rename: "rename"
    case .renewIdentity: "renew-identity"
    case .eraseIdentity: "erase-identity"
    case .setStatus: "set-status"
    case .represent: "represent"
    case .endRepresentation: "end-representation"
    case .grantRole: "grant-role"
    case .endRole: "end-role"
    case .trust: "trust"
    case .distrust: "distrust"
    case .setLimit: "set-limit"
    case .administer: "administer"
    case .propose: "propose"
    case .approve: "approve"
    case .reject: "reject"
    case .withdraw: "withdraw"
    }
  }

  /// The names of all actions, in the order of coming into use: new ones stand at the end.
  public static let actions = [
    "register-person", "register-organisation", "register-organisation-without-code", "rename",
    "renew-identity", "erase-identity", "set-status", "represent", "end-representation", "grant-role",
    "end-role", "trust", "distrust", "set-limit", "propose", "approve", "reject", "withdraw",
    "administer",
  ].map { "parties." + $0 }
}

extension PartyRequest {
  /// Writes the canonical bytes of what is asked, without the action's name.
  public func write(to writer: inout ByteWriter) {
    switch self {
    case .registerPerson, .registerOrganisation, .registerOrganisationWithoutCode, .rename, .renewIdentity,
      .eraseIdentity, .setStatus:
      writeRegistration(to: &writer)
    case .represent, .endRepresentation, .grantRole, .endRole: writeGrant(to: &writer)
    case .trust(let account, let other), .distrust(let account, let other),
      .administer(let account, let other):
      writer.integers(account, other)
    case .setLimit(let key, let quantity):
      key.write(to: &writer)
      writer.optional(quantity) { $0.integer($1) }
    case .propose(let action, let body):
      writer.text(action)
      writer.digest(body)
    case .approve(let proposal, let body):
      writer.integer(proposal)
      writer.digest(body)
    case .reject(let proposal), .withdraw(let proposal): writer.integer(proposal)
    }
  }

  private func writeRegistration(to writer: inout ByteWriter) {
    switch self {
    case .registerPerson(let code, let identity):
      writer.text(code)
      writer.digest(identity)
    case .registerOrganisation(let code, let name), .registerOrganisationWithoutCode(let code, let name):
      writer.text(code)
      writer.text(name)
    case .rename(let organisation, let name):
      writer.integer(organisation)
      writer.text(name)
    case .renewIdentity(let person, let identity):
      writer.integer(person)
      writer.digest(identity)
    case .eraseIdentity(let person): writer.integer(person)
    case .setStatus(let party, let status, let order):
      writer.integer(party)
      writer.integer(status.rawValue)
      writer.text(order)
    default: preconditionFailure("Only registrations come here.")
    }
  }

  private func writeGrant(to writer: inout ByteWriter) {
    switch self {
    case .represent(let person, let organisation, let from, let until):
      writer.integers(person, organisation)
      writer.days(from, until)
    case .endRepresentation(let person, let organisation, let until):
      writer.integers(person, organisation)
      writer.integer(until.number)
    case .grantRole(let person, let organisation, let role, let from, let until):
      writer.integers(person, organisation)
      writer.text(role.description)
      writer.days(from, until)
    case .endRole(let person, let organisation, let role, let until):
      writer.integers(person, organisation)
      writer.text(role.description)
      writer.integer(until.number)
    default: preconditionFailure("Only grants come here.")
    }
  }

  /// The canonical bytes of what is asked, without the action's name.
  public var bytes: [UInt8] {
    var writer = ByteWriter()
    write(to: &writer)
    return writer.bytes
  }
}

extension ByteWriter {
  mutating func integers(_ first: UInt32, _ second: UInt32) {
    integer(first)
    integer(second)
  }

  mutating func days(_ from: Day, _ until: Day?) {
    integer(from.number)
    optional(until) { $0.integer($1.number) }
  }
}
