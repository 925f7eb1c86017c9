internal import Accounts

extension ReportPage {
  private static let mostRows = 40

  /// The tables in which formulas look figures up.
  var tableSection: ReportSection? {
    guard !provenance.tables.isEmpty else { return nil }
    let parts = provenance.tables.enumerated().flatMap { index, table in tableParts(table, index) }
    return ReportSection(id: "tables", title: "查算表", parts: parts)
  }

  private func tableParts(_ table: Provenance.TableNote, _ index: Int) -> [Markup] {
    let rows = table.rows.prefix(Self.mostRows).map { row in
      PageTable.Row(Array((row + table.heads.map { _ in "" }).prefix(table.heads.count)))
    }
    let grid = PageTable("", table.heads.map { .words(unitText($0)) }, rows)
    let left = table.rows.count - rows.count
    let more = left > 0 ? "；另有 \(left) 行在方法包中" : ""
    return [
      tag(
        "h3", ["id": "table-\(index)"], .text(table.zh.isEmpty ? table.name : "\(table.zh)（\(table.name)）")),
      grid.markup(), note(sourceText(table.source) + more),
    ]
  }

  /// Digests by which anybody can tell whether he holds the same files.
  var provenanceSection: ReportSection? {
    let pack = account.pack
    var parts = [
      paragraph("方法包 \(pack.id)（\(pack.edition)），摘要："),
      tag("p", ["class": "digest"], .text(pack.digest)),
      paragraph("区域文件夹 \(provenance.regionFolder)；程序 \(provenance.program)"),
    ]
    let files = provenance.inputs.filter { !$0.file.isEmpty }
    let inputs = files.map {
      PageTable.Row([$0.file, $0.zh.isEmpty ? $0.name : $0.zh, chineseHalf($0.alignment), $0.sha256])
    }
    if !inputs.isEmpty {
      let columns: [PageTable.Column] = [.words("资料文件"), .words("用作"), .words("对齐"), .digest("SHA-256")]
      parts.append(PageTable("资料", columns, inputs).cards())
    }
    let packs = provenance.packFiles.map { PageTable.Row([$0.name, $0.pack, $0.sha256]) }
    if !packs.isEmpty {
      let columns: [PageTable.Column] = [.words("文件"), .words("方法包"), .digest("SHA-256")]
      parts.append(PageTable("方法包与区域文件", columns, packs).cards())
    }
    return ReportSection(id: "provenance", title: "来历", parts: parts)
  }
}
