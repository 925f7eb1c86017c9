import AccountFiles
import Foundation
import Journal
import Law
import Seals
import Serving
import Testing
import Web

/// Goal: anybody learns whether a signed document holds, with the first difference, and no input harms.
/// Method: documents signed here, then changed; sent as a browser's form sends them.
@Suite struct CheckPageTests {
  private let router = Router(PublicPages(AccountLibrary("/nowhere")).routes)

  private func signed() throws -> String {
    let body = JSONValue.object([("kind", .string("note")), ("registry", .string("试验登记簿"))])
    return try Statement(body, by: SigningKey(), chain: nil, at: Moment(milliseconds: 1_790_000_000_000)).text
  }

  private func check(
    _ statement: String, list: String = "", at other: Router? = nil
  ) async throws -> (Int, String) {
    let body =
      "lang=zh&statement=" + URLEncoding.encode(statement) + "&withdrawn=" + URLEncoding.encode(list)
    let response = try await (other ?? router).answer(
      HTTPRequest(
        .post, "/check", headers: ["content-type": "application/x-www-form-urlencoded"],
        body: Array(body.utf8)))
    guard case .bytes(let bytes) = response.body else { return (response.status, "") }
    return (response.status, String(decoding: bytes, as: UTF8.self))
  }

  @Test func `A document that was not changed holds, with line ends of a form too`() async throws {
    for text in [try signed(), try signed() + "\r\n", String(try signed().dropLast())] {
      let (status, page) = try await check(text)
      #expect(status == 200)
      #expect(page.contains("✓ 成立") && page.contains("试验登记簿") && page.contains("未核对签名人"))
    }
  }

  @Test func `One changed letter, and it says so`() async throws {
    let (status, page) = try await check(try signed().replacing("试验", with: "正式"))
    #expect(status == 422)
    #expect(page.contains("✗ 不成立") && page.contains("签名不成立"))
  }

  @Test func `A withdrawn document does not hold, by the registry's list or by one that is added`()
    async throws
  {
    let (key, moment) = (try SigningKey(), Moment(milliseconds: 1_790_000_000_000))
    func sign(_ body: JSONValue, by signer: SigningKey) throws -> String {
      try Statement(body, by: signer, chain: nil, at: moment).text
    }
    let note = try sign(.object([("kind", .string("note"))]), by: key)
    let other = try sign(.object([("kind", .string("other"))]), by: key)
    let statement = try Statement(Array(note.utf8), file: "")
    let list = WithdrawnStatements().withdrawing(statement, reason: "数额有误", at: moment).body
    let signed = try sign(list, by: key)
    let foreign = try sign(list, by: try SigningKey())
    #expect(try await check(note).1.contains("未核对撤回名单"))
    let (status, page) = try await check(note, list: signed)
    #expect(status == 422 && page.contains("撤回：数额有误"), "\(page)")
    let spared = try await check(other, list: signed)
    #expect(spared.0 == 200 && spared.1.contains("不在撤回名单第 1 期"))
    // A list of somebody else's, and what is no list, say nothing about it.
    #expect(try await check(note, list: foreign).1.contains("出自另一签名人"))
    #expect(try await check(note, list: other).1.contains("不是撤回名单"))
    let own = Router(
      PublicPages(AccountLibrary("/nowhere"), withdrawn: { Array(signed.utf8) }).routes)
    #expect(try await check(note, at: own).1.contains("撤回：数额有误"))
  }

  @Test(arguments: [
    "", "{}", "[]", "<script>alert(1)</script>", "{\"format\":\"shanshui-statement-1\"}", "%00",
  ])
  func `What is no document is refused in words`(text: String) async throws {
    let (status, page) = try await check(text)
    #expect(status == 422 && page.contains("✗ 不成立") && !page.contains("<script>alert"))
  }

  @Test func `More than two megabytes are refused unread`() async throws {
    #expect(try await check(String(repeating: "a", count: 3 << 20)).0 == 413)
  }
}
