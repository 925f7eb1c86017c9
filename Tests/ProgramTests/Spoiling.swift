/// One way to spoil a good region, and the words by which a finding about it can be told.
struct Spoiling: CustomStringConvertible, Sendable {
  let description: String
  /// A finding names the spoiled thing when its subject or text holds one of these.
  let marks: [String]
  let apply: @Sendable (inout MadeRegion) -> Void

  init(_ description: String, marks: [String], _ apply: @escaping @Sendable (inout MadeRegion) -> Void) {
    self.description = description
    self.marks = marks
    self.apply = apply
  }

  func isNamed(by finding: Findings.Finding) -> Bool {
    // A name of a letter or two stands in many texts.
    marks.contains { finding.subject == $0 || $0.count > 2 && "\(finding)".contains($0) }
  }
}

extension Spoiling {
  /// All cells of a file times a factor: what a slip of the unit or of the decimal point does.
  static func times(_ factor: Double, _ file: String, _ name: String, also: [String] = []) -> Spoiling {
    Spoiling("\(file) × \(factor)", marks: [name] + also) { $0.layers["\(file).tif"]?.change { $0 * factor } }
  }

  static func table(
    _ file: String, column: Int, times factor: Double, _ name: String, also: [String] = []
  ) -> Spoiling {
    Spoiling("\(file) column \(column) × \(factor)", marks: [name] + also) {
      $0.tables[file] = $0.tables[file].map { spoiled($0, column: column) { $0 * factor } }
    }
  }

  /// A binding written in another way.
  static func input(_ name: String, _ text: String, says: String, also: [String] = []) -> Spoiling {
    Spoiling("\(name): \(says)", marks: [name] + also) { $0.inputs[name] = text }
  }

  /// The text of a table with every number of a column changed.
  static func spoiled(_ table: String, column: Int, _ rule: (Double) -> Double) -> String {
    let lines = table.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    let changed = lines.enumerated().map { index, cells in
      guard index > 0, let number = Double(cells[column]) else { return cells.joined(separator: ",") }
      var cells = cells
      cells[column] = "\(rule(number))"
      return cells.joined(separator: ",")
    }
    return changed.joined(separator: "\n") + "\n"
  }
}
