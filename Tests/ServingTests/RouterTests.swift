import Serving
import Testing

/// Goal: requests reach who answers them, and texts of addresses are read as the standards say. Method:
/// paths, forms and cookies written by hand after RFC 3986, RFC 6265 and WHATWG URL.
@Suite struct RouterTests {
  private let router = Router([
    Route(.get, "/") { _, _ in .text("home") },
    Route(.get, "/accounts/{account}/zones/{zone}") { _, values in
      .text(values["account"] + "|" + values["zone"])
    },
    Route(.post, "/accounts/{account}") { _, _ in .text("made", status: 201) },
    Route(.get, "/files/{path...}") { _, values in .text(values["path"]) },
  ])

  private func text(_ request: HTTPRequest) async throws -> String {
    guard case .bytes(let bytes) = try await router.answer(request).body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `A path finds its route, and the values of its places`() async throws {
    #expect(try await text(HTTPRequest(.get, "/")) == "home")
    #expect(try await text(HTTPRequest(.get, "/accounts/olinda/zones/12")) == "olinda|12")
    #expect(try await text(HTTPRequest(.head, "/files/maps/value.tif")) == "maps/value.tif")
  }

  @Test func `An unknown path is 404, a known path with another method 405 with those allowed`() async throws
  {
    #expect(try await router.answer(HTTPRequest(.get, "/nowhere")).status == 404)
    #expect(try await router.answer(HTTPRequest(.get, "/accounts/olinda/zones/12/more")).status == 404)
    let other = try await router.answer(HTTPRequest(.get, "/accounts/olinda"))
    #expect(other.status == 405)
    #expect(other.header("allow") == "POST")
  }

  @Test func `Percent signs are decoded, broken ones and bytes that are no UTF-8 refused`() {
    #expect(URLEncoding.decode("%E5%B1%B1+%e6%B0%B4") == "山+水")
    #expect(URLEncoding.decode("a+b", plusIsBlank: true) == "a b")
    for broken in ["%", "%4", "%zz", "%ff", "%C0%AF"] { #expect(URLEncoding.decode(broken) == nil) }
    #expect(URLEncoding.encode("山/a b") == "%E5%B1%B1%2Fa%20b")
  }

  @Test func `Forms and cookies are read in their order`() {
    let request = HTTPRequest(
      .post, "/",
      headers: ["content-type": "application/x-www-form-urlencoded", "cookie": "a=1; session=x=y"],
      body: Array("name=%E6%9D%91&amount=1+000&empty=".utf8))
    #expect(
      request.form == [NamedValue("name", "村"), NamedValue("amount", "1 000"), NamedValue("empty", "")])
    #expect(request.cookie("session") == "x=y")
    #expect(request.cookie("sess") == nil)
    #expect(HTTPRequest(.post, "/", headers: ["content-type": "text/plain"]).form == nil)
  }
}
