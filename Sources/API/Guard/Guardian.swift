internal import Access
public import Law
internal import RegistryDesk
public import Serving
internal import Store

/// Stands before every route of the registry: who asks, whether the table allows it, whether a form comes out
/// of an own page.
public struct Guardian: Sendable {
  public let house: RegistryHouse
  /// How a page says no: 403, 404, 400 and others.
  private let refusing: @Sendable (Int, Label, HTTPRequest, Visitor?) -> HTTPResponse

  /// A guard before a house.
  ///
  /// - Parameter refusing: Makes the page that says no.
  public init(
    _ house: RegistryHouse, refusing: @escaping @Sendable (Int, Label, HTTPRequest, Visitor?) -> HTTPResponse
  ) {
    (self.house, self.refusing) = (house, refusing)
  }

  /// The most bytes of a form or of a JSON body.
  public static let mostBytes = 65_536

  func answer(_ request: HTTPRequest, _ values: PathValues, _ route: GuardedRoute) async throws
    -> HTTPResponse
  {
    var visitor: Visitor?
    do {
      guard request.body.count <= Self.mostBytes else { throw Bar.tooLarge }
      if house.awaitsSetUp, house.desk == nil, route.pattern != "/setup" { throw Bar.notFounded }
      visitor = try identify(request, route.face)
      try admit(request, values, route, visitor)
      return try await route.handler(request, values, visitor).secured(for: route.face)
    } catch let bar as Bar {
      return refuse(bar, request, visitor, route.face).secured(for: route.face)
    } catch let refusal as DeskRefusal {
      return refuse(.unreadable(refusal.message), request, visitor, route.face).secured(for: route.face)
    } catch is StoreFault {
      return refuse(.outOfOrder, request, visitor, route.face).secured(for: route.face)
    }
  }

  private func identify(_ request: HTTPRequest, _ face: GuardedRoute.Face) throws -> Visitor? {
    if face == .api, let header = request.header("authorization") {
      let parts = header.split(separator: " ")
      guard parts.count == 2, parts[0].lowercased() == "bearer",
        let visitor = try house.visitor(byToken: String(parts[1]))
      else { throw Bar.nobody }
      return visitor
    }
    return try house.visitor(byCookie: request)
  }

  private func admit(
    _ request: HTTPRequest, _ values: PathValues, _ route: GuardedRoute, _ visitor: Visitor?
  ) throws {
    guard let deed = route.deed(values) else { throw Bar.nothing }
    guard house.table.allows(deed, roles: visitor?.roles) else {
      throw visitor == nil ? Bar.nobody : Bar.forbidden
    }
    if route.method.isSafe { return }
    if let token = visitor?.token {
      guard token.scope == .act else { throw Bar.forbidden }
      return
    }
    try checkOrigin(of: request)
    switch (route.face, visitor?.session) {
    case (.api, let session?):
      guard session.isOwn(request.header("x-form-token")) else { throw Bar.foreignForm }
    case (.api, nil): throw Bar.nobody
    case (.page, let session?) where deed != .knock:
      guard session.isOwn(request.field("csrf")) else { throw Bar.foreignForm }
    case (.page, _):
      guard DoorCookie(request).isOwn(request.field("csrf")) else { throw Bar.foreignForm }
    }
  }

  /// Browsers say where a request comes from (Fetch Metadata); others are taken by their form token alone.
  private func checkOrigin(of request: HTTPRequest) throws(Bar) {
    if let site = request.header("sec-fetch-site"), site != "same-origin", site != "none" {
      throw .foreignForm
    }
  }

  private func refuse(
    _ bar: Bar, _ request: HTTPRequest, _ visitor: Visitor?, _ face: GuardedRoute.Face
  ) -> HTTPResponse {
    switch (face, bar) {
    case (.page, .notFounded): return .seeOther("/setup")
    case (.page, .nobody):
      let place = request.method.isSafe ? request.path : "/registry"
      return .seeOther("/login?next=" + URLEncoding.encode(place))
    case (.page, _): return refusing(bar.status, bar.label, request, visitor)
    case (.api, _): return Problem(bar).response
    }
  }
}

extension HTTPRequest {
  /// The first value of a field of the form.
  public func field(_ name: String) -> String? { form?.first { $0.name == name }?.value }
}

extension HTTPResponse {
  /// Nothing of the registry is kept by caches on the way.
  fileprivate func secured(for face: GuardedRoute.Face) -> HTTPResponse {
    var response = self
    func add(_ name: String, _ value: String) {
      if response.header(name) == nil { response = response.with(name, value) }
    }
    add("Cache-Control", "private, no-store")
    add("X-Content-Type-Options", "nosniff")
    add("Referrer-Policy", "same-origin")
    add("X-Frame-Options", "DENY")
    add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    return response
  }
}
