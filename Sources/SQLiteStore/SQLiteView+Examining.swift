import Journal
import Store

extension SQLiteView {
  func examine() throws -> [String] {
    var findings: [String] = []
    do {
      for text in ["PRAGMA integrity_check(1000)", "PRAGMA foreign_key_check"] {
        try connection.eachRow(text) { row in
          if row != [.text("ok")] { findings.append(row.map { "\($0)" }.joined(separator: " ")) }
          return true
        }
      }
    } catch let fault as StoreFault { findings.append(fault.detail) }
    return findings
  }
}
