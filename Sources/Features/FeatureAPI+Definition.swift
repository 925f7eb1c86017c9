internal import Law

extension FeatureAPI {
  /// The definition of the API (OpenAPI 3.0, as the conformance class `oas30` wants).
  static func definition(_ origin: Origin) -> JSONValue {
    .object([
      ("openapi", .string("3.0.3")),
      ("info", .object([("title", .string("山水 Shanshui: OGC API – Features")), ("version", .string("1"))])),
      ("servers", .array([.object([("url", .string(origin.url(root)))])])),
      ("paths", .object(paths)),
    ])
  }

  private static var paths: [(String, JSONValue)] {
    let collection = parameter("collection", in: "path", ["type": "string"])
    let items = [
      collection,
      parameter(
        "limit", in: "query", ["type": "integer"],
        [("minimum", 1), ("maximum", Double(FeatureQuery.most)), ("default", Double(FeatureQuery.usual))]),
      parameter("offset", in: "query", ["type": "integer"], [("minimum", 0)]),
      parameter("bbox", in: "query", ["type": "string"]),
      parameter("datetime", in: "query", ["type": "string"]),
      parameter("level", in: "query", ["type": "string"]),
      parameter("parent", in: "query", ["type": "string"]),
      parameter("code", in: "query", ["type": "string"]),
    ]
    return [
      path("/", "landing", []), path("/api", "definition", []), path("/conformance", "conformance", []),
      path("/collections", "collections", []), path("/collections/{collection}", "collection", [collection]),
      path("/collections/{collection}/items", "items", items, type: JSONAnswer.geo),
      path(
        "/collections/{collection}/items/{feature}", "item",
        [collection, parameter("feature", in: "path", ["type": "string"])], type: JSONAnswer.geo),
    ]
  }

  private static func path(
    _ path: String, _ name: String, _ parameters: [JSONValue], type: String = "application/json"
  ) -> (String, JSONValue) {
    let content = JSONValue.object([(type, .object([("schema", .object([("type", .string("object"))]))]))])
    let answers = JSONValue.object([
      ("200", .object([("description", .string(name)), ("content", content)])),
      (
        "default",
        .object([
          ("description", .string("RFC 9457")),
          ("content", .object([("application/problem+json", .object([]))])),
        ])
      ),
    ])
    return (
      path,
      .object([
        (
          "get",
          .object([
            ("operationId", .string(name)), ("parameters", .array(parameters)), ("responses", answers),
          ])
        )
      ])
    )
  }

  private static func parameter(
    _ name: String, in place: String, _ schema: [String: String], _ bounds: [(String, Double)] = []
  ) -> JSONValue {
    let members = schema.map { ($0.key, JSONValue.string($0.value)) } + bounds.map { ($0.0, .number($0.1)) }
    return .object([
      ("name", .string(name)), ("in", .string(place)), ("required", .bool(place == "path")),
      ("schema", .object(members)),
    ])
  }
}
