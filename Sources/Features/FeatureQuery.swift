internal import Geo
internal import Serving

/// What a request wants of a collection (OGC API – Features, part 1, section 7.15).
struct FeatureQuery: Sendable {
  static let usual = 100
  static let most = 10_000

  var limit = usual
  var offset = 0
  /// In degrees; `nil` for everywhere.
  var box: Extent?
  /// Values that properties must have.
  var level: String?
  var parent: String?
  var code: String?

  /// Reads the query of a request.
  ///
  /// - Throws: ``FeatureProblem`` for a parameter that is not known or not readable, as the standard wants.
  init(_ request: HTTPRequest) throws(FeatureProblem) {
    for pair in request.query {
      switch pair.name {
      case "limit":
        // More than the most is not refused, but cut.
        guard let number = Int(pair.value), number > 0 else { throw .badParameter("limit", "1…\(Self.most)") }
        limit = min(number, Self.most)
      case "offset":
        guard let number = Int(pair.value), number >= 0, number < 1 << 40 else {
          throw .badParameter("offset", "0…")
        }
        offset = number
      case "bbox": box = try Self.box(pair.value)
      case "bbox-crs":
        guard FeatureAPI.systems.contains(pair.value) else {
          throw .badParameter("bbox-crs", FeatureAPI.systems[0])
        }
      case "crs":
        guard FeatureAPI.systems.contains(pair.value) else {
          throw .badParameter("crs", FeatureAPI.systems[0])
        }
      case "datetime": continue  // Features without a time answer every time (section 7.15.4).
      case "level": level = pair.value
      case "parent": parent = pair.value
      case "code": code = pair.value
      case "f":
        guard ["json", "geojson"].contains(pair.value) else { throw .badParameter("f", "json") }
      default: throw .unknownParameter(String(pair.name.prefix(40)))
      }
    }
  }

  /// Four numbers, or six with heights that are passed over.
  private static func box(_ text: String) throws(FeatureProblem) -> Extent {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    let known = numbers.compactMap { $0 }.filter(\.isFinite)
    guard known.count == numbers.count, known.count == 4 || known.count == 6 else {
      throw .badParameter("bbox", "west,south,east,north")
    }
    let (west, south) = (known[0], known[1])
    let (east, north) = known.count == 4 ? (known[2], known[3]) : (known[3], known[4])
    guard west <= east, south <= north else { throw .badParameter("bbox", "west,south,east,north") }
    var box = Extent()
    box.include(Point(x: west, y: south))
    box.include(Point(x: east, y: north))
    return box
  }

  /// Whether a feature is wanted.
  func takes(_ row: FeatureTable.Row) -> Bool {
    if let level, row.level != level { return false }
    if let parent, row.parent != parent { return false }
    if let code, row.code != code { return false }
    guard let box else { return true }
    return !row.box.isEmpty && row.box.west <= box.east && box.west <= row.box.east
      && row.box.south <= box.north && box.south <= row.box.north
  }

  /// The query of another page of the same.
  func text(offset: Int) -> String {
    var pairs = [("limit", "\(limit)"), ("offset", "\(offset)")]
    if let box { pairs.append(("bbox", "\(box.west),\(box.south),\(box.east),\(box.north)")) }
    for (name, value) in [("level", level), ("parent", parent), ("code", code)] {
      if let value { pairs.append((name, value)) }
    }
    return pairs.map { $0 + "=" + URLEncoding.encode($1) }.joined(separator: "&")
  }
}
