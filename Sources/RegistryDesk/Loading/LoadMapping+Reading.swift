public import Law
internal import Ledger

extension LoadMapping {
  /// Reads a mapping strictly: unknown keys and wrong values are told, all of them.
  ///
  /// - Returns: The mapping, `nil` when anything refuses it; and all problems that were found.
  public static func read(_ text: String, file: String) -> (mapping: LoadMapping?, problems: [Problem]) {
    let session = ReadingSession(units: nil)
    let (node, faults) = parseJSON5Forgiving(text, file: file)
    for fault in faults { session.report(fault) }
    let mapping = node.flatMap { Reader($0, session: session).mapping(text) }
    return (session.hasErrors ? nil : mapping, session.problems)
  }
}

extension Reader {
  fileprivate func mapping(_ text: String) -> LoadMapping? {
    guard
      let form = form(
        required: ["id", "title", "source", "unit", "accounts", "issues"], optional: ["surrenders"])
    else { return nil }
    let accounts = form.items("accounts").compactMap { $0.mappedAccount() }
    let known = accounts.map(\.code)
    let surrenders = form.items("surrenders").compactMap { $0.surrenderTable(known) }
    let issues = form.items("issues").compactMap { $0.issueTable(known, kinds: surrenders.map(\.kind)) }
    guard let id = form["id"]?.identifier(), let title = form["title"]?.label(),
      let source = form["source"]?.document(), let unit = form["unit"]?.unitRules()
    else { return nil }
    return LoadMapping(
      id: id, title: title, source: source, unit: unit, accounts: accounts, issues: issues,
      surrenders: surrenders, text: text)
  }

  private func unitRules() -> UnitRules? {
    guard let form = form(required: ["code", "symbol", "decimals"]), let code = form["code"]?.text(),
      let symbol = form["symbol"]?.text(), let decimals = form["decimals"]?.integer(in: 0...18)
    else { return nil }
    return UnitRules(code: code, symbol: symbol, decimals: UInt8(decimals))
  }

  private func mappedAccount() -> MappedAccount? {
    guard let form = form(required: ["code", "kind"]), let code = form["code"]?.text(),
      let kind = form["kind"]?.choice(KindWord.self)
    else { return nil }
    return MappedAccount(code: code, kind: kind.kind)
  }

  private func issueTable(_ accounts: [String], kinds: [String]) -> IssueTable? {
    guard
      let form = form(
        required: ["file", "sheet", "header_row", "lot", "quantity", "account"],
        optional: [
          "class", "project", "place", "from", "until", "year", "kind", "attributes", "buffer", "nothing",
          "retired", "compared",
        ]),
      let place = form.mappedSheet(), let lot = form.lotColumns(), let quantity = form["quantity"]?.text(),
      let account = form["account"]?.word(of: accounts)
    else { return nil }
    return IssueTable(
      place: place, lot: lot, quantity: quantity, account: account,
      buffer: form["buffer"]?.bufferColumn(accounts),
      nothing: Set(form.items("nothing").compactMap { $0.text() }),
      retired: form.items("retired").compactMap { $0.retiredColumn(accounts) },
      compared: form.items("compared").compactMap { $0.comparedColumn(kinds) })
  }

  private func bufferColumn(_ accounts: [String]) -> BufferColumn? {
    guard let form = form(required: ["column", "account"]), let column = form["column"]?.text(),
      let account = form["account"]?.word(of: accounts)
    else { return nil }
    return BufferColumn(column: column, account: account)
  }

  private func retiredColumn(_ accounts: [String]) -> RetiredColumn? {
    guard
      let form = form(required: ["kind", "column", "account", "from", "reason"], optional: ["beneficiary"]),
      let kind = form["kind"]?.text(), let column = form["column"]?.text(),
      let account = form["account"]?.word(of: accounts), let from = form["from"]?.choice(StateWord.self),
      let reason = form["reason"]?.text()
    else { return nil }
    return RetiredColumn(
      kind: kind, column: column, account: account, from: from == .available ? .available : .buffer,
      reason: reason, beneficiary: form["beneficiary"]?.text() ?? "")
  }

  private func comparedColumn(_ kinds: [String]) -> ComparedColumn? {
    guard let form = form(required: ["column", "with"]), let column = form["column"]?.text() else {
      return nil
    }
    return ComparedColumn(column: column, with: form.items("with").compactMap { $0.word(of: kinds) })
  }

  private func surrenderTable(_ accounts: [String]) -> SurrenderTable? {
    guard
      let form = form(
        required: [
          "kind", "file", "sheet", "header_row", "lot", "quantity", "holder", "name", "account", "reason",
        ],
        optional: ["year", "also_written", "only_compared"]),
      let place = form.mappedSheet(), let kind = form["kind"]?.text(), let lot = form["lot"]?.text(),
      let quantity = form["quantity"]?.text(), let holder = form["holder"]?.text(),
      let name = form["name"]?.text(), let account = form["account"]?.word(of: accounts),
      let reason = form["reason"]?.text()
    else { return nil }
    return SurrenderTable(
      kind: kind, place: place, lot: lot, quantity: quantity, holder: holder, name: name,
      year: form["year"]?.text(), account: account, reason: reason,
      alsoWritten: form.items("also_written").compactMap { $0.otherSpelling() },
      isOnlyCompared: form["only_compared"]?.flag() ?? false)
  }

  private func otherSpelling() -> OtherSpelling? {
    guard let form = form(required: ["written", "means", "because"]), let written = form["written"]?.text(),
      let means = form["means"]?.text(), let because = form["because"]?.text()
    else { return nil }
    return OtherSpelling(written: written, means: means, because: because)
  }

  /// One of the names that the mapping gave before.
  private func word(of known: [String]) -> String? {
    guard let text = text() else { return nil }
    if known.contains(text) { return text }
    report(
      .unknownName, Label(zh: "没有“\(text)”", en: "there is no \"\(text)\""),
      remedy: Label(
        zh: "已有：\(known.joined(separator: " "))", en: "there are: \(known.joined(separator: " "))"))
    return nil
  }
}

extension Form {
  fileprivate func mappedSheet() -> MappedSheet? {
    guard let file = self["file"]?.text(), let sheet = self["sheet"]?.text(),
      let row = self["header_row"]?.integer(in: 1...1_000_000)
    else { return nil }
    return MappedSheet(file: file, sheet: sheet, headerRow: row)
  }

  fileprivate func lotColumns() -> LotColumns? {
    guard let code = self["lot"]?.text() else { return nil }
    let attributes = (self["attributes"]?.entries() ?? []).compactMap { key, value in
      value.text().map { LotTerms.Attribute(key, $0) }
    }
    return LotColumns(
      code: code, assetClass: self["class"]?.text(), project: self["project"]?.text(),
      place: self["place"]?.text(), from: self["from"]?.text(), until: self["until"]?.text(),
      year: self["year"]?.text(), kind: self["kind"]?.text(),
      attributes: attributes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
  }
}

private enum KindWord: String, CaseIterable {
  case holding, reserve, register

  var kind: AccountKind {
    switch self {
    case .holding: .holding
    case .reserve: .reserve
    case .register: .register
    }
  }
}

private enum StateWord: String, CaseIterable {
  case available, buffer
}
