internal import AccountFiles
internal import Accounts
internal import Geo
internal import Law
internal import Serving

/// By what a collection is named.
struct AccountEntryTitle: Sendable {
  let id: String
  let region: Account.RegionTitle
  let pack: Account.PackTitle

  init(_ opened: OpenAccount) {
    (id, region, pack) = (opened.id, opened.account.region, opened.account.pack)
  }

  init(_ entry: AccountEntry) { (id, region, pack) = (entry.id, entry.region, entry.pack) }

  var title: String { "\(region.zh) \(region.en) \(region.year)" }

  /// What must be known before a figure is used.
  var description: String {
    "\(pack.basis)\(pack.zh)\(pack.number.isEmpty ? "" : "（\(pack.number)）")；价值按 \(region.priceYear) 年价格，元/a"
      + (region.demonstration ? "；演示" : "") + "；边界已抽稀 · value in yuan a year at prices of \(region.priceYear)"
      + (region.demonstration ? ", a demonstration" : "") + "; outlines are thinned"
  }
}

extension FeatureAPI {
  /// The first page of the API.
  func landing(_ origin: Origin) -> JSONAnswer {
    JSONAnswer(
      .object([
        ("title", .string("山水 Shanshui")),
        ("description", .string("核算分区及其数字 · zones of accounts with their figures")),
        (
          "links",
          .array([
            origin.link("self", Self.root, type: "application/json"),
            origin.link(
              "service-desc", Self.root + "/api", type: "application/vnd.oai.openapi+json;version=3.0"),
            origin.link("service-doc", "/", type: "text/html"),
            origin.link("conformance", Self.root + "/conformance", type: "application/json"),
            origin.link("data", Self.root + "/collections", type: "application/json"),
          ])
        ),
      ]))
  }

  /// All collections. Boxes are told by each alone: they need the outlines.
  func collections(_ origin: Origin) throws(AccountFolderError) -> JSONAnswer {
    let list = try library.accounts().entries.map { collection(AccountEntryTitle($0), nil, origin) }
    let links = [origin.link("self", Self.root + "/collections", type: "application/json")]
    return JSONAnswer(.object([("links", .array(links)), ("collections", .array(list))]))
  }

  /// What is told of one collection.
  func collection(_ entry: AccountEntryTitle, _ table: FeatureTable?, _ origin: Origin) -> JSONValue {
    let path = Self.root + "/collections/" + URLEncoding.encode(entry.id + ".zones")
    var members: [(String, JSONValue)] = [
      ("id", .string(entry.id + ".zones")), ("title", .string(entry.title)),
      ("description", .string(entry.description)), ("itemType", .string("feature")),
      ("crs", .array(Self.systems.map { .string($0) })),
      (
        "links",
        .array([
          origin.link("self", path, type: "application/json"),
          origin.link("items", path + "/items", type: JSONAnswer.geo),
          origin.link(
            "alternate", "/accounts/" + URLEncoding.encode(entry.id), type: "text/html", title: entry.title),
        ])
      ),
    ]
    if let box = table?.box, !box.isEmpty {
      let corners = [box.west, box.south, box.east, box.north].map { JSONValue.number($0) }
      let spatial = JSONValue.object([
        ("bbox", .array([.array(corners)])), ("crs", .string(Self.systems[0])),
      ])
      members.append(("extent", .object([("spatial", spatial)])))
    }
    return .object(members)
  }
}
