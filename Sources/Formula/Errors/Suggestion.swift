/// The candidate that is nearest to a misspelt name, if one is near enough to be meant.
///
/// - Returns: nil when none is within a third of the name's length (one letter for short names).
func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.unicodeScalars)
  let limit = max(1, wanted.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in candidates where candidate != name {
    let found = distance(wanted, Array(candidate.unicodeScalars), limit: limit)
    guard let found else { continue }
    let better = best.map { (found, candidate) < ($0.distance, $0.name) } ?? true
    if better { best = (found, candidate) }
  }
  return best?.name
}

/// The edit distance of two words, letters of either case being alike; nil above the limit.
private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let same = x == y || x.properties.lowercaseMapping == y.properties.lowercaseMapping
      let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (same ? 0 : 1))
      diagonal = row[j + 1]
      row[j + 1] = cost
    }
  }
  return row[b.count] <= limit ? row[b.count] : nil
}
