extension ZoneTree {
  /// Collects places and orders them so that parents come before children.
  struct Builder {
    private var places: [LeafRow.Place] = []
    private var parents: [Int?] = []
    private var known: [String: Int] = [:]
    private var leafPlaces: [Int] = []
    private var isLeaf: [Bool] = []

    mutating func add(_ row: LeafRow) throws(ZoneTreeError) {
      if let place = known[row.place.code] {
        if isLeaf[place] { throw .repeatedLeaf(code: row.place.code) }
        throw .twoLevels(code: row.place.code, first: places[place].level, second: row.place.level)
      }
      let leaf = enter(row.place)
      isLeaf[leaf] = true
      leafPlaces.append(leaf)
      var child = leaf
      for place in row.above {
        let parent = try find(place)
        try join(child, to: parent)
        child = parent
      }
    }

    private mutating func enter(_ place: LeafRow.Place) -> Int {
      places.append(place)
      parents.append(nil)
      isLeaf.append(false)
      known[place.code] = places.count - 1
      return places.count - 1
    }

    private mutating func find(_ place: LeafRow.Place) throws(ZoneTreeError) -> Int {
      guard let index = known[place.code] else { return enter(place) }
      guard places[index].level == place.level, !isLeaf[index] else {
        throw .twoLevels(code: place.code, first: places[index].level, second: place.level)
      }
      return index
    }

    private mutating func join(_ child: Int, to parent: Int) throws(ZoneTreeError) {
      if let present = parents[child], present != parent {
        throw .twoParents(code: places[child].code, first: places[present].code, second: places[parent].code)
      }
      var above: Int? = parent
      while let here = above {
        if here == child { throw .circle(code: places[child].code, above: places[parent].code) }
        above = parents[here]
      }
      parents[child] = parent
    }

    /// Members parents first (by depth, then by first mention), and the leaves' new indices.
    func ordered() -> ([Member], [Int]) {
      let depths = places.indices.map(depth)
      let order = places.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
      var place = [Int](repeating: 0, count: places.count)
      for (new, old) in order.enumerated() { place[old] = new }
      let members = order.map { old in
        Member(
          code: places[old].code, name: places[old].name, level: places[old].level,
          parent: parents[old].map { place[$0] })
      }
      return (members, leafPlaces.map { place[$0] })
    }

    private func depth(_ index: Int) -> Int {
      var steps = 0
      var next = parents[index]
      while let here = next {
        steps += 1
        next = parents[here]
      }
      return steps
    }
  }
}
