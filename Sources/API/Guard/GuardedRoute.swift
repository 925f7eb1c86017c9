public import Access
public import Serving

/// A route with what the table must allow before its handler is asked.
public struct GuardedRoute: Sendable {
  /// Who hears answers: a person at a browser, or a program.
  public enum Face: Sendable { case page, api }
  /// Answers a request that the guard let through; nobody for what everybody may do.
  public typealias Handler = @Sendable (HTTPRequest, PathValues, Visitor?) async throws -> HTTPResponse

  public let face: Face
  public let method: HTTPMethod
  public let pattern: String
  /// What it does, by the values of the path; `nil` when nothing is there.
  public let deed: @Sendable (PathValues) -> Deed?
  let handler: Handler

  /// A route that does always the same.
  public init(
    _ face: Face, _ method: HTTPMethod, _ pattern: String, _ deed: Deed, _ handler: @escaping Handler
  ) {
    self.init(face, method, pattern, deed: { _ in deed }, handler)
  }

  /// A route whose deed the path names.
  public init(
    _ face: Face, _ method: HTTPMethod, _ pattern: String,
    deed: @escaping @Sendable (PathValues) -> Deed?, _ handler: @escaping Handler
  ) {
    (self.face, self.method, self.pattern) = (face, method, pattern)
    (self.deed, self.handler) = (deed, handler)
  }

  /// The route for the router, behind the guard.
  public func route(behind guardian: Guardian) -> Route {
    Route(method, pattern) { request, values in
      try await guardian.answer(request, values, self)
    }
  }
}
