import Accounts
import Land
import Law

/// What an account tells of how sure it is, whether it was drawn or not.
struct Sureness {
  let drivers: [Account.Driver]
  /// Ranges that cannot be followed.
  let findings: [Finding]

  /// - Parameter drawn: The draws of the account, where it was drawn.
  init(
    _ region: PreparedRegion, _ sensitivity: Sensitivity, _ assumed: [(AssumedFigure, share: Double)],
    _ figures: FigureSet, _ drawn: DrawRun?, _ sideBySide: (Int, @Sendable (Int) -> Void) -> Void
  ) throws {
    let total = figures.totals.all
    let ranged = region.study.drawnFigures(region.maker.data)
    let plain = Sensitivity.drivers(of: assumed, besides: ranged, total: total)
    guard !ranged.isEmpty else {
      (drivers, findings) = (Sensitivity.inOrder(plain), [])
      return
    }
    do {
      // Two draws at least make a drawing; here none is drawn.
      let drawing =
        try drawn?.drawing
        ?? Drawing(region.maker, count: 2, seed: 1, statistics: region.drawnStatistics)
      let moved = try sensitivity.drivers(of: drawing, total: total, sideBySide: sideBySide)
      (drivers, findings) = (Sensitivity.inOrder(moved + plain), [])
    } catch let refusal as DrawRefusal {
      let note = Finding(
        .note, code: "range.unfollowed", subject: region.study.region.id,
        message: Label(same: "\(refusal)"),
        remedy: Label(zh: "见 docs/uncertainty.md", en: "see docs/uncertainty.md"))
      (drivers, findings) = (Sensitivity.inOrder(plain), [note])
    }
  }
}

extension FigureSet {
  /// Total value of each zone at the top, by member of the tree.
  func tops(_ tree: ZoneTree) -> [Int: Double] {
    let tops = tree.members.indices.filter { tree.members[$0].parent == nil }
    let byCode = Dictionary(uniqueKeysWithValues: tops.map { (tree.members[$0].code, $0) })
    var totals: [Int: Double] = [:]
    for sum in sums { if let top = byCode[sum.zone] { totals[top, default: 0] += sum.value } }
    return totals
  }
}
