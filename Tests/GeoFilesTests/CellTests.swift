import GeoFiles
import Quantities
import Testing

/// Goal: cells become numbers and days, or say why not; nothing is guessed.
/// Method: tables of text and expected outcome, by the rules in the functions' comments.
@Suite struct CellTests {
  @Test(arguments: [
    ("12.5", 12.5), (" -3 ", -3), ("+.5", 0.5), ("7.", 7), ("1e-4", 1e-4), ("1.5E+3", 1500), ("１２．５", 12.5),
    ("－３", -3), ("−2", -2), ("　4　", 4),
  ])
  func `A decimal number is read`(text: String, number: Double) throws {
    #expect(try readNumber(text) == number)
  }

  @Test(arguments: [
    ("", CellProblem.empty), ("　", .empty), ("1,234", .thousandSeparator), ("1 234.5", .thousandSeparator),
    ("１，２３４", .thousandSeparator), ("12%", .percentSign), ("１２％", .percentSign), ("nan", .notANumber),
    ("inf", .notANumber), ("0x1F", .notANumber), ("1e999", .notFinite), ("-", .notANumber),
    ("1.2.3", .notANumber),
    ("e5", .notANumber), ("缺测", .notANumber), ("12亩", .notANumber), ("1e", .notANumber), (",", .notANumber),
  ])
  func `What is no number says why`(text: String, problem: CellProblem) {
    #expect(throws: problem) { try readNumber(text) }
  }

  @Test(arguments: [
    ("", CellProblem.empty), ("A\0B", .controlCharacter), ("甲\n乙", .controlCharacter),
    (String(repeating: "镇", count: 401), .tooLong(limit: 400)),
  ])
  func `A code is one line that can be seen`(text: String, problem: CellProblem) {
    #expect(throws: problem) { try readWord(text) }
  }

  @Test(arguments: ["0101", "乔木林地（含未成林）", String(repeating: "镇", count: 400)])
  func `A word of a table is read as it stands`(text: String) throws {
    #expect(try readWord(text) == text)
  }

  @Test(arguments: [
    "2016-02-08", "2016-2-8", "2016-2-8 00:00:00", "2016/2/8", "2016/02/08 20:00", "2016.2.8", "20160208",
    "2016年2月8日", "2016年02月08日 08:00", "2016-02-08T08:00:00Z", "２０１６－２－８", "2016-02-08 00:00:00.000",
  ])
  func `A day is read in all its forms`(text: String) throws {
    #expect(try readDay(text) == Day(year: 2016, month: 2, day: 8))
  }

  @Test(arguments: [
    ("", CellProblem.empty), ("2/8/2016", .notADay), ("16-02-08", .notADay), ("42408", .notADay),
    ("2016-02", .notADay), ("2016-02-08 25:00", .notADay), ("2016-02-08x", .notADay),
    ("2016-02-30", .noSuchDay),
    ("20161301", .noSuchDay), ("2015-2-29", .noSuchDay), ("2016--08", .notADay), ("today", .notADay),
    ("2016年2月", .notADay), ("-2016-02-08", .notADay),
  ])
  func `What is no day says why`(text: String, problem: CellProblem) {
    #expect(throws: problem) { try readDay(text) }
  }

  @Test func `Each problem has advice in both languages`() {
    let fault = GeoFileFault.badCell(row: 17, column: "rain", text: "1,2", problem: .thousandSeparator)
    let text = GeoFileError("a.csv", fault).description
    #expect(text.contains("row 17, column rain"))
    #expect(text.contains("第 17 行“rain”列"))
  }
}
