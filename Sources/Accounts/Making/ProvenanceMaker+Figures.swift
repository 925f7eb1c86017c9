import Formula
import Law
import Quantities

extension ProvenanceMaker {
  /// The parameters of the accounting year, with what the region writes in their place.
  var parameters: [Provenance.ParameterNote] {
    let held = study.method.parameters(on: study.method.day(ofYear: study.region.year))
    return held.filter { study.needed.contains($0.parameter.name) }.map { held in
      let parameter = held.parameter
      let override = study.region.overrides.first { $0.name == parameter.name }
      let citation = override?.source ?? held.source
      return .init(
        name: parameter.name, zh: parameter.label.zh, en: parameter.label.en,
        value: data.numbers[parameter.name] ?? .nan, unit: parameter.unit.text,
        source: citation.map(note) ?? .init(zh: "", en: "", standing: "assumption"),
        priceYear: override?.priceYear ?? parameter.priceYear)
    }
  }

  /// The tables of packs that were read, row by row.
  var tables: [Provenance.TableNote] {
    let cells = CellOverrides(region: study.region, method: study.method, units: study.units).found
    return study.method.packs.flatMap(\.tables).compactMap { table in
      guard study.needed.contains(table.name), case .rows(let shape, let rows) = table.body else {
        return nil
      }
      let heads =
        (shape.interval.map { ["\($0.name) [\($0.unit.text)]"] } ?? []) + shape.keys.map(\.name)
        + shape.columns.map(head)
      let own = cells.filter { $0.cell.table == table.name }
      let source = table.source ?? rows.first?.source
      return .init(
        name: table.name, zh: table.label.zh, en: table.label.en, heads: heads,
        rows: rows.enumerated().map { row, written in words(written, own.filter { $0.row == row }, shape) },
        source: source.map(note) ?? .init(zh: "", en: "", standing: "assumption"))
    }
  }

  private func head(_ column: TableShape.Column) -> String {
    switch column.kind {
    case .quantity(let unit, let year): "\(column.name) [\(unit.text)\(year.map { "，\($0)" } ?? "")]"
    case .code(let list): "\(column.name) [\(list.name)]"
    }
  }

  /// A row in words; a cell that the region replaces says so.
  private func words(_ row: TableRow, _ own: [CellOverrides.Found], _ shape: TableShape) -> [String] {
    var words = words(row)
    for cell in own {
      guard let column = shape.columns.firstIndex(where: { $0.name == cell.column }) else { continue }
      let place = words.count - row.cells.count + column
      words[place] = "\(canonicalNumber(cell.value) ?? "")（自定：\(cell.cell.source.text(in: .zh))）"
    }
    return words
  }

  private func words(_ row: TableRow) -> [String] {
    let interval = row.interval.map { ["[\($0.lowerBound), \($0.upperBound))"] } ?? []
    let keys = row.keys.map { key in
      switch key {
      case .code(let code): code
      case .number(let number): canonicalNumber(number) ?? ""
      }
    }
    let cells = row.cells.map { cell in
      switch cell {
      case .number(let number): canonicalNumber(number) ?? ""
      case .code(let code): code
      case .missing: "—"
      case .open(let why): "open: \(why)"
      }
    }
    return interval + keys + cells
  }
}
