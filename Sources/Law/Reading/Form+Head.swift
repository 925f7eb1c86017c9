extension Form {
  /// The head of a pack; its list of sources goes into the session.
  func packHead() -> Pack.Head? {
    let sources = readSources()
    let id = self["pack"]?.identifier()
    let kind = self["kind"]?.choice(PackKind.self)
    let edition = self["edition"]?.text()
    let title = self["title"]?.label()
    let document = self["document"]?.document()
    let clausesRead = self["clausesRead"]?.flag()
    let uses = items("uses").compactMap { $0.packReference() }
    let takes = items("takes").compactMap { $0.packReference() }
    let replaces = items("replaces").compactMap { reader in
      reader.name().map { Reference(name: $0, place: reader.place) }
    }
    let settles = (self["settles"]?.entries() ?? []).compactMap { $0.value.settlement(of: $0.key) }
    let priceIndex = self["priceIndex"]?.priceIndex()
    let subject = self["subject"].map { $0.accountSubject() }
    guard let id, let kind, let edition, let title, let document, let clausesRead else { return nil }
    return Pack.Head(
      id: id, kind: kind, edition: edition, title: title, document: document, clausesRead: clausesRead,
      uses: uses, takes: takes, replaces: replaces, settles: settles, priceIndex: priceIndex,
      subject: subject ?? nil, sources: sources, place: reader.place)
  }

  private func readSources() -> [(key: String, citation: Citation)] {
    let entries = self["sources"]?.entries() ?? []
    let sources = entries.compactMap { key, value in value.sourceEntry().map { (key: key, citation: $0) } }
    for (key, citation) in sources { reader.session.sources[key] = citation }
    return sources
  }
}

extension Reader {
  fileprivate func accountSubject() -> AccountSubject? {
    guard let form = form(required: ["title", "total", "class", "land", "stock"]),
      let title = form["title"]?.label(), let total = form["total"]?.label(),
      let kind = form["class"]?.label(), let land = form["land"]?.label(),
      let isStock = form["stock"]?.flag()
    else { return nil }
    return AccountSubject(title: title, total: total, kind: kind, land: land, isStock: isStock)
  }

  /// `carbonMethod: { choice: "rate", source: { … } }`.
  fileprivate func settlement(of variant: String) -> Pack.Settlement? {
    guard let form = form(required: ["choice", "source"]), let choice = form["choice"],
      let id = choice.identifier(), let source = form["source"]?.citation()
    else { return nil }
    return Pack.Settlement(
      variant: Reference(name: variant, place: place), choice: Reference(name: id, place: choice.place),
      source: source)
  }

  fileprivate func packReference() -> Reference? {
    identifier().map { Reference(name: $0, place: place) }
  }

  fileprivate func priceIndex() -> Pack.PriceIndex? {
    guard let text = text() else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty {
      return Pack.PriceIndex(table: String(parts[0]), column: String(parts[1]), place: place)
    }
    report(
      .wrongValue, Label(zh: "“\(text)”不是表的一列", en: "\"\(text)\" is no column of a table"),
      remedy: Label(zh: "写成 表名.列名，如 cpi.index", en: "write table.column, like cpi.index"))
    return nil
  }

  /// An entry of `codes`.
  func codeSet() -> CodeSet? {
    guard let form = form(required: ["name", "label", "values", "source"]) else { return nil }
    let name = form["name"]?.name()
    let label = form["label"]?.label()
    let values = form.items("values").compactMap { $0.code() }
    let source = form["source"]?.citation()
    if let list = form["values"], case .array(let elements) = list.node.value, elements.isEmpty {
      list.report(
        .wrongValue, Label(zh: "代码表是空的", en: "the list of codes is empty"),
        remedy: Label(zh: "至少写一个代码", en: "write one code at least"))
    }
    guard let name, let label, let source, !values.isEmpty else { return nil }
    noteDoubles(form.items("values"), ids: form.items("values").map { $0.node["id"]?.plainText })
    return CodeSet(name: name, label: label, values: values, source: source, place: place)
  }

  private func code() -> CodeSet.Code? {
    guard let form = form(required: ["id", "zh", "en"]), let id = form["id"]?.identifier(),
      let zh = form["zh"]?.text(), let en = form["en"]?.text()
    else { return nil }
    return CodeSet.Code(id: id, label: Label(zh: zh, en: en))
  }

  /// Notes ids that stand twice in a list.
  func noteDoubles(_ items: [Reader], ids: [String?]) {
    var seen: Set<String> = []
    for (item, id) in zip(items, ids) {
      guard let id, !seen.insert(id).inserted else { continue }
      item.report(
        .duplicateName, Label(zh: "“\(id)”写了两次", en: "\"\(id)\" stands twice"),
        remedy: Label(zh: "只留一个，或改名", en: "keep one of them, or rename one"))
    }
  }
}

extension Node {
  /// The text of a text value.
  var plainText: String? {
    if case .text(let text) = value { text } else { nil }
  }
}
