import AccountFiles
import Serving
import Synchronization

/// Pages of accounts are made once in ten seconds, however many look, and at once when the account is made
/// anew: the map of five hundred zones takes tens of milliseconds to write. While one visitor's request makes
/// a page again, the others get the page before.
final class KeptPages: Sendable {
  /// Bytes that are kept at most.
  private static let room = 64 << 20
  private static let places = 1024
  private static let lifetime = Duration.seconds(10)

  private struct Key: Hashable {
    let path: String
    let query: [NamedValue]
    let language: String?
  }

  private struct Kept {
    let account: AccountEarth
    let response: HTTPResponse
    let size: Int
    var until: ContinuousClock.Instant
  }

  private let library: AccountLibrary
  private let state = Mutex<(pages: [Key: Kept], bytes: Int)>(([:], 0))

  init(_ library: AccountLibrary) { self.library = library }

  /// The route with its pages kept; one that is not about an account stays as it is.
  func keeping(_ route: Route) -> Route {
    guard route.method == .get, route.pattern.hasPrefix("/accounts/{account}") else { return route }
    let router = Router([route])
    return Route(.get, route.pattern) { [self] request, values in
      // Another account object means that its files were read anew.
      guard let account = try? library.open(values["account"]).earth else {
        return try await router.answer(request)
      }
      let key = Key(path: request.path, query: request.query, language: request.cookie("lang"))
      if let known = find(key, account) { return known }
      let response = try await router.answer(request)
      keep(response, key, account)
      return response
    }
  }

  /// The page as it is kept; `nil` when there is none, and for the first who comes when its time is over.
  private func find(_ key: Key, _ account: AccountEarth) -> HTTPResponse? {
    state.withLock { state in
      guard let kept = state.pages[key], kept.account === account else { return nil }
      if kept.until > .now { return kept.response }
      state.pages[key]?.until = .now + Self.lifetime
      return nil
    }
  }

  private func keep(_ response: HTTPResponse, _ key: Key, _ account: AccountEarth) {
    guard response.status == 200, case .bytes(let bytes) = response.body, bytes.count <= 4 << 20 else {
      return
    }
    state.withLock { state in
      if state.bytes + bytes.count > Self.room || state.pages.count >= Self.places { state = ([:], 0) }
      let kept = Kept(
        account: account, response: response, size: bytes.count, until: .now + Self.lifetime)
      let before = state.pages.updateValue(kept, forKey: key)
      state.bytes += bytes.count - (before?.size ?? 0)
    }
  }
}
