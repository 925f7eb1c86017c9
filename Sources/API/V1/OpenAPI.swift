public import Law
internal import RegistryDesk

/// The document of the API (OpenAPI 3.1), made from the descriptions of the actions.
public enum OpenAPI {
  /// The document.
  public static let document: JSONValue = .object([
    ("openapi", .string("3.1.0")),
    (
      "info",
      .object([
        ("title", .string("Shanshui registry")), ("version", .string("1")),
        (
          "description",
          .string("Quantities are texts. Actions need an Idempotency-Key: the same key acts once, for ever.")
        ),
      ])
    ),
    ("security", .array([.object([("token", .array([]))])])),
    ("paths", .object(actionPaths + lookingPaths)),
    (
      "components",
      .object([
        (
          "securitySchemes",
          .object([("token", .object([("type", .string("http")), ("scheme", .string("bearer"))]))])
        ),
        ("schemas", .object([("Receipt", anything), ("Problem", problem)])),
        ("responses", .object([("Problem", problemResponse)])),
      ])
    ),
  ])

  private static let anything = JSONValue.object([("type", .string("object"))])

  private static let problem = JSONValue.object([
    ("type", .string("object")),
    ("required", .array(["type", "title", "status", "code"].map { .string($0) })),
    (
      "properties",
      .object(
        ["type", "title", "detail", "code"].map { ($0, JSONValue.object([("type", .string("string"))])) }
          + [("status", .object([("type", .string("integer"))]))])
    ),
  ])

  private static let problemResponse = JSONValue.object([
    ("description", .string("Why not (RFC 9457).")),
    (
      "content",
      .object([("application/problem+json", .object([("schema", reference("schemas/Problem"))]))])
    ),
  ])

  private static func reference(_ name: String) -> JSONValue {
    .object([("$ref", .string("#/components/" + name))])
  }

  private static let refused: [(String, JSONValue)] = [
    "400", "401", "403", "404", "409", "413", "422", "429", "503",
  ].map { ($0, reference("responses/Problem")) }

  private static var actionPaths: [(String, JSONValue)] {
    VerbForm.all.map { form in
      ("/api/v1/actions/\(form.word)", .object([("post", operation(of: form))]))
    }
  }

  private static func operation(of form: VerbForm) -> JSONValue {
    let receipt: (String) -> JSONValue = { text in
      .object([
        ("description", .string(text)),
        ("content", .object([("application/json", .object([("schema", reference("schemas/Receipt"))]))])),
      ])
    }
    let key = parameter("Idempotency-Key", in: "header", "32 hexadecimal digits, hyphens allowed.")
    return .object([
      ("operationId", .string(form.word)), ("summary", .string(form.summary.en)),
      ("description", .string(form.summary.zh)), ("tags", .array([.string(form.group.en)])),
      ("parameters", .array([key])),
      (
        "requestBody",
        .object([
          ("required", .bool(true)),
          (
            "content",
            .object([("application/json", .object([("schema", schema(of: form.fields))]))])
          ),
        ])
      ),
      (
        "responses",
        .object(
          [("200", receipt("Done.")), ("202", receipt("Proposed: others must approve."))] + refused)
      ),
    ])
  }

  private static func parameter(
    _ name: String, in place: String, _ text: String, isRequired: Bool = true
  ) -> JSONValue {
    .object([
      ("name", .string(name)), ("in", .string(place)), ("required", .bool(isRequired)),
      ("description", .string(text)), ("schema", .object([("type", .string("string"))])),
    ])
  }

  private static func schema(of fields: [VerbField]) -> JSONValue {
    .object([
      ("type", .string("object")), ("additionalProperties", .bool(false)),
      ("required", .array(fields.filter(\.isRequired).map { .string($0.name) })),
      ("properties", .object(fields.map { ($0.name, schema(of: $0)) })),
    ])
  }

  private static func schema(of field: VerbField) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("title", .string(field.label.en)), ("description", .string(field.label.zh)),
    ]
    switch field.kind {
    case .flag: members.append(("type", .string("boolean")))
    case .rows(let columns):
      members += [("type", .string("array")), ("items", schema(of: columns))]
    default:
      members += [("type", .string("string")), ("maxLength", .number(Double(VerbField.mostBytes)))]
      members += constraints(of: field.kind)
    }
    return .object(members)
  }

  private static func constraints(of kind: VerbField.Kind) -> [(String, JSONValue)] {
    switch kind {
    case .amount: [("pattern", .string("^-?[0-9]+(\\.[0-9]+)?$"))]
    case .whole: [("pattern", .string("^-?[0-9]+$"))]
    case .day: [("format", .string("date"))]
    case .digest: [("pattern", .string("^[0-9a-fA-F]{64}$"))]
    case .choice(let choices): [("enum", .array(choices.map { .string($0.value) }))]
    default: []
    }
  }

  private static var lookingPaths: [(String, JSONValue)] {
    let limit = parameter("limit", in: "query", "The most items, 1 to 500.", isRequired: false)
    let after = parameter("after", in: "query", "The next of the page before.", isRequired: false)
    let before = parameter("before", in: "query", "The next of the page before.", isRequired: false)
    func path(_ name: String) -> JSONValue { parameter(name, in: "path", "") }
    return [
      look("/api/v1/registry", "registry", "What the registry is.", [], isPublic: true),
      look("/api/v1/actions", "actions", "What you may ask for.", []),
      look("/api/v1/commands/{key}", "fate", "What became of your request.", [path("key")]),
      look("/api/v1/accounts", "accounts", "Accounts that you may see.", [after, limit]),
      look("/api/v1/accounts/{account}", "account", "An account and its balances.", [path("account")]),
      look(
        "/api/v1/accounts/{account}/history", "history", "Moves of an account, the latest first.",
        [path("account"), before, limit]),
      look("/api/v1/lots", "lots", "Lots.", [after, limit]),
      look("/api/v1/proposals", "proposals", "What waits.", []),
      look("/api/v1/proposals/{number}", "proposal", "A proposal in words.", [path("number")]),
    ]
  }

  private static func look(
    _ path: String, _ name: String, _ summary: String, _ parameters: [JSONValue], isPublic: Bool = false
  ) -> (String, JSONValue) {
    let answer = JSONValue.object([
      ("description", .string(summary)),
      ("content", .object([("application/json", .object([("schema", anything)]))])),
    ])
    let members: [(String, JSONValue)] = [
      ("operationId", .string("look-" + name)), ("summary", .string(summary)),
      ("parameters", .array(parameters)), ("responses", .object([("200", answer)] + refused)),
    ]
    return (path, .object([("get", .object(members + (isPublic ? [("security", .array([]))] : [])))]))
  }
}
