import Foundation
import GeoFiles
import Testing

/// Goal: `check --letters` gives what can be sent to departments. Method: a made region that lacks many data.
@Suite struct LetterTests {
  @Test func `Letters are workbooks, one for each department, outside the region`() throws {
    let folder = TemporaryFolder()
    try MadeRegion.small.write(to: folder("region"))
    let before = listing(of: folder("region"))
    let ended = try folder.program.run("check", "region", "--letters", "letters")
    #expect(ended.status == 0, "\(ended.errors)")
    let letters = try FileManager.default.contentsOfDirectory(atPath: folder("letters").path)
    #expect(letters.count > 1)
    #expect(letters.contains("inputs.json5"))
    for letter in letters where letter != "inputs.json5" {
      // A workbook is a ZIP archive.
      let head = try Data(contentsOf: folder("letters/\(letter)")).prefix(4)
      #expect(letter.hasSuffix(".xlsx") && head == Data([0x50, 0x4B, 3, 4]), "\(letter)")
      #expect(ended.errors.contains(letter), "\(letter) is not told")
    }
    #expect(listing(of: folder("region")) == before)
  }

  @Test func `A letter has the zones as rows of a table, which the region reads as its inputs say`() throws {
    let folder = TemporaryFolder()
    try MadeRegion.small.write(to: folder("region"))
    let ended = try folder.program.run("check", "region", "--letters", "letters")
    #expect(ended.status == 0, "\(ended.errors)")
    let inputs = try String(contentsOf: folder("letters/inputs.json5"), encoding: .utf8)
    let lines = inputs.split(separator: "\n").filter { $0.contains("table: ") }
    #expect(!lines.isEmpty)
    for line in lines {
      let texts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
      // table, sheet, zone, column, unit: every second piece stands between quotation marks.
      let (file, sheet, zone, column) = (texts[1], texts[3], texts[5], texts[7])
      let table = try TableFile(folder("letters/\(file)").path, sheet: sheet)
      var faults = TableFaults()
      #expect(!table.texts(column: zone, noting: &faults).contains(""))
      let isBlank = table.numbers(column: column, noting: &faults).allSatisfy { $0.isNaN }
      #expect(isBlank)
      try faults.end()
    }
  }
}
