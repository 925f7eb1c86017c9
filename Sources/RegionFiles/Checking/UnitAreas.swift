import Accounts
import Formula
import Land
import Law

/// Holds the land of each statistical unit against the area that the unit is said to have.
struct UnitAreas {
  let study: Study
  let rows: LandRows

  func findings() -> [Finding] {
    let units = units.filter { $0.area != nil }
    let areas = units.isEmpty ? [] : areas
    return units.compactMap { unit in
      guard let stated = unit.area, let member = rows.tree.index(of: unit.code) else { return nil }
      let wanted = study.squareMetres(stated.value, unit: stated.unit.text)
      let found = areas[member]
      guard abs(found - wanted) > 0.005 * wanted else { return nil }
      let percent = found / wanted * 100
      return Finding(
        .warning, code: "land.area", subject: unit.code,
        message: Label(
          zh: "\(unit.name.zh)各类面积之和是所写总面积 \(stated.text) 的 \(percent.rounded())%",
          en: "the land of \(unit.name.en) adds up to \(percent.rounded())% of its stated \(stated.text)"),
        remedy: Label(
          zh: "检查重叠的类别（水域与湿地不能相加）或漏掉的类别",
          en: "look for classes that overlap (water and wetland) or are left out"))
    }
  }

  private var units: [UnitDescription] {
    switch study.region.land {
    case .grid: []
    case .table(_, let units), .written(_, let units): units
    }
  }

  /// Square metres of every member of the tree, parents with what lies in them.
  private var areas: [Double] {
    var areas = [Double](repeating: 0, count: rows.tree.members.count)
    for (zone, area) in zip(rows.zones, rows.areas) {
      for member in rows.tree.lineage(of: rows.tree.leaves[Int(zone) - 1]) { areas[member] += area }
    }
    return areas
  }
}
