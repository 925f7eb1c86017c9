/// The values that stood in the places of a pattern, by their names.
public struct PathValues: Sendable {
  private let values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  /// The value at a place; the pattern must have it.
  public subscript(_ name: String) -> String { values[name, default: ""] }
}

/// One thing that the server answers: a method, a pattern of paths, and who answers.
public struct Route: Sendable {
  /// Answers a request.
  public typealias Handler = @Sendable (HTTPRequest, PathValues) async throws -> HTTPResponse

  public let method: HTTPMethod
  /// The pattern: `/accounts/{account}/zones/{zone}`; a last `{rest...}` takes all that follows.
  public let pattern: String
  let parts: [Substring]
  let handler: Handler

  /// A route of its parts.
  public init(_ method: HTTPMethod, _ pattern: String, _ handler: @escaping Handler) {
    (self.method, self.pattern, self.handler) = (method, pattern, handler)
    parts = pattern.split(separator: "/")
  }

  /// The values at the places of the pattern; `nil` when the path does not fit.
  func match(_ path: [Substring]) -> PathValues? {
    var values: [String: String] = [:]
    for (place, part) in parts.enumerated() {
      guard part.first == "{" else {
        guard place < path.count, path[place] == part else { return nil }
        continue
      }
      if part.hasSuffix("...}") {
        values[String(part.dropFirst().dropLast(4))] = path.dropFirst(place).joined(separator: "/")
        return PathValues(values)
      }
      guard place < path.count else { return nil }
      values[String(part.dropFirst().dropLast())] = String(path[place])
    }
    return path.count == parts.count ? PathValues(values) : nil
  }
}

/// Finds who answers a request. Patterns are tried in their order.
public struct Router: Sendable {
  public let routes: [Route]

  /// A router over routes; earlier ones are tried first.
  public init(_ routes: [Route]) { self.routes = routes }

  /// What was found for a request.
  public enum Found: Sendable {
    case route(Route, PathValues)
    /// The path is known, but not with this method; these are.
    case otherMethods([HTTPMethod])
    case nothing
  }

  /// Who answers; a HEAD is answered as a GET without its body.
  public func find(_ request: HTTPRequest) -> Found {
    let path = request.path.split(separator: "/")
    let wanted = request.method == .head ? .get : request.method
    var others: [HTTPMethod] = []
    for route in routes {
      guard let values = route.match(path) else { continue }
      if route.method == wanted { return .route(route, values) }
      if !others.contains(route.method) { others.append(route.method) }
    }
    return others.isEmpty ? .nothing : .otherMethods(others)
  }

  /// Answers a request, or says why nobody does: 404, or 405 with the methods allowed.
  ///
  /// - Throws: What the handler throws.
  public func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
    switch find(request) {
    case .route(let route, let values): return try await route.handler(request, values)
    case .otherMethods(let methods):
      return HTTPResponse.text("405\n", status: 405)
        .with("Allow", methods.map(\.rawValue).joined(separator: ", "))
    case .nothing: return HTTPResponse.text("404\n", status: 404)
    }
  }
}
