import Foundation
import GeoFiles
import Sheets
import Testing

/// Goal: an official's workbook holds what it was given, opens everywhere, and is written whole or not.
/// Method: written here, read back through GDAL, which knows nothing of the writer.
@Suite struct WorkbookTests {
  let place = TemporaryPlace()
  var folder: String { place.path }

  func book() -> Workbook {
    let columns = [
      SheetColumn("分区"), SheetColumn("面积", unit: "hm2"), SheetColumn("价值", unit: "万元"), SheetColumn("备注"),
    ]
    let rows = [
      SheetRow([.text("320481"), .number(1234.5), .number(0.1), .text("=1+1")]),
      SheetRow([.text("合计"), .number(.nan), .number(-7), .empty], isTotal: true),
    ]
    let sheet = Sheet(
      name: "价值量", title: "溧阳市生态产品价值", groups: [ColumnGroup("数量", columns: 1...2)], columns: columns,
      rows: rows, notes: ["注：参照"])
    let second = Sheet(name: "Second", columns: [SheetColumn("a")], rows: [SheetRow([.text("x")])])
    return Workbook(title: "账", sheets: [sheet, second])
  }

  func write(_ book: Workbook, _ name: String = "a.xlsx") throws -> String {
    try book.write(to: folder + "/" + name)
    return folder + "/" + name
  }

  @Test func `Cells come back as they were given`() throws {
    let table = try TableFile(workbook: try write(book()), sheet: "价值量", headerRow: 3)
    #expect(table.columns == ["分区", "面积（hm2）", "价值（万元）", "备注"])
    #expect(table.rowNumbers.prefix(2) == [4, 5])
    #expect(try table.number(row: 0, column: 1) == 1234.5)
    #expect(try table.number(row: 0, column: 2) == 0.1)
    #expect(table.text(row: 0, column: 0) == "320481" && table.text(row: 1, column: 1) == "")
    #expect(table.text(row: 0, column: 3) == "=1+1")
    #expect(table.text(row: 2, column: 0) == "注：参照")
  }

  @Test func `The first sheet and its head are found without being named`() throws {
    let second = try TableFile(try write(book()), sheet: "Second")
    #expect(second.columns == ["a"] && second.text(row: 0, column: 0) == "x")
    #expect(try TableFile(folder + "/a.xlsx").sheet == "价值量")
    #expect(throws: GeoFileError.self) { try TableFile(folder + "/a.xlsx", sheet: "third") }
  }

  /// GDAL reads a damaged sheet as far as it goes; an official's table would lose its last rows.
  @Test func `A workbook that is cut off or damaged is refused with what to do, or loses no row`() throws {
    let rows = (0..<3000).map { SheetRow([.number(Double($0)), .text("第 \($0) 行")]) }
    let sheet = Sheet(name: "S", columns: [SheetColumn("n"), SheetColumn("t")], rows: rows)
    let whole = try Data(contentsOf: URL(fileURLWithPath: write(Workbook(title: "账", sheets: [sheet]))))
    #expect(try TableFile(folder + "/a.xlsx").count == 3000)
    var bad = [10, whole.count / 3, whole.count / 2, whole.count - 40].map { whole.prefix($0) }
    for place in stride(from: 1000, to: whole.count - 1000, by: whole.count / 40) {
      var damaged = whole
      damaged[place] ^= 0x5A
      bad.append(damaged)
    }
    var refused = 0
    for (number, bytes) in bad.enumerated() {
      try bytes.write(to: URL(fileURLWithPath: folder + "/b.xlsx"))
      do {
        #expect(try TableFile(folder + "/b.xlsx").count == 3000, "\(number)")
      } catch {
        #expect(error.chinese.contains("工作簿读不出"), "\(error)")
        refused += 1
      }
    }
    // Flipped bytes in styles or properties harm no cell; most bytes are those of the sheet.
    #expect(refused > bad.count / 2, "\(refused) of \(bad.count)")
  }

  @Test func `Equal workbooks have equal bytes`() throws {
    let bytes = try ["a.xlsx", "b.xlsx"].map { try Data(contentsOf: URL(fileURLWithPath: write(book(), $0))) }
    #expect(bytes[0] == bytes[1])
  }

  @Test func `What Excel would refuse is refused before writing`() {
    func refusal(_ change: (inout Workbook) -> Void) -> WorkbookError? {
      var book = book()
      change(&book)
      do throws(WorkbookError) {
        try book.write(to: folder + "/bad.xlsx")
        return nil
      } catch { return error }
    }
    #expect(refusal { $0.sheets = [] } == .noSheets)
    #expect(refusal { $0.sheets[0].name = "a/b" } == .sheetName("a/b"))
    #expect(refusal { $0.sheets[0].name = "" } == .sheetName(""))
    #expect(refusal { $0.sheets[1].name = "价值量" } == .sheetNameTwice("价值量"))
    #expect(refusal { $0.sheets[1].columns = [] } == .noColumns(sheet: "Second"))
    #expect(refusal { $0.sheets[0].groups[0].columns = 2...4 } == .group(sheet: "价值量", head: "数量"))
    let ragged = WorkbookError.raggedRow(sheet: "价值量", row: 1, cells: 3, columns: 4)
    #expect(refusal { _ = $0.sheets[0].rows[0].cells.popLast() } == ragged)
    let infinite = WorkbookError.infinite(sheet: "价值量", row: 1, column: "面积")
    #expect(refusal { $0.sheets[0].rows[0].cells[1] = .number(.infinity) } == infinite)
    let long = WorkbookError.textTooLong(sheet: "Second", row: 1, column: "a")
    #expect(refusal { $0.sheets[1].rows[0].cells[0] = .text(String(repeating: "a", count: 32_768)) } == long)
    #expect(!FileManager.default.fileExists(atPath: folder + "/bad.xlsx"))
  }

  @Test func `A missing or closed folder is refused`() {
    #expect(throws: WorkbookError.folderMissing("/no/such")) { try book().write(to: "/no/such/a.xlsx") }
    #expect(throws: WorkbookError.self) { try book().write(to: "/proc/a.xlsx") }
  }

  /// `SHANSHUI_SMALL_DISK` names an empty folder on a disk of at most a megabyte.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["SHANSHUI_SMALL_DISK"] != nil,
      "SHANSHUI_SMALL_DISK is not set: no small disk is at hand"))
  func `A full disk is told as such and leaves nothing`() throws {
    let disk = ProcessInfo.processInfo.environment["SHANSHUI_SMALL_DISK"] ?? ""
    let rows = (0..<60_000).map { SheetRow([.text("\($0 &* 7_919_777)"), .number(Double($0).squareRoot())]) }
    let sheet = Sheet(name: "a", columns: [SheetColumn("a"), SheetColumn("b")], rows: rows)
    let path = disk + "/full.xlsx"
    #expect(throws: WorkbookError.diskFull(path)) { try Workbook(title: "", sheets: [sheet]).write(to: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

/// A folder that goes away with the test.
final class TemporaryPlace {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("sheets-" + UUID().uuidString).path

  init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
