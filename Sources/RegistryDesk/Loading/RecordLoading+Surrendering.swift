internal import Actions
internal import Journal
internal import Law
internal import Ledger

extension RecordLoading {
  mutating func surrender() throws {
    let names = try desk.copy()
    let wishes = loadedSurrenders.map { (record: $0, wish: wish(of: $0, names)) }
    var outcomes = try ask(wishes.compactMap { try? $0.wish.get() })[...]
    for (record, wish) in wishes {
      switch wish {
      case .success:
        guard let outcome = outcomes.popFirst() else { return }
        note(record, outcome)
      case .failure(let why): name(record, why.message)
      }
    }
  }

  private mutating func note(_ record: SurrenderRecord, _ outcome: Entry.Outcome) {
    switch outcome {
    case .done(let facts): count(record, facts.moved(to: .retired))
    case .refused(let refusal): name(record, Self.why(refusal))
    }
  }

  private mutating func name(_ record: SurrenderRecord, _ why: Label) {
    let kind = "retired " + mapping.surrenders[record.table].kind
    found.unreconciled.append(
      NamedRow(record.origin, kind: kind, lot: record.lot, figure: found.text(record.quantity), why: why))
    count(record, 0)
  }

  private mutating func count(_ record: SurrenderRecord, _ loaded: Int64) {
    let kind = "retired " + mapping.surrenders[record.table].kind
    found.add(kind: kind, year: record.year, source: record.quantity, loaded: loaded)
  }

  /// The units come to the holder, who gives them up: the record says that they were the holder's, and not
  /// since when or from whom.
  private func wish(of record: SurrenderRecord, _ names: Names) -> Result<Wish, DeskRefusal> {
    let table = mapping.surrenders[record.table]
    guard let lot = try? names.lot(record.lot) else {
      return .failure(DeskRefusal(zh: "签发记录中没有这个批次", en: "no record issues a lot of this code"))
    }
    if table.year != nil, let year = years[record.lot], year != record.year {
      return .failure(
        DeskRefusal(
          zh: "年份 \(record.year) 与批次的年份 \(year) 不符", en: "the year \(record.year) is not the lot's, \(year)"))
    }
    guard let holder = try? names.account(record.holder).id, let from = try? names.account(table.account).id
    else {
      return .failure(DeskRefusal(zh: "持有人未能登记", en: "the holder could not be registered"))
    }
    let operations: [Operation] = [
      .transfer(lot: lot.id, from: from, to: holder, quantity: record.quantity),
      .retire(
        lot: lot.id, account: holder, quantity: record.quantity, reason: table.reason,
        beneficiary: record.holder + " " + record.name),
    ]
    return .success((LedgerAction(operations), record.origin))
  }
}
