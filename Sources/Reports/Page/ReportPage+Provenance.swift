internal import Accounts

extension ReportPage {
  private static let mostRows = 40

  /// The tables in which formulas look figures up.
  var tableSection: ReportSection? {
    guard !provenance.tables.isEmpty else { return nil }
    let parts = provenance.tables.enumerated().flatMap { index, table in tableParts(table, index) }
    return ReportSection(id: "tables", title: say("查算表", "Look-up tables"), parts: parts)
  }

  private func tableParts(_ table: Provenance.TableNote, _ index: Int) -> [Markup] {
    let rows = table.rows.prefix(Self.mostRows).map { row in
      PageTable.Row(Array((row + table.heads.map { _ in "" }).prefix(table.heads.count)))
    }
    let grid = PageTable("", table.heads.map { .quoted(unitText($0, in: language)) }, rows)
    let left = table.rows.count - rows.count
    let more = left > 0 ? say("；另有 \(left) 行在方法包中", "; \(left) more rows are in the pack") : ""
    return [
      tag(
        "h3", ["id": "table-\(index)"], .text(named(say(table.zh, table.en), table.name, in: language))),
      grid.markup(),
      tag("p", ["class": "note"], quoted(sourceText(table.source, in: language)), .text(more)),
    ]
  }

  /// Where the digest of an input's file stands.
  func fileAnchor(_ input: String) -> String { "file-" + input }

  /// Digests by which anybody can tell whether he holds the same files.
  var provenanceSection: ReportSection? {
    let pack = account.pack
    var parts = [
      paragraph(
        say("方法包 \(pack.id)（\(pack.edition)），摘要：", "Method pack \(pack.id) (\(pack.edition)), digest:")),
      tag("p", ["class": "digest"], .text(pack.digest)),
      tag(
        "p", [:], .text(say("区域文件夹 ", "Region folder ")), quoted(provenance.regionFolder),
        .text(say("；程序 ", "; program ") + provenance.program)),
    ]
    if !digest.isEmpty {
      parts += [paragraph("account.json, SHA-256:"), tag("p", ["class": "digest"], .text(digest))]
    }
    let files = provenance.inputs.filter { !$0.file.isEmpty }
    let inputs = files.map { note in
      var row = PageTable.Row([
        note.file, name(note.zh, note.en, or: note.name), half(note.alignment, in: language), note.sha256,
      ])
      row.id = fileAnchor(note.name)
      return row
    }
    if !inputs.isEmpty {
      let columns: [PageTable.Column] = [
        .quoted(say("资料文件", "Data file")), .words(say("用作", "Used as")), .words(say("对齐", "Alignment")),
        .digest("SHA-256"),
      ]
      parts.append(PageTable(say("资料", "Data"), columns, inputs).cards())
    }
    let packs = provenance.packFiles.map { PageTable.Row([$0.name, $0.pack, $0.sha256]) }
    if !packs.isEmpty {
      let columns: [PageTable.Column] = [
        .quoted(say("文件", "File")), .words(say("方法包", "Pack")), .digest("SHA-256"),
      ]
      parts.append(
        tag(
          "div", ["id": "packs"],
          PageTable(say("方法包与区域文件", "Packs and region file"), columns, packs).cards()))
    }
    return ReportSection(id: "provenance", title: say("来历", "Provenance"), parts: parts)
  }
}
