internal import Journal
internal import Ledger
internal import Parties
public import Store

extension World {
  /// The tables of earlier versions, whose archives are still read: an archive of one is restored as it was
  /// and then migrated.
  public static let formerShapes = [
    StoreShape(version: 1, tables: second.map { former[$0.name]?.old ?? $0 }),
    StoreShape(version: 2, tables: second, migrations: [fromFirst]),
  ]

  /// To version 2: codes and documents are unique in the database too, and moves are found by account in the
  /// order of the journal. Rows stay as they are.
  static let fromFirst = Migration(
    from: 1, steps: tables.compactMap { former[$0.name] }.map { .reindex($0.old, into: $0.new) })

  /// To version 3: freezes that wait, and the administrations that accounts are under.
  static let fromSecond = Migration(
    from: 2, steps: tables.filter(\.isLater).map { .create($0) })

  /// The tables of version 2.
  private static let second = tables.filter { !$0.isLater }

  private static let former = Dictionary(
    uniqueKeysWithValues: [
      (AssetUnit.shape, [["code"]]), (Account.shape, [["code"], ["owner"]]),
      (Lot.shape, [["code"], ["unit"], ["project"]]), (Party.shape, [["code"]]),
      (IdentityRecord.shape, [["number"]]),
      (MoveHistory.shape, [["from_account", "lot"], ["to_account", "lot"], ["lot", "sequence"]]),
    ].map { new, indexes in (new.name, (old: new.indexed(by: indexes), new: new)) })
}

extension TableShape {
  /// The same table with other indexes, none of them unique.
  fileprivate func indexed(by indexes: [[String]]) -> TableShape {
    TableShape(
      name, columns, keyCount: keyCount, checks: checks, indexes: indexes, isAppendOnly: isAppendOnly)
  }
}
