internal import Actions
internal import Journal
internal import Law
internal import Ledger

extension RecordLoading {
  mutating func openLots() throws {
    let unit = try desk.copy().unit(mapping.unit.code).id
    for record in reading.issues where !record.isPossible {
      name(
        record, record.kind, record.quantity,
        Label(zh: "签发数须大于零且不小于入缓冲数", en: "an issue is above zero and not below what goes into the buffer"))
    }
    let records = reading.issues.filter(\.isPossible)
    let outcomes = try ask(
      records.map { (LedgerAction([.openLot($0.terms.of(unit))]), $0.origin) })
    for (record, outcome) in zip(records, outcomes) {
      if case .refused(let refusal) = outcome {
        name(record, record.kind, record.quantity, Self.why(refusal))
      } else {
        opened.insert(record.origin)
        years[record.terms.code] = record.year
      }
    }
  }

  mutating func name(_ record: IssueRecord, _ kind: String, _ parts: Int64, _ why: Label) {
    found.unreconciled.append(
      NamedRow(record.origin, kind: kind, lot: record.terms.code, figure: found.text(parts), why: why))
  }

  mutating func issue() throws {
    let names = try desk.copy()
    let records = reading.issues.filter { opened.contains($0.origin) }
    let outcomes = try ask(try records.map { (LedgerAction(try issues(of: $0, names)), $0.origin) })
    var loaded: [RowOrigin: [Int64]] = [:]
    for (record, outcome) in zip(records, outcomes) {
      switch outcome {
      case .done(let facts): loaded[record.origin] = [facts.moved(to: .available), facts.moved(to: .buffer)]
      case .refused(let refusal): name(record, record.kind, record.quantity, Self.why(refusal))
      }
    }
    for record in reading.issues {
      let sums = loaded[record.origin] ?? [0, 0]
      found.add(kind: record.kind, year: record.year, source: record.quantity, loaded: sums[0] + sums[1])
    }
    for record in reading.issues {
      let buffer = loaded[record.origin]?[1] ?? 0
      found.add(kind: "buffer", year: record.year, source: record.buffer, loaded: buffer)
    }
  }

  func issues(of record: IssueRecord, _ names: Names) throws -> [Operation] {
    let table = mapping.issues[record.table]
    let lot = try names.lot(record.terms.code).id
    var operations: [Operation] = []
    if record.quantity != record.buffer {
      operations.append(
        .issue(
          lot: lot, account: try names.account(table.account).id, quantity: record.quantity - record.buffer))
    }
    if record.buffer != 0, let buffer = table.buffer {
      operations.append(
        .issue(
          lot: lot, account: try names.account(buffer.account).id, quantity: record.buffer, to: .buffer))
    }
    return operations
  }
}

extension IssueRecord {
  /// Whether something is issued, and no more of it put aside.
  fileprivate var isPossible: Bool { quantity > 0 && (0...quantity).contains(buffer) }
}

extension LotTerms {
  /// The same terms with the number of the unit.
  fileprivate func of(_ unit: UnitID) -> LotTerms {
    LotTerms(
      code: code, unit: unit, assetClass: assetClass, project: project, place: place, vintage: vintage,
      attributes: attributes, expiry: expiry, evidence: evidence)
  }
}
