import Accounts
import Geo
import GeoFiles
import Land
import Law

/// What was met while a region was opened, and does not stop the account.
extension PreparedRegion.GridBody {
  var findings: [Finding] { passedOver + faults + zonesBeyond + layers.flatMap { $0.findings } }

  private var passedOver: [Finding] {
    guard !zones.passedOver.isEmpty else { return [] }
    let first = zones.passedOver.prefix(5).map { "\($0)" }.joined(separator: "；")
    return [
      Finding(
        .warning, code: "zones.passed-over", subject: "zones",
        message: Label(
          zh: "\(zones.passedOver.count) 个要素没有可用的图形，未计入：\(first)",
          en: "\(zones.passedOver.count) features have no usable outline and are left out"),
        remedy: Label(zh: "在 GIS 中修复这些要素", en: "repair these features in a GIS"))
    ]
  }

  private var faults: [Finding] {
    coverage.faults.prefix(20).map { fault in
      let code = zones.tree.members[zones.tree.leaves[fault.feature]].code
      return Finding(
        .warning, code: "zones.faulty", subject: "zones \(code)",
        message: Label(zh: "图形有误：\(fault.fault)", en: "the outline is faulty: \(fault.fault)"),
        remedy: Label(zh: "在 GIS 中修复该要素", en: "repair the feature in a GIS"))
    }
  }
}

extension PreparedLayer {
  fileprivate var findings: [Finding] {
    switch alignment {
    case .same: []
    case .shifted(let columns, let rows): [shift(columns, rows)]
    case .warped(let warp): [between(warp) ?? warped] + (warp.knowsDatumShift ? [] : [unknownDatum])
    }
  }

  /// A layer as large as the grid that lies some cells off is more often a mistake than a map of another
  /// extent; one of another size is told as a note.
  private func shift(_ columns: Int, _ rows: Int) -> Finding {
    Finding(
      hasOtherExtent ? .note : .warning, code: "layer.shifted", subject: name,
      message: Label(
        zh: "\(file) 与网格错开 \(columns) 列 \(rows) 行（整格）",
        en: "\(file) lies \(columns) columns and \(rows) rows off the grid"),
      remedy: Label(
        zh: "若图层本来就大小不同，无妨；若应与网格重合，请改正坐标", en: "fine if its extent is another one; else correct its origin"))
  }

  /// Cells as large as the grid's that lie between them: a corner taken for a centre, or a moved origin.
  private func between(_ warp: LayerAlignment.Warp) -> Finding? {
    guard case .fraction(let columns, let rows) = warp.reason else { return nil }
    let (east, south) = ((columns * 100).rounded() / 100, (rows * 100).rounded() / 100)
    return Finding(
      .warning, code: "layer.between", subject: name,
      message: Label(
        zh: "\(file) 的像元与网格一样大，却错开 \(east) 列 \(south) 行，已重采样",
        en:
          "\(file) has cells as large as the grid's, "
          + "\(east) columns and \(south) rows off; it was resampled"),
      remedy: Label(
        zh: "若原点写错（像元角与中心相混，或平移过），请改正",
        en: "if its origin is wrong (corner and centre mixed, or moved), correct it"))
  }

  private var warped: Finding {
    Finding(
      .note, code: "layer.resampled", subject: name,
      message: Label(same: "\(file)：\(alignment)"),
      remedy: Label(zh: "方法由 resample 选定", en: "choose the method by resample"))
  }

  private var unknownDatum: Finding {
    Finding(
      .warning, code: "layer.datum", subject: name,
      message: Label(
        zh: "\(file)：基准面之间没有转换参数，可能偏移百米",
        en: "\(file): no shift between the datums is known; it may lie a hundred metres off"),
      remedy: Label(zh: "请测绘部门转换后再用", en: "have it transformed by the surveying office"))
  }
}
