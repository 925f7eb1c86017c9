import Land

/// The figures of one indicator for every zone and ecosystem, leaves and parents; a figure of which nothing
/// is known is NaN.
///
/// A parent's figure is the sum of its children's and of what is decided at its own level; children come in
/// the tree's order, so the sums have the same bits everywhere.
struct IndicatorTable {
  /// Ecosystems, the unknown one included, and behind them one place for figures that are not allocated.
  let width: Int
  private(set) var physical: [Double]
  private(set) var value: [Double]
  private(set) var present: [Bool]

  init(zones: Int, ecosystems: Int) {
    width = ecosystems + 1
    physical = [Double](repeating: 0, count: zones * width)
    value = physical
    present = [Bool](repeating: false, count: zones * width)
  }

  var notAllocated: Int { width - 1 }

  mutating func add(member: Int, ecosystem: Int, _ figure: ZoneFigure) {
    let place = member * width + ecosystem
    let before = present[place] ? [physical[place], value[place]] : [.nan, .nan]
    physical[place] = sumOfKnown([before[0], figure.physical])
    value[place] = sumOfKnown([before[1], figure.value])
    present[place] = true
  }

  func figure(member: Int, ecosystem: Int) -> ZoneFigure? {
    let place = member * width + ecosystem
    return present[place] ? ZoneFigure(physical: physical[place], value: value[place]) : nil
  }

  /// Adds every zone to its parent, the deepest first.
  mutating func rollUp(_ tree: ZoneTree) {
    for (parent, children) in Self.childrenDeepestFirst(tree) {
      for child in children {
        for ecosystem in 0..<width {
          if let figure = figure(member: child, ecosystem: ecosystem) {
            add(member: parent, ecosystem: ecosystem, figure)
          }
        }
      }
    }
  }

  /// Parents with their children in order; since members stand parents first, going backwards meets children
  /// before parents.
  static func childrenDeepestFirst(_ tree: ZoneTree) -> [(Int, [Int])] {
    var children: [Int: [Int]] = [:]
    for (index, member) in tree.members.enumerated() {
      if let parent = member.parent { children[parent, default: []].append(index) }
    }
    return children.keys.sorted(by: >).map { ($0, children[$0] ?? []) }
  }
}
