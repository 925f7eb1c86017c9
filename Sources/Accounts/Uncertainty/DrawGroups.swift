import Land

/// Zones put together as far as draws allow: figures of draws are kept by group, not by zone.
///
/// A group is all leaves under one zone of the finest level at which draws decide something, or under the
/// top. It goes by the number of its first leaf.
struct DrawGroups: Sendable {
  /// The group of each leaf, by the leaf's place.
  let ofLeaf: [Int]
  /// The groups, ascending.
  let all: [Int]
  /// The zone at the top of each group, as member of the tree.
  let top: [Int: Int]

  /// - Parameter levels: Levels of zones for which something is decided.
  init(_ tree: ZoneTree, levels: Set<String>) {
    var first: [Int: Int] = [:]
    var ofLeaf: [Int] = []
    var top: [Int: Int] = [:]
    for (leaf, member) in tree.leaves.enumerated() {
      let lineage = tree.lineage(of: member)
      let root = lineage.last ?? member
      let holder = lineage.first { levels.contains(tree.members[$0].level) } ?? root
      let group = first[holder] ?? leaf
      first[holder] = group
      ofLeaf.append(group)
      top[group] = root
    }
    self.ofLeaf = ofLeaf
    self.top = top
    all = Set(ofLeaf).sorted()
  }

  /// Sums of a tile, or of all tiles, by group and over all ecosystems; the key of a row is the group's.
  func collapsed(_ tile: TileSums, width: Int) -> [Int: [Double]] {
    var rows: [Int: [Double]] = [:]
    for (index, key) in tile.keys.enumerated() {
      let zone = Int(key >> 16)
      // Land outside all zones is in no total.
      guard zone > 0 else { continue }
      let values = tile.values[(index * width)..<((index + 1) * width)]
      var row = rows[ofLeaf[zone - 1]] ?? [Double](repeating: 0, count: width)
      for (column, value) in values.enumerated() { row[column] += value }
      rows[ofLeaf[zone - 1]] = row
    }
    return rows
  }
}
