internal import Geo

/// Where a zone's label stands: in the middle of a long horizontal chord not too far from the middle of the
/// zone's height, so always inside the zone.
struct LabelPlace {
  let x: Double
  let y: Double
  /// Length of the horizontal and of the vertical chord through the place, in map units.
  let across: Double
  let along: Double

  /// - Returns: nil when no chord is found: fewer than three points, or no area.
  init?(rings: [Ring]) {
    let heights = rings.flatMap { $0.points.map(\.y) }
    guard let low = heights.min(), let high = heights.max(), low < high else { return nil }
    var best: (chord: ClosedRange<Double>, y: Double, merit: Double)?
    for step in 1...9 {
      let y = low + (high - low) * Double(step) / 10
      // A chord at the rim must be much longer than one in the middle to be better.
      let weight = 1 - 0.15 * Double(abs(step - 5))
      for chord in Self.chords(rings, at: y, along: { $0.x }, against: { $0.y }) {
        let merit = (chord.upperBound - chord.lowerBound) * weight
        if merit > (best?.merit ?? 0) { best = (chord, y, merit) }
      }
    }
    guard let best else { return nil }
    let middle = (best.chord.lowerBound + best.chord.upperBound) / 2
    let upright = Self.chords(rings, at: middle, along: { $0.y }, against: { $0.x })
      .first { $0.contains(best.y) }
    (x, y) = (middle, best.y)
    across = best.chord.upperBound - best.chord.lowerBound
    along = upright.map { 2 * min($0.upperBound - best.y, best.y - $0.lowerBound) } ?? 0
  }

  /// The parts of a straight line that lie inside, by the even–odd rule.
  private static func chords(
    _ rings: [Ring], at level: Double, along: (Point) -> Double, against: (Point) -> Double
  ) -> [ClosedRange<Double>] {
    var crossings: [Double] = []
    for ring in rings where ring.points.count > 2 {
      var before = ring.points[ring.points.count - 1]
      for point in ring.points {
        let (from, to) = (against(before), against(point))
        if (from <= level) != (to <= level) {
          let start = along(before)
          crossings.append(start + (level - from) / (to - from) * (along(point) - start))
        }
        before = point
      }
    }
    crossings.sort()
    return stride(from: 0, to: crossings.count - 1, by: 2).map { crossings[$0]...crossings[$0 + 1] }
  }
}
