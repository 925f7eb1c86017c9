public import API
internal import Access
internal import Law
internal import Reports
public import Serving

/// The registry's pages, and its API beside them.
public struct RegistrySite: Sendable {
  let house: RegistryHouse
  private let guardian: Guardian

  /// The site of a house.
  public init(_ house: RegistryHouse) {
    self.house = house
    guardian = Guardian(house) { status, label, request, visitor in
      RegistryPage(house, request, visitor).refusal(status, label)
    }
  }

  /// All that stands behind the guard, in the order in which it is tried.
  public var guarded: [GuardedRoute] {
    doorPages + setUpPages + selfPages + lookingPages + proposalPages + askingPages + peoplePages
      + [rulesPage, events, documentPage] + RegistryAPI(house).routes
  }

  /// The routes for the server.
  public var routes: [Route] { guarded.map { $0.route(behind: guardian) } }

  /// What open pages listen to, to ask anew when something was entered.
  private var events: GuardedRoute {
    page(HTTPRequest.bellPath, .seeSelf) { page, _ in
      let type = [NamedValue("Content-Type", "text/event-stream")]
      // Nobody would ever fetch the stream of a HEAD.
      guard page.request.method != .head else { return HTTPResponse(200, headers: type) }
      return HTTPResponse(200, headers: type, body: .events(page.house.bell.stream()))
    }
  }

  /// What a request body does with a request for a page.
  typealias Body = @Sendable (RegistryPage, PathValues) async throws -> HTTPResponse

  /// A page of a pattern.
  func page(_ pattern: String, _ deed: Deed, _ body: @escaping Body) -> GuardedRoute {
    route(.get, pattern, deed, body)
  }

  /// What a form sends to a pattern.
  func form(_ pattern: String, _ deed: Deed, _ body: @escaping Body) -> GuardedRoute {
    route(.post, pattern, deed, body)
  }

  private func route(
    _ method: HTTPMethod, _ pattern: String, _ deed: Deed, _ body: @escaping Body
  ) -> GuardedRoute {
    GuardedRoute(.page, method, pattern, deed) { [house] request, values, visitor in
      try await body(RegistryPage(house, request, visitor), values)
    }
  }
}
