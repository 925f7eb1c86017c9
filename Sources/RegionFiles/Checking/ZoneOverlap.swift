import Accounts
import Land
import Law
import Quantities

/// Tells of zones that lie over each other: the first in the file keeps the land, the others are too small.
struct ZoneOverlap {
  let tree: ZoneTree
  /// Cells that a zone lost, by zone number.
  let overlaps: [UInt32: Double]
  /// Cells inside zones.
  let inside: Int

  /// Slivers along borders that were drawn twice are no more than worth knowing.
  private static let sliver = 0.001

  func findings() -> [Finding] {
    let lost = overlaps.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    guard lost > 0 else { return [] }
    let worst = overlaps.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
    let codes = worst.map { "\(tree.members[tree.leaves[Int($0.key) - 1]].code)（\(cells($0.value))）" }
    return [
      Finding(
        lost > Self.sliver * Double(inside) ? .warning : .note, code: "zones.overlap", subject: "zones",
        message: Label(
          zh: "分区相互重叠，共 \(cells(lost)) 个像元归了文件中在前的分区；失去的：\(codes.joined(separator: " "))",
          en: "zones overlap: \(cells(lost)) cells went to the zone that stands first in the file"),
        remedy: Label(zh: "在 GIS 中改正边界", en: "correct the borders in a GIS"))
    ]
  }

  private func cells(_ number: Double) -> String {
    formatted(number, decimals: number < 10 ? 2 : 0, grouping: false)
  }
}
