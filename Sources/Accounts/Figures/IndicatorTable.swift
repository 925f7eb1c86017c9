import Land

/// The figures of one indicator for every zone and ecosystem, leaves and parents; a figure of which nothing
/// is known is NaN.
///
/// A parent's figure is the sum of its children's and of what is decided at its own level; children come in
/// the tree's order, so the sums have the same bits everywhere.
struct IndicatorTable {
  /// Which zones and ecosystems can have figures; one for all indicators.
  let places: FigurePlaces
  private var physical: [Double]
  private var value: [Double]
  private var present: [Bool]

  init(_ places: FigurePlaces) {
    self.places = places
    physical = [Double](repeating: 0, count: places.count)
    value = physical
    present = [Bool](repeating: false, count: places.count)
  }

  /// Ecosystems, the unknown one included, and behind them one place for figures that are not allocated.
  var width: Int { places.width }
  var notAllocated: Int { width - 1 }

  mutating func add(member: Int, ecosystem: Int, _ figure: ZoneFigure) {
    guard let place = places[member, ecosystem] else {
      preconditionFailure("Land that has figures has an area.")
    }
    guard present[place] else {
      (physical[place], value[place], present[place]) = (figure.physical, figure.value, true)
      return
    }
    physical[place] = sumOfKnown(physical[place], figure.physical)
    value[place] = sumOfKnown(value[place], figure.value)
  }

  func figure(member: Int, ecosystem: Int) -> ZoneFigure? {
    guard let place = places[member, ecosystem], present[place] else { return nil }
    return ZoneFigure(physical: physical[place], value: value[place])
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
