internal import Formula

extension Reader {
  /// An entry of `forms`.
  func officialForm() -> OfficialForm? {
    let keys = ["id", "title", "rows", "columns", "signatures", "relations", "source"]
    guard let form = form(required: keys) else { return nil }
    let id = form["id"]?.identifier()
    let title = form["title"]?.label()
    let rows = form["rows"]?.choice(OfficialForm.Rows.self)
    let signatures = form.items("signatures").map { $0.label() }
    let source = form["source"]?.citation()
    guard let id, let title, let rows, let source else { return nil }
    let columns = form.items("columns").map { $0.formColumn(of: rows) }
    let known = columns.compactMap { $0?.content }
    let relations = form.items("relations").map { $0.relation(among: known) }
    guard !columns.contains(where: { $0 == nil }), !relations.contains(where: { $0 == nil }),
      !signatures.contains(where: { $0 == nil }), form.hasCodeOnce(known)
    else { return nil }
    return OfficialForm(
      id: id, title: title, rows: rows, columns: columns.compactMap { $0 },
      signatures: signatures.compactMap { $0 }, relations: relations.compactMap { $0 }, source: source,
      place: place)
  }

  private func formColumn(of rows: OfficialForm.Rows) -> OfficialForm.Column? {
    guard let form = form(required: ["is", "head"], optional: ["unit", "decimals"]) else { return nil }
    let content = form["is"]?.choice(OfficialForm.Content.self)
    let head = form["head"]?.label()
    guard let content, let head else { return nil }
    guard rows.contents.contains(content) else {
      let list = rows.contents.map(\.rawValue).sorted().joined(separator: " | ")
      form["is"]?.report(
        .wrongValue,
        Label(
          zh: "按 \(rows.rawValue) 分行的表没有 \(content.rawValue) 列",
          en: "a form with a row for each \(rows.rawValue) has no column \(content.rawValue)"),
        remedy: Label(zh: "写 \(list) 之一", en: "write one of \(list)"))
      return nil
    }
    guard content.isFigure else { return OfficialForm.Column(content: content, head: head, figures: nil) }
    guard let figures = self.form(required: ["is", "head", "unit", "decimals"]),
      let unit = figures["unit"]?.choice(OfficialForm.FigureUnit.self),
      let decimals = figures["decimals"]?.integer(in: 0...8)
    else { return nil }
    return OfficialForm.Column(content: content, head: head, figures: .init(unit: unit, decimals: decimals))
  }

  private func relation(among known: [OfficialForm.Content]) -> OfficialForm.Relation? {
    let optional = ["rows", "sum", "of", "last", "than", "percent", "equal", "form", "to"]
    guard let form = form(required: [], optional: optional),
      let kind = form.oneOf(["rows", "sum", "last", "equal"])
    else { return nil }
    guard let content = form[kind]?.figureColumn(among: known) else { return nil }
    switch kind {
    case "rows": return .rows(content)
    case "sum":
      let parts = form.items("of").map { $0.figureColumn(among: known) }
      return parts.isEmpty || parts.contains { $0 == nil }
        ? nil : .columns(content, of: parts.compactMap { $0 })
    case "last":
      guard let form = self.form(required: ["last", "than", "percent"]),
        let than = form["than"]?.figureColumn(among: known), let percent = form["percent"]?.number()
      else { return nil }
      return .last(content, than: than, percent: percent)
    default:
      guard let form = self.form(required: ["equal", "form", "to"]), let name = form["form"]?.identifier(),
        let other = form["to"]?.choice(OfficialForm.Content.self)
      else { return nil }
      return .equal(content, form: name, other)
    }
  }

  /// The name of a column of figures that the form has.
  private func figureColumn(among known: [OfficialForm.Content]) -> OfficialForm.Content? {
    guard let content = choice(OfficialForm.Content.self) else { return nil }
    if content.isFigure, known.contains(content) { return content }
    report(
      .wrongValue,
      Label(zh: "本表没有数字列 \(content.rawValue)", en: "the form has no column of figures \(content.rawValue)"),
      remedy: Label(zh: "在 columns 中加上，或改用已有的列", en: "add it to columns, or name one that is there"))
    return nil
  }
}

extension Form {
  /// Rows are found again by their codes, and a column that stands twice could not be named.
  fileprivate func hasCodeOnce(_ contents: [OfficialForm.Content]) -> Bool {
    let named = contents.filter { $0 != .fill }
    if named.contains(.code), Set(named).count == named.count { return true }
    reader.report(
      .wrongValue,
      Label(
        zh: "每表须有一列 code，其余各列（fill 除外）不得重复", en: "a form has one column code, and no column twice but fill"),
      remedy: Label(
        zh: "补上 { is: \"code\", … } 或删去重复的列", en: "add { is: \"code\", … }, or take out the double one"))
    return false
  }
}
