import Foundation
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
    for letter in letters {
      // A workbook is a ZIP archive.
      let head = try Data(contentsOf: folder("letters/\(letter)")).prefix(4)
      #expect(letter.hasSuffix(".xlsx") && head == Data([0x50, 0x4B, 3, 4]), "\(letter)")
      #expect(ended.errors.contains(letter), "\(letter) is not told")
    }
    #expect(listing(of: folder("region")) == before)
  }
}
