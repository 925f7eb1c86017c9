import Land

/// Which zones have land of which ecosystem, leaves and parents: a town has few of all the types, and only
/// what it has needs memory in every table.
struct FigurePlaces: Sendable {
  /// Ecosystems, the unknown one included, and one place for figures that are not allocated.
  let width: Int
  /// How many places there are.
  private(set) var count = 0
  private var numbers: [Int32]

  init(_ cube: Cube, _ tree: ZoneTree) {
    width = cube.ecosystemCount + 1
    numbers = [Int32](repeating: -1, count: tree.members.count * width)
    for (leaf, member) in tree.leaves.enumerated() {
      for ecosystem in 0..<cube.ecosystemCount
      where cube.value(zone: leaf + 1, ecosystem: ecosystem, column: SumLayout.area) != nil {
        for zone in tree.lineage(of: member) { take(zone, ecosystem) }
      }
    }
    for member in tree.members.indices { take(member, width - 1) }
  }

  private mutating func take(_ member: Int, _ ecosystem: Int) {
    guard numbers[member * width + ecosystem] < 0 else { return }
    numbers[member * width + ecosystem] = Int32(count)
    count += 1
  }

  /// The place of a zone's ecosystem; nil where there is no such land.
  subscript(member: Int, ecosystem: Int) -> Int? {
    let number = numbers[member * width + ecosystem]
    return number < 0 ? nil : Int(number)
  }
}
