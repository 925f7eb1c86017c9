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

/// The edit distance of two words, letters of either case being alike and two letters that changed places
/// counting once; nil above the limit.
private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var (before, last) = ([Int](), Array(0...b.count))
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (isAlike(a[i], b[j]) ? 0 : 1))
      if i > 0, j > 0, isAlike(a[i], b[j - 1]), isAlike(a[i - 1], b[j]) {
        cost = min(cost, before[j - 1] + 1)
      }
      row.append(cost)
    }
    (before, last) = (last, row)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}

private func isAlike(_ x: Unicode.Scalar, _ y: Unicode.Scalar) -> Bool {
  x == y || x.properties.lowercaseMapping == y.properties.lowercaseMapping
}
