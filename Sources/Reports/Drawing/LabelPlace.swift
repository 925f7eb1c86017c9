/// Where a zone's label stands: in the middle of the longest of nine horizontal chords, so always inside the zone.
struct LabelPlace {
  let x: Double
  let y: Double
  /// Length of the chord, in map units.
  let room: Double

  /// - Returns: nil when no chord is found: fewer than three points, or no area.
  init?(rings: [[MapPoint]]) {
    let heights = rings.joined().map(\.y)
    guard let low = heights.min(), let high = heights.max(), low < high else { return nil }
    var best: (x: Double, y: Double, room: Double)?
    for step in 1...9 {
      let y = low + (high - low) * Double(step) / 10
      for chord in Self.chords(rings, at: y) where chord.upperBound - chord.lowerBound > (best?.room ?? 0) {
        best = ((chord.lowerBound + chord.upperBound) / 2, y, chord.upperBound - chord.lowerBound)
      }
    }
    guard let best else { return nil }
    (x, y, room) = best
  }

  /// The parts of a horizontal line that lie inside, by the even–odd rule.
  private static func chords(_ rings: [[MapPoint]], at y: Double) -> [ClosedRange<Double>] {
    var crossings: [Double] = []
    for ring in rings where ring.count > 2 {
      var before = ring[ring.count - 1]
      for point in ring {
        if (before.y <= y) != (point.y <= y) {
          crossings.append(before.x + (y - before.y) / (point.y - before.y) * (point.x - before.x))
        }
        before = point
      }
    }
    crossings.sort()
    return stride(from: 0, to: crossings.count - 1, by: 2).map { crossings[$0]...crossings[$0 + 1] }
  }
}
