internal import Actions
public import Journal
public import Parties
public import RegistryDesk
internal import Store

/// An organisation that a person may act for, or the person itself.
public struct Seat: Hashable, Sendable {
  /// 0 for the person's own behalf.
  public let organisation: UInt32
  /// The organisation's code; empty for the person's own behalf.
  public let code: String
  public let name: String
  /// The roles that the person has there.
  public let roles: [Role]
}

extension RegistryPages {
  /// The seats of a person on a day, organisations first. It costs what the person has, however many others
  /// there are.
  public func seats(of person: UInt32, at moment: Moment) throws -> [Seat] {
    let roles = try rows(of: RoleGrant.shape.name, person).map { try RoleGrant(row: $0) }
      .filter { $0.validity.contains(moment.day) }
    func seat(_ organisation: UInt32, _ code: String, _ name: String) -> Seat {
      Seat(
        organisation: organisation, code: code, name: name,
        roles: roles.filter { $0.key.organisation == organisation }.map(\.key.role).sorted())
    }
    let seats = try rows(of: Representation.shape.name, person).map { try Representation(row: $0) }
      .filter { $0.validity.contains(moment.day) }
      .compactMap { representation -> Seat? in
        guard let party = try party(representation.key.organisation), party.status == .active else {
          return nil
        }
        return seat(party.number, party.code, party.name ?? party.code)
      }
    return seats + [seat(0, "", "")]
  }

  private func rows(of table: String, _ person: UInt32) throws -> [[Cell]] {
    try view.page(TableQuery(table, equal: [.integer(Int64(person))], limit: 500)).rows
  }

  /// Persons and organisations in the order of their numbers.
  ///
  /// - Parameters:
  ///   - after: The last one of the page before; 0 for the first page.
  ///   - limit: The most that a page has, from 1.
  /// - Returns: The parties, and where the next page goes on; `nil` when there are no more.
  public func parties(after: UInt32, limit: Int) throws -> (items: [Party], next: UInt32?) {
    let page = try view.page(
      TableQuery(Party.shape.name, after: after == 0 ? nil : [.integer(Int64(after))], limit: limit))
    let items = try page.rows.map { try Party(row: $0) }
    return (items, page.next == nil ? nil : items.last?.number)
  }
}
