/// Cuts a list that fails down to a short one that still fails: delta debugging (Zeller 1999).
public enum Shrinker {
  /// A list of the same failure from which no piece can be cut.
  ///
  /// - Parameters:
  ///   - limit: How many lists may be tried.
  ///   - fails: Whether a list fails in the same way.
  public static func shortest<Element>(
    of list: [Element], limit: Int = 4_000, where fails: ([Element]) -> Bool
  ) -> [Element] {
    var current = list
    var size = max(1, list.count / 2)
    var tried = 0
    while tried < limit {
      let (shorter, spent) = cut(current, by: size, limit: limit - tried, where: fails)
      tried += spent
      let isShorter = shorter.count < current.count
      current = shorter
      if size == 1, !isShorter { break }
      size = isShorter ? max(1, min(size, current.count / 2)) : max(1, size / 2)
    }
    return current
  }

  /// Tries to leave out each piece of a size, from the back.
  private static func cut<Element>(
    _ list: [Element], by size: Int, limit: Int, where fails: ([Element]) -> Bool
  ) -> (list: [Element], tried: Int) {
    var current = list
    var end = current.count
    var tried = 0
    while end > 0, tried < limit {
      let start = max(0, end - size)
      let shorter = Array(current[..<start] + current[end...])
      tried += 1
      if fails(shorter) { current = shorter }
      end = start
    }
    return (current, tried)
  }
}
