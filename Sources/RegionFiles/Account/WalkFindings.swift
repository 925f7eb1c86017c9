import Accounts
import Land
import Law

/// What only the whole walk can tell: `check` may have looked at a part of the land.
struct WalkFindings {
  let cube: Cube
  let tree: ZoneTree
  /// Names of formulas; a datum that is missing is told by the survey.
  let formulas: Set<String>

  func findings() -> [Finding] { emptyZones + missing + classes }

  /// Raster values that the class map does not name, in tiles that the look before the account passed over.
  private var classes: [Finding] {
    var found: [String: [(value: Int, cells: Int)]] = [:]
    for (name, count) in cube.missingByFormula {
      let parts = name.split(separator: "=")
      guard parts.count == 2, let value = Int(parts[1]) else { continue }
      found[String(parts[0]), default: []].append((value, count))
    }
    return found.sorted { $0.key < $1.key }.map { name, values in
      let list = values.sorted { $0.value < $1.value }.prefix(10).map { "\($0.value)（\($0.cells)）" }
      return Finding(
        .warning, code: "data.unknown-class", subject: name,
        message: Label(
          zh: "classes 没有列出这些类别值（像元数）：\(list.joined(separator: " "))；这些土地未计入",
          en:
            "classes does not list these raster values (cells): \(list.joined(separator: " ")); "
            + "such land is left out"),
        remedy: Label(zh: "在 classes 中补上，或声明为 nodata", en: "add them to classes, or declare them nodata"))
    }
  }

  /// Zones that hold no cell at all, because they are smaller than one or lie under others or off the grid.
  private var emptyZones: [Finding] {
    let empty = tree.leaves.indices.filter { cube.total(zone: $0 + 1, column: SumLayout.area) == 0 }
    guard !empty.isEmpty else { return [] }
    let codes = empty.prefix(5).map { tree.members[tree.leaves[$0]].code }.joined(separator: " ")
    return [
      Finding(
        .warning, code: "zones.empty", subject: "zones",
        message: Label(
          zh: "\(empty.count) 个分区没有土地（比像元小、被别的分区盖住，或在网格之外）：\(codes)",
          en:
            "\(empty.count) zones hold no land "
            + "(smaller than a cell, under other zones, or off the grid): \(codes)"
        ),
        remedy: Label(zh: "核对这些分区，或改用 rule: \"area\"", en: "look at these zones, or use rule: \"area\""))
    ]
  }

  /// Places at which a formula gave nothing although its inputs were there.
  private var missing: [Finding] {
    let found = cube.missingByFormula.filter { formulas.contains($0.key) }
    return found.sorted { $0.key < $1.key }.map { name, count in
      Finding(
        .note, code: "formula.missing", subject: name,
        message: Label(
          zh: "资料齐全而算不出的地方有 \(count) 处（表中没有这一行、除以零等），未计入",
          en:
            "gave nothing at \(count) places whose data are there "
            + "(no such row, division by nought); they are left out"
        ),
        remedy: Label(zh: "查看公式所用的表和取值", en: "look at the tables and figures that the formula reads"))
    }
  }
}
