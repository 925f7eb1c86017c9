import Foundation

/// What `check --json` found.
struct Findings {
  struct Finding: CustomStringConvertible {
    let severity: String
    let code: String
    let subject: String
    let text: String

    var description: String { "[\(severity)] \(code) \(subject): \(text)" }
  }

  let all: [Finding]
  /// Errors and warnings.
  var grave: [Finding] { all.filter { $0.severity != "note" } }

  init(_ ended: Program.Ended) {
    let list = ended.json?["findings"] as? [[String: Any]] ?? []
    all = list.map { finding in
      let text = { (key: String) in finding[key] as? String ?? "" }
      return Finding(
        severity: text("severity"), code: text("code"), subject: text("subject"),
        text: "\(text("zh")) \(text("en")) \(text("remedy"))")
    }
  }
}

/// An account as it was written, read with nothing but Foundation.
struct MadeAccount {
  struct Sum {
    let zone: String
    let ecosystem: String
    let indicator: String
    let physical: Double
    let value: Double
  }

  let json: [String: Any]

  init(_ folder: URL) throws {
    let bytes = try Data(contentsOf: folder.appendingPathComponent("account.json"))
    json = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
  }

  private func list(_ key: String) -> [[String: Any]] { json[key] as? [[String: Any]] ?? [] }

  var warnings: [[String: Any]] { list("warnings") }
  var indicators: [String] { list("indicators").compactMap { $0["id"] as? String } }
  var zones: [(code: String, level: String, parent: String)] {
    list("zones").map {
      ($0["code"] as? String ?? "", $0["level"] as? String ?? "", $0["parent"] as? String ?? "")
    }
  }

  var areas: [(zone: String, ecosystem: String, area: Double)] {
    list("areas").map {
      ($0["zone"] as? String ?? "", $0["ecosystem"] as? String ?? "", $0["area"] as? Double ?? .nan)
    }
  }

  var sums: [Sum] {
    list("sums").map {
      Sum(
        zone: $0["zone"] as? String ?? "", ecosystem: $0["ecosystem"] as? String ?? "",
        indicator: $0["indicator"] as? String ?? "", physical: $0["physical"] as? Double ?? .nan,
        value: $0["value"] as? Double ?? .nan)
    }
  }
}
