internal import AccountFiles
internal import Accounts
internal import Geo
internal import Law
internal import Synchronization

/// The zones of one account as features of GeoJSON (RFC 7946), each written once.
struct FeatureTable: Sendable {
  struct Row: Sendable {
    let code: String
    let level: String
    let parent: String
    /// In degrees; empty where the account has no outline.
    let box: Extent
    /// The members of the feature, links not among them.
    let members: [(String, JSONValue)]
    /// The feature as it stands in a collection.
    let text: String
  }

  /// In the order of the account, parents first.
  let rows: [Row]
  let box: Extent

  /// The features of an account.
  ///
  /// - Throws: ``AccountFolderError`` when its outlines cannot be read.
  init(_ opened: OpenAccount) throws(AccountFolderError) {
    let outlines = Dictionary(try opened.earth.outlines().map { ($0.code, $0.polygons) }) { first, _ in first
    }
    var whole = Extent()
    rows = opened.account.zones.map { zone in
      let polygons = outlines[zone.code] ?? []
      var box = Extent()
      for point in polygons.joined().joined() {
        box.include(point)
        whole.include(point)
      }
      let members: [(String, JSONValue)] = [
        ("type", .string("Feature")), ("id", .string(zone.code)), ("geometry", Self.geometry(polygons)),
        ("properties", .object(Self.properties(zone, opened))),
      ]
      return Row(
        code: zone.code, level: zone.level, parent: zone.parent, box: box, members: members,
        text: JSONValue.object(members).canonical())
    }
    box = whole
  }

  private static func geometry(_ polygons: [[[Point]]]) -> JSONValue {
    guard !polygons.isEmpty else { return .null }
    let parts = polygons.map { rings in
      JSONValue.array(rings.enumerated().map { ring($1, isOuter: $0 == 0) })
    }
    return .object([("type", .string("MultiPolygon")), ("coordinates", .array(parts))])
  }

  /// Closed, and outer rings against the clock (RFC 7946, section 3.1.6).
  private static func ring(_ points: [Point], isOuter: Bool) -> JSONValue {
    var ring = points
    if let first = ring.first, first != ring.last { ring.append(first) }
    let doubled = zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }
    if (doubled > 0) != isOuter { ring.reverse() }
    return .array(ring.map { .array([.number($0.x), .number($0.y)]) })
  }

  /// Named as the columns of `account.gpkg`.
  private static func properties(_ zone: Account.Zone, _ opened: OpenAccount) -> [(String, JSONValue)] {
    let (account, figures) = (opened.account, opened.figures)
    var members: [(String, JSONValue)] = [
      ("code", .string(zone.code)), ("name", .string(zone.name)), ("level", .string(zone.level)),
      ("parent", .string(zone.parent)), ("area_hm2", .measured(figures.area(zone: zone.code) ?? .nan)),
      ("value_yuan", .measured(figures.value(zone: zone.code, of: account.indicators) ?? .nan)),
    ]
    for indicator in account.indicators {
      let name = indicator.id.replacing("-", with: "_")
      let figure = figures.figure(zone: zone.code, indicator: indicator.id)
      members.append((name + "_physical", .measured(figure?.physical ?? .nan)))
      members.append((name + "_value", .measured(figure?.value ?? .nan)))
    }
    return members
  }
}

/// The tables of the accounts that were asked for last.
final class FeatureShelf: Sendable {
  private static let most = 4
  private let kept = Mutex<[(id: String, earth: AccountEarth, table: FeatureTable)]>([])

  /// The table of an account; made when the account is new.
  ///
  /// - Throws: ``AccountFolderError``.
  func table(_ opened: OpenAccount) throws(AccountFolderError) -> FeatureTable {
    // An account that is read again brings another earth.
    let known = kept.withLock { kept in kept.first { $0.earth === opened.earth }?.table }
    if let known { return known }
    let table = try FeatureTable(opened)
    kept.withLock { kept in
      kept.removeAll { $0.id == opened.id }
      kept.append((opened.id, opened.earth, table))
      if kept.count > Self.most { kept.removeFirst() }
    }
    return table
  }
}
