import Accounts
import Law
import Testing

/// Goal: an account and its provenance survive the way through canonical JSON to the byte.
/// Method: hand-made and seeded accounts there and back; members taken out one by one.
@Suite struct AccountJSONTests {
  @Test func `An account comes back from its JSON equal, and to the same bytes`() throws {
    for account in [smallAccount(), seededAccount(seed: 7, towns: 9, year: 2021)] {
      let text = account.json().canonical()
      let back = try Account(json: JSONValue.parse(text, file: "account.json"))
      #expect(back == account)
      #expect(back.json().canonical() == text)
    }
  }

  @Test func `A provenance comes back from its JSON equal, and to the same bytes`() throws {
    let provenance = smallProvenance()
    let text = provenance.json().canonical()
    let back = try Provenance(json: JSONValue.parse(text, file: "provenance.json"))
    #expect(back == provenance)
    #expect(back.json().canonical() == text)
  }

  @Test func `A missing figure is null and comes back missing`() throws {
    var account = smallAccount()
    account.sums[0].value = .nan
    let text = account.json().canonical()
    #expect(text.contains("\"value\":null"))
    #expect(try Account(json: JSONValue.parse(text, file: "account.json")).sums[0].value.isNaN)
  }

  @Test func `The keys are those of the account format`() {
    let json = smallAccount().json()
    #expect(json["format"] == .string("shanshui-account/1"))
    #expect(json["rules"]?["alignment"]?["rain"] == .string("bilinear"))
    #expect(json["variants"]?["reservoirPrice"]?["choice"] == .string("full"))
    #expect(json["region"]?["name"]?["zh"] == .string("样县"))
  }

  /// Members that accounts of earlier days do not have.
  private static let later = ["drivers", "overlaps", "uncertainty"]

  @Test func `Without any one member an account is refused, and the place is named`() throws {
    guard case .object(let members) = smallAccount().json() else { throw AccountIsNoObject() }
    for index in members.indices {
      var fewer = members
      let (key, _) = fewer.remove(at: index)
      if Self.later.contains(key) {
        #expect(throws: Never.self) { try Account(json: .object(fewer)) }
        continue
      }
      let error = #expect(throws: AccountFormatError.self) { try Account(json: .object(fewer)) }
      #expect(error?.path == key)
    }
  }

  @Test func `A text where a number must stand is refused with its place`() throws {
    let text = smallAccount().json().canonical()
      .replacing("\"area\":20,\"ecosystem\":\"water\",\"zone\":\"1A\"", with: "\"area\":\"x\"")
    let error = #expect(throws: AccountFormatError.self) {
      try Account(json: JSONValue.parse(text, file: "account.json"))
    }
    #expect(error?.path == "areas[3].zone" || error?.path == "areas[3].area")
    #expect(error?.code == .kind || error?.code == .missing)
  }

  @Test func `Another format is refused by name`() {
    let error = #expect(throws: AccountFormatError.self) {
      try Account(json: .object([("format", .string("other/9"))]))
    }
    #expect(error?.code == .format)
  }
}

private struct AccountIsNoObject: Error {}
