public import Journal

/// Who asks, for whom and when.
public struct Caller: Hashable, Sendable {
  /// The number of a person; 0 is the registry itself, which may do everything and approve nothing.
  public let person: UInt32
  /// The number of an organisation; 0 is the person's own behalf.
  public let organisation: UInt32
  public let moment: Moment

  /// A caller of its parts.
  public init(person: UInt32, organisation: UInt32, moment: Moment) {
    self.person = person
    self.organisation = organisation
    self.moment = moment
  }

  /// The registry itself.
  public static func registry(at moment: Moment) -> Caller {
    Caller(person: 0, organisation: 0, moment: moment)
  }
}

/// The rules that a registry has adopted.
public struct PartyRules: Hashable, Sendable {
  public let actions: ActionTable
  public let transfers: TransferRule
  public let calendar: WorkCalendar

  /// Rules of their parts.
  public init(actions: ActionTable, transfers: TransferRule, calendar: WorkCalendar) {
    self.actions = actions
    self.transfers = transfers
    self.calendar = calendar
  }
}
