import Foundation
import GeoFiles
import Quantities
import Testing

/// Goal: text tables from offices are read to the last row, or refused with row and column.
/// Method: small files written here byte by byte; real ones where they are at hand.
@Suite struct TextTableTests {
  let folder = TemporaryFolder()

  @Test func `Comment lines, quotes and both line ends are understood`() throws {
    let path = folder.write(
      "t.csv", "#UTCTIME,\r\nDAY,\"rain, mm\"\r\n2012-01-01,\"1\"\n\n# late\n2012-01-02,2\n")
    let table = try TableFile(delimited: path)
    #expect(table.columns == ["DAY", "rain, mm"])
    #expect(table.rowNumbers == [3, 6])
    #expect(try table.numbers(column: "rain, mm") == [1, 2])
    #expect(table.notes.count == 1)
  }

  @Test(arguments: [("a\tb\n1\t2", "\t"), ("a;b\n1;2", ";"), ("a|b\n1|2", "|"), ("a,b\n1,2", ",")])
  func `The separator is found out`(text: String, separator: String) throws {
    let table = try TableFile(delimited: folder.write("t.txt", text))
    #expect(table.columns == ["a", "b"], "\(separator)")
    #expect(try table.numbers(column: "b") == [2])
  }

  /// "长汀" in GBK is B3A4 CDA1 (GB 2312 code table, rows 19 and 45).
  @Test func `A table in GBK is read as one`() throws {
    let bytes = Array("name,v\n".utf8) + [0xB3, 0xA4, 0xCD, 0xA1] + Array(",3\n".utf8)
    let table = try TableFile(delimited: folder.write("gbk.csv", bytes))
    #expect(table.text(row: 0, column: 0) == "长汀")
    #expect(table.notes == ["按 GB18030 读取 / read as GB18030"])
  }

  @Test func `A byte order mark is no part of the first name`() throws {
    let utf8 = try TableFile(delimited: folder.write("b.csv", [0xEF, 0xBB, 0xBF] + Array("县,v\n甲,1\n".utf8)))
    #expect(utf8.columns == ["县", "v"])
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in "县\tv\r\n甲\t1\r\n".utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try TableFile(delimited: folder.write("u.txt", utf16)).columns == ["县", "v"])
  }

  @Test func `Bytes that are no text are refused`() throws {
    let path = folder.write("x.csv", [0x61, 0x2C, 0x62, 0x0A, 0xFF, 0xFF, 0x2C, 0x31])
    #expect(fault { try TableFile(delimited: path) } == .unknownEncoding)
  }

  @Test func `An empty table is refused`() throws {
    #expect(fault { try TableFile(delimited: folder.write("0.csv", "")) } == .emptyFile)
    #expect(fault { try TableFile(delimited: folder.write("1.csv", "\n\n")) } == .noHeader)
    #expect(fault { try TableFile(delimited: folder.write("2.csv", "# only\n")) } == .noHeader)
  }

  @Test func `A row that does not fit the header is refused with its line`() throws {
    let short = folder.write("s.csv", "a,b,c\n1,2,3\n4,5\n")
    #expect(
      fault { try TableFile(delimited: short) } == .ragged([.init(row: 3, cells: 2)], more: 0, columns: 3))
    let long = folder.write("l.csv", "a,b\n1,2\n4,5,6\n")
    #expect(
      fault { try TableFile(delimited: long) } == .ragged([.init(row: 3, cells: 3)], more: 0, columns: 2))
    let open = folder.write("o.csv", "a,b\n1,\"2\n4,5\n")
    #expect(fault { try TableFile(delimited: open) } == .openQuote(row: 2))
  }

  @Test func `Of uneven rows twenty are told and the rest counted`() throws {
    let three = folder.write("3.csv", "a,b\n1\n1,2\n1,2,3\n1\n")
    let rows = [(2, 1), (4, 3), (5, 1)].map { RaggedRow(row: $0.0, cells: $0.1) }
    #expect(fault { try TableFile(delimited: three) } == .ragged(rows, more: 0, columns: 2))
    let many = folder.write("many.csv", "a,b\n" + String(repeating: "1\n", count: 33))
    let error = #expect(throws: GeoFileError.self) { try TableFile(delimited: many) }
    let text = try #require(error?.chinese)
    #expect(text.contains("第 2 行") && text.contains("第 21 行") && !text.contains("第 22 行"), "\(text)")
    #expect(text.contains("另有 13 行"), "\(text)")
  }

  @Test func `Text in a number names row and column`() throws {
    let table = try TableFile(delimited: folder.write("n.csv", "day,rain\n1,2\n2,trace\n"))
    let wanted = GeoFileFault.badCell(row: 3, column: "rain", text: "trace", problem: .notANumber)
    #expect(fault { try table.numbers(column: "rain") } == wanted)
    #expect(throws: GeoFileError.self) { try table.column("snow") }
    do { _ = try table.numbers(column: "rain") } catch {
      #expect("\(error)".contains("row 3, column rain"))
    }
  }

  @Test func `Two columns of one name are refused when asked for`() throws {
    let table = try TableFile(delimited: folder.write("d.csv", "a,b,a\n1,2,3\n"))
    #expect(try table.column("b") == 1)
    #expect(fault { try table.column("a") } == .duplicateColumn("a", first: 1, second: 3))
  }

  @Test func `Empty cells at the right end of a sheet saved as text do no harm`() throws {
    let table = try TableFile(delimited: folder.write("e.csv", "a,b,,\n1,2,,\n,,,\n3,4,,\n"))
    #expect(table.columns == ["a", "b"])
    #expect(table.rowNumbers == [2, 4])
  }

  // Counts from the data set's own description: 2 192 days, 2012–2017.
  @Test(.enabled(if: RealData.isThere, RealData.comment))
  func `All 2192 days of Changting's rain are read`() throws {
    let table = try TableFile(RealData.path("changting/climate/pcp_daily.csv"))
    let days = try table.days(column: "DATETIME")
    #expect(days.count == 2192)
    #expect(Set(days).count == 2192)
    #expect(days.first == (try Day(year: 2012, month: 1, day: 1)))
    #expect(days.last == (try Day(year: 2017, month: 12, day: 31)))
    let rain = try table.numbers(column: "81502750").reduce(0, +) / 6
    #expect(abs(rain - 1710) < 1)
  }

  @Test(.enabled(if: RealData.isThere, RealData.comment))
  func `A GBK file with comments under the header is read`() throws {
    let table = try TableFile(RealData.path("changting/observed/SiteInfo.csv"))
    #expect(try table.texts(column: "Name").contains("hetianzhan"))
    #expect(table.notes.count == 2)
  }
}
