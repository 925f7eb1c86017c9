public import AccountFiles
internal import Law
internal import Reports
public import Seals
public import Serving

/// The pages that anybody may read: accounts, where each figure comes from, and whether a statement holds.
public struct PublicPages: Sendable {
  let library: AccountLibrary
  /// Keys that the registry publishes, by which statements of its own are told.
  let keys: @Sendable () -> [KeyPeriod]
  /// The registry's own signed list of withdrawn statements.
  let withdrawn: @Sendable () -> [UInt8]?

  /// Pages over a library.
  ///
  /// - Parameters:
  ///   - keys: The periods of the registry's keys as they are now; none without a registry.
  ///   - withdrawn: The registry's signed list of withdrawn statements as it is now; `nil` for none.
  public init(
    _ library: AccountLibrary, keys: @escaping @Sendable () -> [KeyPeriod] = { [] },
    withdrawn: @escaping @Sendable () -> [UInt8]? = { nil }
  ) {
    (self.library, self.keys, self.withdrawn) = (library, keys, withdrawn)
  }

  /// What they answer.
  public var routes: [Route] {
    [
      Route(.get, "/") { request, _ in homePage(PageFrame(request)) },
      Route(.get, "/check") { request, _ in checkPage(PageFrame(request)) },
      Route(.post, "/check") { request, _ in checked(request) },
      account("/accounts/{account}") { page, request, _ in page.whole(request) },
      account("/accounts/{account}/zone") { page, request, _ in page.zone(request) },
      account("/accounts/{account}/figures/{indicator}") { page, request, values in
        page.figure(values["indicator"], request)
      },
      account("/accounts/{account}/map.json", isHeavy: true) { page, _, _ in try page.mapJSON() },
      account("/accounts/{account}/composition.json") { page, request, _ in page.compositionJSON(request) },
      account("/accounts/{account}/value.png", isHeavy: true) { page, _, _ in
        try picture(page.opened.earth.picture()?.png)
      },
      account("/accounts/{account}/relief/{zoom}/{column}/{row}", isHeavy: true) { page, _, values in
        try reliefTile(page.opened, values)
      },
      account("/accounts/{account}/report") { page, _, _ in try report(page) },
      account("/accounts/{account}/files/{name...}") { page, _, values in try file(values["name"], of: page)
      },
    ]
  }

  /// A route to one account; one that is not there is told on a page.
  ///
  /// - Parameter isHeavy: Whether it may compute for long the first time, and then stands back behind others.
  private func account(
    _ pattern: String, isHeavy: Bool = false,
    _ answer: @escaping @Sendable (AccountPage, HTTPRequest, PathValues) throws -> HTTPResponse
  ) -> Route {
    Route(.get, pattern) { request, values in
      let frame = PageFrame(request)
      do {
        let page = AccountPage(try library.open(values["account"]), frame)
        guard isHeavy else { return try answer(page, request, values) }
        return try await HeavyWork.run { try answer(page, request, values) }
      } catch let error as AccountFolderError {
        return missing(error, frame)
      }
    }
  }

  /// What is said of an account or a file that cannot be shown: 404 for one that is not there, 500 for one
  /// that is damaged. No path of the server is told.
  private func missing(_ error: AccountFolderError, _ frame: PageFrame) -> HTTPResponse {
    let isAbsent: Bool
    switch error {
    case .folderMissing, .noAccount, .notAFolder, .fileMissing: isAbsent = true
    default: isAbsent = false
    }
    let title =
      isAbsent
      ? frame.say("没有这份核算", "There is no such account") : frame.say("核算读不出", "The account cannot be read")
    let text =
      isAbsent
      ? frame.say("这里没有这个名字的核算或文件。", "No account or file of this name is here.")
      : frame.say(
        "这份核算的文件不完整或已损坏，请管理员在服务器上查看。", "Its files are incomplete or damaged; an administrator can see why.")
    return frame.page(
      title, status: isAbsent ? 404 : 500,
      [
        tag("h1", [:], .text(title)), paragraph(text), tag("p", ["class": "note"], .text(error.code)),
        tag("p", [:], tag("a", ["href": "/"], .text(frame.say("全部核算", "All accounts")))),
      ])
  }

  private func picture(_ png: [UInt8]?) -> HTTPResponse {
    guard let png else { return HTTPResponse.text("404\n", status: 404) }
    return HTTPResponse(200, headers: [NamedValue("Content-Type", "image/png")], body: .bytes(png)).secured
  }

  private func reliefTile(_ account: OpenAccount, _ values: PathValues) throws -> HTTPResponse {
    let row = values["row"]
    guard row.hasSuffix(".png"), let zoom = Int(values["zoom"]), let column = Int(values["column"]),
      let number = Int(row.dropLast(4))
    else { return HTTPResponse.text("404\n", status: 404) }
    return picture(try account.earth.reliefTile(zoom: zoom, column: column, row: number))
  }
}
