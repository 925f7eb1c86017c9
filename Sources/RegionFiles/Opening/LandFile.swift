import Accounts
import Formula
import Foundation
import GeoFiles
import Land
import Law

extension StudyLoader {
  /// The land of a region without a grid, with the columns that the study reads, in the order of `layers`.
  static func land(of study: Study, folder: URL) throws -> (
    rows: LandRows, layers: [String], columns: [[Double]]
  )? {
    switch study.region.land {
    case .grid: return nil
    case .written(let land, let units):
      let raw = land.enumerated().map { index, piece in
        LandRows.Raw(
          zone: piece.zone, ecosystem: study.ecosystemID(of: piece.ecosystem),
          squareMetres: study.squareMetres(piece.area.value, unit: piece.area.unit.text),
          place: "land[\(index)]（region.json5 第 \(piece.place.position.line) 行）")
      }
      var faults = TableFaults()
      let rows = rows(raw, units, study, noting: &faults)
      try faults.end()
      return rows.map { ($0, [Study.ecosystem], [$0.ecosystems]) }
    case .table(let table, let units):
      let file = try TableFile(folder.appendingPathComponent(table.file).path, sheet: table.sheet)
      guard file.count > 0 else { throw StudyLoaderError.emptyTable(name: "rows", file: table.file) }
      var faults = TableFaults()
      let raw = raw(table, file, study, noting: &faults)
      let rows = rows(raw, units, study, noting: &faults)
      let (names, columns) = landColumns(file, study, noting: &faults)
      try faults.end()
      return rows.map { ($0, [Study.ecosystem] + names, [$0.ecosystems] + columns) }
    }
  }

  private static func rows(
    _ raw: [LandRows.Raw], _ units: [UnitDescription], _ study: Study, noting faults: inout TableFaults
  ) -> LandRows? {
    do throws(LandRowsError) {
      return try LandRows(raw, units: units, ecosystems: study.ecosystems.values.map(\.id))
    } catch {
      let several = if case .several(let several) = error { several } else { [error] }
      for fault in several { faults.note(withNames(fault, study)) }
      return nil
    }
  }

  /// People know the types by their names.
  private static func withNames(_ fault: LandRowsError, _ study: Study) -> LandRowsError {
    guard case .unknownEcosystem(let code, let place, _) = fault else { return fault }
    let types = study.ecosystems.values.map { "\($0.id)（\($0.label.zh)）" }
    return .unknownEcosystem(code: code, place: place, has: types)
  }

  /// The rows that can be read; what is wrong in the others is noted.
  private static func raw(
    _ table: LandTable, _ file: TableFile, _ study: Study, noting faults: inout TableFaults
  ) -> [LandRows.Raw] {
    let zone = faults.attempt { try file.column(table.zone) }
    let type = faults.attempt { try file.column(table.ecosystem) }
    let area = faults.attempt { try file.column(table.area) }
    let unit = LandUnitColumns(table, file, noting: &faults)
    guard let zone, let type, let area else { return [] }
    return (0..<file.count).compactMap { row in
      let code = faults.attempt { try file.filledText(row: row, column: zone) }
      let word = faults.attempt { try file.filledText(row: row, column: type) }
      let number = faults.attempt { try file.number(row: row, column: area) }
      guard let code, let word, let number else { return nil }
      return LandRows.Raw(
        zone: code, ecosystem: study.ecosystemID(of: table.classes[word] ?? word),
        squareMetres: study.squareMetres(number, unit: table.areaUnit),
        place: "\(table.file) 第 \(file.rowNumbers[row]) 行 row \(file.rowNumbers[row])",
        unit: unit.leaf(code, row: row))
    }
  }

  /// Inputs that are columns of the table of areas.
  private static func landColumns(
    _ file: TableFile, _ study: Study, noting faults: inout TableFaults
  ) -> ([String], [[Double]]) {
    var (names, columns): ([String], [[Double]]) = ([], [])
    for input in study.region.inputs where study.needed.contains(input.name) {
      guard case .landColumn(let column, let unit) = input.binding else { continue }
      names.append(input.name)
      columns.append(
        file.numbers(column: column, noting: &faults).map {
          study.converted($0, unit: unit, for: input.name)
        })
    }
    return (names, columns)
  }
}

/// The columns of a table of land that say what its zones are called and what lies above them.
private struct LandUnitColumns {
  private struct Above {
    var level: String
    /// Columns; nil where code and name are the zone's own.
    var code: Int?
    var name: Int?
    var own: LeafRow.Place
  }

  private let file: TableFile
  private let level: String
  private let name: Int?
  private let above: [Above]

  init(_ table: LandTable, _ file: TableFile, noting faults: inout TableFaults) {
    self.file = file
    level = table.level
    var found: [Above] = []
    name = table.name.flatMap { name in faults.attempt { try file.column(name) } }
    for place in table.above {
      let own = LeafRow.Place(code: place.code, name: place.name, level: place.level)
      guard place.byAttribute else {
        found.append(Above(level: place.level, own: own))
        continue
      }
      let code = faults.attempt { try file.column(place.code) }
      let name = faults.attempt { try file.column(place.name) }
      if let code, let name { found.append(Above(level: place.level, code: code, name: name, own: own)) }
    }
    above = found
  }

  /// The zone of a row; one without an entry for a level belongs to the next one above.
  func leaf(_ code: String, row: Int) -> LeafRow {
    let lineage = above.compactMap { place -> LeafRow.Place? in
      guard let column = place.code, let name = place.name else { return place.own }
      let code = file.text(row: row, column: column)
      return code.isEmpty ? nil : named(code, row: row, column: name, level: place.level)
    }
    guard let name else { return LeafRow(place: .init(code: code, name: code, level: level), above: lineage) }
    return LeafRow(place: named(code, row: row, column: name, level: level), above: lineage)
  }

  private func named(_ code: String, row: Int, column: Int, level: String) -> LeafRow.Place {
    let name = file.text(row: row, column: column)
    return .init(code: code, name: name.isEmpty ? code : name, level: level)
  }
}

extension Study {
  /// An area in square metres; NaN for a unit that is none of area.
  func squareMetres(_ number: Double, unit: String) -> Double {
    guard let own = try? units.parse(unit), let metres = try? units.parse("m2") else { return .nan }
    return units.convert(number, from: own, to: metres) ?? .nan
  }
}
