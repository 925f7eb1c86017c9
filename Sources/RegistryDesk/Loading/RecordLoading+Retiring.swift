internal import Actions
internal import Journal
internal import Law
internal import Ledger

extension RecordLoading {
  /// What the columns of the lots say was retired.
  mutating func retire() throws {
    let names = try desk.copy()
    for (index, table) in mapping.issues.enumerated() {
      for (place, column) in table.retired.enumerated() {
        let records = reading.issues.filter { $0.table == index && $0.retired[place] != 0 }
        try retire(records, column, place, names)
      }
    }
  }

  private mutating func retire(
    _ records: [IssueRecord], _ column: RetiredColumn, _ place: Int, _ names: Names
  ) throws {
    let account = try names.account(column.account).id
    let wishes = try records.filter { opened.contains($0.origin) }.map { record -> Wish in
      let retire = Operation.retire(
        lot: try names.lot(record.terms.code).id, account: account, quantity: record.retired[place],
        from: column.from, reason: column.reason, beneficiary: column.beneficiary)
      return (LedgerAction([retire]), record.origin)
    }
    var outcomes = try ask(wishes)[...]
    for record in records {
      let outcome = opened.contains(record.origin) ? outcomes.popFirst() : nil
      note(record, column, place, outcome)
    }
  }

  private mutating func note(
    _ record: IssueRecord, _ column: RetiredColumn, _ place: Int, _ outcome: Entry.Outcome?
  ) {
    let kind = "retired " + column.kind
    var loaded: Int64 = 0
    switch outcome {
    case .done(let facts): loaded = facts.moved(to: .retired)
    case .refused(let refusal): name(record, kind, record.retired[place], Self.why(refusal))
    case nil:
      name(record, kind, record.retired[place], Label(zh: "批次未能开设", en: "its lot was not opened"))
    }
    found.add(kind: kind, year: record.year, source: record.retired[place], loaded: loaded)
  }

  /// What the compared columns say of each lot, beside the sum of the rows of other tables.
  mutating func compare() {
    for (index, table) in mapping.issues.enumerated() {
      for (place, column) in table.compared.enumerated() {
        var stated: [String: Int64] = [:]
        for record in reading.issues where record.table == index && record.compared[place] != 0 {
          stated[record.terms.code, default: 0] &+= record.compared[place]
        }
        var summed: [String: Int64] = [:]
        for record in reading.surrenders where column.with.contains(mapping.surrenders[record.table].kind) {
          summed[record.lot, default: 0] &+= record.quantity
        }
        let lots = Set(stated.keys).union(summed.keys).sorted()
        let differing = lots.filter { stated[$0, default: 0] != summed[$0, default: 0] }
        found.differences += differing.map {
          .init(column: column.column, lot: $0, stated: stated[$0] ?? 0, summed: summed[$0] ?? 0)
        }
        found.agreeing.append((column.column, lots.count - differing.count))
      }
    }
  }
}
