import Accounts
import Formula
import Foundation
import GeoFiles
import Law

extension StudyLoader {
  /// The land of a region without a grid, with the columns that the study reads, in the order of `layers`.
  static func land(of study: Study, folder: URL) throws -> (
    rows: LandRows, layers: [String], columns: [[Double]]
  )? {
    let ids = study.ecosystems.values.map(\.id)
    switch study.region.land {
    case .grid: return nil
    case .written(let land, let units):
      let raw = land.enumerated().map { index, piece in
        LandRows.Raw(
          zone: piece.zone, ecosystem: piece.ecosystem,
          squareMetres: study.squareMetres(piece.area.value, unit: piece.area.unit.text),
          place: "land[\(index)]")
      }
      let rows = try LandRows(raw, units: units, ecosystems: ids)
      return (rows, [Study.ecosystem], [rows.ecosystems])
    case .table(let table, let units):
      let file = try TableFile(folder.appendingPathComponent(table.file).path, sheet: table.sheet)
      let rows = try LandRows(try raw(table, file, study), units: units, ecosystems: ids)
      let (names, columns) = try landColumns(file, study)
      return (rows, [Study.ecosystem] + names, [rows.ecosystems] + columns)
    }
  }

  private static func raw(_ table: LandTable, _ file: TableFile, _ study: Study) throws -> [LandRows.Raw] {
    let (zone, type, area) = (
      try file.column(table.zone), try file.column(table.ecosystem), try file.column(table.area)
    )
    guard file.count > 0 else { throw StudyLoaderError.emptyTable(name: "rows", file: table.file) }
    return try (0..<file.count).map { row in
      LandRows.Raw(
        zone: try file.filledText(row: row, column: zone),
        ecosystem: try file.filledText(row: row, column: type),
        squareMetres: study.squareMetres(try file.number(row: row, column: area), unit: table.areaUnit),
        place: "\(table.file):\(file.rowNumbers[row])")
    }
  }

  /// Inputs that are columns of the table of areas.
  private static func landColumns(_ file: TableFile, _ study: Study) throws -> ([String], [[Double]]) {
    var (names, columns): ([String], [[Double]]) = ([], [])
    for input in study.region.inputs where study.needed.contains(input.name) {
      guard case .landColumn(let column, let unit) = input.binding else { continue }
      names.append(input.name)
      columns.append(
        try file.numbers(column: column).map { study.converted($0, unit: unit, for: input.name) })
    }
    return (names, columns)
  }
}

extension Study {
  /// An area in square metres; NaN for a unit that is none of area.
  func squareMetres(_ number: Double, unit: String) -> Double {
    guard let own = try? units.parse(unit), let metres = try? units.parse("m2") else { return .nan }
    return units.convert(number, from: own, to: metres) ?? .nan
  }
}
