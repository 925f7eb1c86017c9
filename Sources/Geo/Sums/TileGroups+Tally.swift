extension TileGroups {
  /// Tallies a figure given for every cell of the tile, row by row.
  public func tally(_ values: [Double]) -> [Tally] {
    precondition(values.count == tile.count, "One value for each cell.")
    var tallies = [Tally](repeating: Tally(), count: keys.count)
    values.withUnsafeBufferPointer { add($0, from: 0, to: &tallies) }
    return tallies
  }

  /// Adds the values of some cells of the tile to its tallies.
  ///
  /// For the same bits on every machine a tile must always be handed over in the same blocks, in order.
  /// - Parameter block: Values of the cells `first ..< first + block.count`, counted row by row.
  /// - Parameter tallies: One for each of ``keys``.
  public func add(_ block: UnsafeBufferPointer<Double>, from first: Int, to tallies: inout [Tally]) {
    precondition(tallies.count == keys.count, "One tally for each group.")
    precondition(first >= 0 && first + block.count <= tile.count, "The block leaves the tile.")
    guard let values = block.baseAddress else { return }
    let end = first + block.count
    tallies.withUnsafeMutableBufferPointer { tallies in
      addRuns(values, first, end, tallies)
      addParts(values, first, end, tallies)
    }
  }

  private func addRuns(
    _ values: UnsafePointer<Double>, _ first: Int, _ end: Int, _ tallies: UnsafeMutableBufferPointer<Tally>
  ) {
    runs.withUnsafeBufferPointer { runs in
      var place = runs.partition { $0.end > first }
      while place < runs.count {
        let run = runs[place]
        if Int(run.start) >= end { break }
        let (from, to) = (max(first, Int(run.start)), min(end, Int(run.end)))
        tallies[Int(run.group)].add(
          RunSum(values + (from - first), to - from), length: to - from, cellArea: cellAreas[Int(run.row)])
        place += 1
      }
    }
  }

  private func addParts(
    _ values: UnsafePointer<Double>, _ first: Int, _ end: Int, _ tallies: UnsafeMutableBufferPointer<Tally>
  ) {
    parts.withUnsafeBufferPointer { parts in
      var place = parts.partition { $0.cell >= first }
      while place < parts.count {
        let part = parts[place]
        if Int(part.cell) >= end { break }
        tallies[Int(part.group)].add(
          values[Int(part.cell) - first], fraction: part.fraction, cellArea: cellAreas[Int(part.row)])
        place += 1
      }
    }
  }
}

extension UnsafeBufferPointer {
  /// The first place from which on a condition holds, in a buffer sorted by it.
  fileprivate func partition(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
