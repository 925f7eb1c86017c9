public import AccountFiles
internal import Accounts
internal import Geo
internal import Law
public import Serving

/// Accounts for programs: OGC API – Features under `/api/features` (QGIS and GDAL open it), and the accounts
/// with their files under `/api/accounts`. Everybody may read it, from pages of others too.
///
/// - Source: OGC 17-069r4, part 1: core.
public struct FeatureAPI: Sendable {
  static let root = "/api/features"
  /// The only system: longitude and latitude.
  static let systems = ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
  static let conformance = ["core", "geojson", "oas30"].map {
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/\($0)"
  }

  let library: AccountLibrary
  private let shelf = FeatureShelf()

  /// The API of a library.
  public init(_ library: AccountLibrary) { self.library = library }

  /// What it answers.
  public var routes: [Route] {
    [
      open(Self.root) { request, _ in landing(Origin(request)) },
      open(Self.root + "/api") { request, _ in
        JSONAnswer(Self.definition(Origin(request)), type: "application/vnd.oai.openapi+json;version=3.0")
      },
      open(Self.root + "/conformance") { _, _ in
        JSONAnswer(.object([("conformsTo", .array(Self.conformance.map { .string($0) }))]))
      },
      open(Self.root + "/collections") { request, _ in try collections(Origin(request)) },
      open(Self.root + "/collections/{collection}") { request, values in
        let (opened, table) = try table(values["collection"])
        return JSONAnswer(collection(AccountEntryTitle(opened), table, Origin(request)))
      },
      open(Self.root + "/collections/{collection}/items") { request, values in
        let query = try FeatureQuery(request)
        let (opened, table) = try table(values["collection"])
        return items(opened, table, query, Origin(request))
      },
      open(Self.root + "/collections/{collection}/items/{feature}") { request, values in
        let (opened, table) = try table(values["collection"])
        return try item(opened, table, values["feature"], Origin(request))
      },
    ] + accountRoutes
  }

  /// A route that anybody may read, problems told as problems. Work on whole accounts takes time the first
  /// time, so it is done among the heavy.
  func open(
    _ pattern: String, _ answer: @escaping @Sendable (HTTPRequest, PathValues) throws -> JSONAnswer
  ) -> Route {
    Route(.get, pattern) { request, values in
      do {
        return try answer(request, values).response.with("Access-Control-Allow-Origin", "*")
      } catch let problem as FeatureProblem {
        return problem.response.with("Access-Control-Allow-Origin", "*")
      } catch let error as AccountFolderError {
        return FeatureProblem(error).response.with("Access-Control-Allow-Origin", "*")
      }
    }
  }

  /// The account of a collection `<account>.zones`, with its features.
  private func table(_ collection: String) throws -> (OpenAccount, FeatureTable) {
    guard collection.hasSuffix(".zones") else { throw FeatureProblem.noCollection }
    do throws(AccountFolderError) {
      let opened = try library.open(String(collection.dropLast(6)))
      return (opened, try shelf.table(opened))
    } catch {
      let problem = FeatureProblem(error)
      throw problem == .noAccount ? .noCollection : problem
    }
  }

  private func items(
    _ opened: OpenAccount, _ table: FeatureTable, _ query: FeatureQuery, _ origin: Origin
  ) -> JSONAnswer {
    let wanted = table.rows.lazy.filter(query.takes)
    let all = wanted.count
    let page = Array(wanted.dropFirst(query.offset).prefix(query.limit))
    let path = Self.root + "/collections/" + URLEncoding.encode(opened.id + ".zones") + "/items?"
    var links = [origin.link("self", path + query.text(offset: query.offset), type: JSONAnswer.geo)]
    if query.offset + page.count < all {
      let next = query.text(offset: query.offset + page.count)
      links.append(origin.link("next", path + next, type: JSONAnswer.geo))
    }
    if query.offset > 0 {
      let before = query.text(offset: max(0, query.offset - query.limit))
      links.append(origin.link("prev", path + before, type: JSONAnswer.geo))
    }
    // The features are written already; only what stands around them is new.
    let head = JSONValue.object([
      ("links", .array(links)), ("numberMatched", .number(Double(all))),
      ("numberReturned", .number(Double(page.count))),
    ]).canonical()
    let text =
      "{\"type\":\"FeatureCollection\",\"features\":[" + page.map(\.text).joined(separator: ",")
      + "]," + head.dropFirst()
    return JSONAnswer(text: text, type: JSONAnswer.geo, version: "zones")
      .with("Content-Crs", "<\(Self.systems[0])>")
  }

  private func item(
    _ opened: OpenAccount, _ table: FeatureTable, _ code: String, _ origin: Origin
  ) throws -> JSONAnswer {
    guard let row = table.rows.first(where: { $0.code == code }) else { throw FeatureProblem.noFeature }
    let path = Self.root + "/collections/" + URLEncoding.encode(opened.id + ".zones")
    let links: [JSONValue] = [
      origin.link("self", path + "/items/" + URLEncoding.encode(code), type: JSONAnswer.geo),
      origin.link("collection", path, type: "application/json"),
    ]
    return JSONAnswer(
      .object(row.members + [("links", .array(links))]), type: JSONAnswer.geo, version: "zones"
    )
    .with("Content-Crs", "<\(Self.systems[0])>")
  }
}
