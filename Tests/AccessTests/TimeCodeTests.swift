import Journal
import Testing

@testable import Access

/// Goal: codes are those that every telephone shows.
/// Method: the values of RFC 4226, appendix D (six digits by counter), and of RFC 6238, appendix B (eight
/// digits by time, SHA-1), both under the secret "12345678901234567890".
@Suite struct TimeCodeTests {
  private let codes = TimeCode(secret: Array("12345678901234567890".utf8))

  @Test func `Counters have the codes of RFC 4226`() {
    let expected = [
      "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
    ]
    #expect((0..<10).map { codes.code(at: Int64($0)) } == expected)
  }

  @Test(
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
      (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
  func `Times have the codes of RFC 6238`(seconds: Int64, code: String) {
    let moment = Moment(milliseconds: seconds * 1000)
    #expect(codes.code(at: TimeCode.step(at: moment), digits: 8) == code)
  }

  @Test func `A code holds for its own half minute, the one before and the one after, and once`() {
    let moment = Moment(milliseconds: 59_000)
    #expect(codes.step(of: "287082", at: moment, after: 0) == 1)
    #expect(codes.step(of: "287082", at: moment.adding(milliseconds: 30_000), after: 0) == 1)
    #expect(codes.step(of: "287082", at: moment.adding(milliseconds: 61_000), after: 0) == nil)
    #expect(codes.step(of: "287082", at: moment, after: 1) == nil)
    #expect(codes.step(of: "287083", at: moment, after: 0) == nil)
    #expect(codes.step(of: "", at: moment, after: 0) == nil)
  }

  /// RFC 4648, section 10: "foobar" is MZXW6YTBOI, "fo" is MZXQ (without padding).
  @Test func `Secrets are typed in base32`() {
    #expect(Base32.encode(Array("foobar".utf8)) == "MZXW6YTBOI")
    #expect(Base32.encode(Array("fo".utf8)) == "MZXQ")
    #expect(codes.text == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
  }

  @Test func `The address names issuer and account, with nothing that could end it early`() {
    let address = codes.address(account: "wang@office", issuer: "示范&secret=x")
    #expect(
      address == "otpauth://totp/%E7%A4%BA%E8%8C%83%26secret%3Dx:wang%40office"
        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E7%A4%BA%E8%8C%83%26secret%3Dx"
        + "&algorithm=SHA1&digits=6&period=30")
  }

  @Test func `The picture of an address has the three corners by which cameras find it`() throws {
    let picture = try #require(QRPicture(codes.address(account: "a@b", issuer: "c")))
    for (column, row) in [(0, 0), (picture.width - 7, 0), (0, picture.width - 7)] {
      for place in 0..<7 {
        #expect(picture.isDark(column + place, row) && picture.isDark(column, row + place))
      }
      #expect(!picture.isDark(column + 1, row + 1) && picture.isDark(column + 3, row + 3))
    }
    #expect(picture.path.hasPrefix("M4 4h7v1h-7z"))
  }
}

extension TimeCode {
  /// What the telephone shows.
  func present(at moment: Moment) -> String { code(at: TimeCode.step(at: moment)) }
}
