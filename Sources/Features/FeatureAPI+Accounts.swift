internal import AccountFiles
internal import Accounts
internal import Law
internal import Serving

extension FeatureAPI {
  /// Accounts and their files for programs.
  var accountRoutes: [Route] {
    [
      open("/api/accounts") { request, _ in try accounts(request) },
      open("/api/accounts/{account}") { request, values in
        try account(library.open(values["account"]), Origin(request))
      },
      open("/api/accounts/{account}/files/{name...}") { _, values in
        let file = try library.file(values["name"], of: values["account"])
        return JSONAnswer(
          HTTPResponse(
            200,
            headers: [
              NamedValue("Content-Type", file.mediaType), NamedValue("Cache-Control", "no-cache"),
              NamedValue("X-Content-Type-Options", "nosniff"),
              // What stands in a report must not act in the name of this site.
              NamedValue("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'"),
            ], body: .file(path: file.path)))
      },
    ]
  }

  /// The accounts by their ids, after one of them; the next page begins after the last.
  private func accounts(_ request: HTTPRequest) throws -> JSONAnswer {
    var (limit, after) = (100, "")
    for pair in request.query {
      switch pair.name {
      case "limit":
        guard let number = Int(pair.value), (1...500).contains(number) else {
          throw FeatureProblem.badParameter("limit", "1…500")
        }
        limit = number
      case "after": after = pair.value
      default: throw FeatureProblem.unknownParameter(String(pair.name.prefix(40)))
      }
    }
    let rest = try library.accounts().entries.filter { $0.id > after }
    let page = rest.prefix(limit)
    let next = rest.count > page.count ? page.last?.id : nil
    let origin = Origin(request)
    return JSONAnswer(
      .object([
        ("accounts", .array(page.map { Self.value($0, origin) })), ("next", .optional(next)),
      ]), version: "accounts")
  }

  private static func value(_ entry: AccountEntry, _ origin: Origin) -> JSONValue {
    let path = "/api/accounts/" + URLEncoding.encode(entry.id)
    return .object([
      ("id", .string(entry.id)), ("href", .string(origin.url(path))),
      ("name", JSONValue(Label(zh: entry.region.zh, en: entry.region.en))),
      ("year", .number(Double(entry.region.year))), ("priceYear", .number(Double(entry.region.priceYear))),
      ("demonstration", .bool(entry.region.demonstration)), ("basis", .string(entry.pack.basis)),
      ("pack", .string(entry.pack.id)), ("packDigest", .string(entry.pack.digest)),
      ("valueYuan", .measured(entry.totals.all)), ("areaHm2", .measured(entry.area ?? .nan)),
      ("zones", .number(Double(entry.zones))), ("indicators", .number(Double(entry.indicators))),
      ("assumptions", .number(Double(entry.assumptions))),
    ])
  }

  private func account(_ opened: OpenAccount, _ origin: Origin) throws -> JSONAnswer {
    let path = "/api/accounts/" + URLEncoding.encode(opened.id) + "/files/"
    let files = opened.folder.files.map { file in
      let name = file.name.split(separator: "/").map { URLEncoding.encode(String($0)) }.joined(separator: "/")
      return JSONValue.object([
        ("name", .string(file.name)), ("href", .string(origin.url(path + name))),
        ("bytes", .number(Double(file.bytes))), ("type", .string(file.mediaType)),
      ])
    }
    let indicators = opened.account.indicators.map { indicator in
      JSONValue.object([
        ("id", .string(indicator.id)), ("name", JSONValue(Label(zh: indicator.zh, en: indicator.en))),
        ("unit", .string(indicator.unit)), ("physical", .measured(indicator.physicalTotal)),
        ("valueYuan", .measured(indicator.valueTotal)),
      ])
    }
    let title = AccountEntryTitle(opened)
    return JSONAnswer(
      .object([
        ("id", .string(opened.id)), ("name", JSONValue(Label(zh: title.region.zh, en: title.region.en))),
        ("year", .number(Double(title.region.year))), ("priceYear", .number(Double(title.region.priceYear))),
        ("demonstration", .bool(title.region.demonstration)), ("basis", .string(title.pack.basis)),
        ("pack", .string(title.pack.id)),
        ("valueYuan", .measured(opened.account.totals.all)), ("indicators", .array(indicators)),
        ("files", .array(files)),
        (
          "zones",
          .string(
            origin.url(Self.root + "/collections/" + URLEncoding.encode(opened.id + ".zones") + "/items"))
        ),
      ]), version: "account")
  }
}
