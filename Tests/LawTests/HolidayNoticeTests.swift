import Formula
import Foundation
import Law
import Quantities
import Testing

/// Goal: the calendar of the mainland is what the notices print, and a slip in a file is told.
/// Method: working days of each year counted apart (Python's calendar and the notices' days); spoilt texts.
@Suite struct HolidayNoticeTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Packs/calendars/cn-mainland")

  static func files() throws -> [(name: String, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).map { name in
      (name, try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
  }

  @Test func `The notices of 2019 to 2026 load, each with the working days that it leaves`() throws {
    let (notices, problems) = HolidayNotice.read(files: try Self.files())
    #expect(problems.isEmpty)
    #expect(notices.map(\.year) == Array(2019...2026))
    let wanted = [250, 249, 250, 249, 249, 251, 248, 248]
    for (notice, wanted) in zip(notices, wanted) {
      let (off, worked) = (Set(notice.off), Set(notice.worked))
      #expect(off.isDisjoint(with: worked) && off.count == notice.off.count)
      let first = try Day(year: notice.year, month: 1, day: 1)
      let days = try (0..<366).map { try first.adding(days: $0) }.filter { $0.year == notice.year }
      let count = days.count { worked.contains($0) || ($0.weekday.rawValue <= 5 && !off.contains($0)) }
      #expect(count == wanted, "\(notice.year)")
      #expect(notice.source.number?.hasPrefix("国办发明电〔") ?? false)
    }
  }

  static let text = """
    { year: 2026, off: [{ name: "元旦", from: "2026-01-01", until: "2026-01-03" }], worked: ["2026-01-04"],
      source: { title: "t", clause: "1", standing: "law" } }
    """

  @Test(arguments: [
    ("2026-01-03\"", "2025-12-31\""), ("2026-01-03\"", "2026-02-30\""), ("\"2026-01-04\"", "\"2026-01-05\""),
    ("until", "till"), ("clause: \"1\", ", ""), ("year: 2026", "year: 2027"), ("off:", "of:"),
  ])
  func `A slip is told with its place`(word: String, slip: String) {
    #expect(HolidayNotice.read(files: [("a.json5", Self.text)]).problems.isEmpty)
    let text = Self.text.replacingOccurrences(of: word, with: slip)
    let (notices, problems) = HolidayNotice.read(files: [("a.json5", text)])
    #expect(notices.isEmpty && !problems.isEmpty)
    #expect(problems.allSatisfy { $0.position.file == "a.json5" })
  }
}
