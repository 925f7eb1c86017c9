public import Access
internal import Actions
internal import Journal
internal import Law
internal import Ledger
internal import Parties
public import RegistryDesk
internal import Seals
internal import Serving
internal import Store

/// The registry for programs, under `/api/v1`.
public struct RegistryAPI: Sendable {
  let house: RegistryHouse

  /// The API of a house.
  public init(_ house: RegistryHouse) { self.house = house }

  /// All routes.
  public var routes: [GuardedRoute] { [document, registry] + asking + looking }

  private var document: GuardedRoute {
    GuardedRoute(.api, .get, "/api/openapi.json", .seePublic) { _, _, _ in .json(OpenAPI.document) }
  }

  private var registry: GuardedRoute {
    GuardedRoute(.api, .get, "/api/v1/registry", .seePublic) { [house] request, _, _ in
      guard let desk = house.desk else { throw Bar.notFounded }
      let (sequence, head) = try desk.view { (try $0.sequence(), try $0.head()) }
      let founding = try desk.read { $0.world.founding }
      return .json(
        .object([
          ("title", .string(founding?.name ?? "")), ("id", .string(founding?.identity.description ?? "")),
          ("sequence", .string("\(sequence)")),
          ("head", .string((head?.digest(by: .sm3) ?? .none).description)),
        ]), at: sequence, for: request)
    }
  }

  /// Who asks, and the desk.
  func inside(_ visitor: Visitor?) throws -> (Visitor, Desk) {
    guard let visitor else { throw Bar.nobody }
    guard let desk = house.desk else { throw Bar.notFounded }
    return (visitor, desk)
  }
}

extension RegistryAPI {
  private var asking: [GuardedRoute] {
    let named: @Sendable (PathValues) -> Deed? = { VerbForm.find($0["name"])?.deed }
    return [
      GuardedRoute(.api, .post, "/api/v1/actions/{name}", deed: named) { request, values, visitor in
        try await ask(request, values["name"], visitor)
      },
      GuardedRoute(.api, .get, "/api/v1/actions", .seeSelf) { _, _, visitor in
        let (visitor, _) = try inside(visitor)
        let mine = VerbForm.all.filter { house.table.allows($0.deed, roles: visitor.roles) }
        return .json(
          .object([
            (
              "actions",
              .array(
                mine.map {
                  .object([("name", .string($0.word)), ("summary", JSONValue($0.summary))])
                })
            )
          ]))
      },
      GuardedRoute(.api, .get, "/api/v1/commands/{key}", .seeSelf) { _, values, visitor in
        let (visitor, desk) = try inside(visitor)
        guard let key = CommandKey(values["key"]),
          let receipt = try house.fate(of: key, for: visitor, at: desk)
        else { throw Bar.nothing }
        return .json(house.json(receipt, for: visitor))
      },
    ]
  }

  private func ask(_ request: HTTPRequest, _ word: String, _ visitor: Visitor?) async throws -> HTTPResponse {
    let (visitor, desk) = try inside(visitor)
    guard let form = VerbForm.find(word) else { throw Bar.nothing }
    guard let text = request.header("idempotency-key"), let key = CommandKey(text) else {
      throw Bar.unreadable(
        Label(
          zh: "请在 Idempotency-Key 中给出 32 位十六进制数（可写成 UUID）",
          en: "give a key of 32 hexadecimal digits (a UUID) in Idempotency-Key"))
    }
    let errand = Errand(form, try JSONBody(request).values, key: key)
    let receipt = try await house.ask(errand, for: visitor, at: desk)
    return response(to: receipt, key, visitor)
  }

  private func response(to receipt: Receipt, _ key: CommandKey, _ visitor: Visitor) -> HTTPResponse {
    let place = "/api/v1/commands/\(key)"
    switch receipt.outcome {
    case .done: return .json(house.json(receipt, for: visitor)).with("Location", place)
    case .proposed:
      return .json(house.json(receipt, for: visitor), status: 202).with("Location", place)
    case .refused(let refusal): return Problem(refusal, receipt).response
    case .conflict:
      return Problem(
        409, "journal.key-conflict",
        Label(zh: "此请求号已用于另一请求，未作任何改动", en: "this key was used for another request; nothing changed")
      ).response
    case .failed: return Problem(.outOfOrder).response
    case .unknown:
      return Problem(
        504, "journal.unknown-fate",
        Label(zh: "结果不明，请稍后查询 \(place)", en: "nobody can say whether it happened: ask \(place) later")
      ).response.with("Location", place)
    }
  }
}

extension VerbForm {
  /// What the table must allow.
  public var deed: Deed {
    switch word {
    case "approve", "reject": .decide
    case "withdraw": .withdraw
    default: .ask(rules)
    }
  }
}
