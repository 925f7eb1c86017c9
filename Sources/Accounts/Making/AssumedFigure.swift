import Formula
public import Law
import Quantities

/// A figure of an account that nobody has read in a source.
public struct AssumedFigure: Sendable {
  /// Where it stands, so that it can be changed to see what moves with it.
  public enum Place: Hashable, Sendable {
    /// A parameter or constant, by its name.
    case number(String)
    /// All value columns of a table.
    case table(String)
    /// One cell of a table: its column, and its row from 0.
    case cell(table: String, column: String, row: Int)
    /// A value written for zones.
    case zoneValues(String)
    /// The area of a piece of land, by its place in the region file.
    case land(row: Int)
    /// A layer of numbers, or a column of the table of land.
    case layer(String)
    /// A formula, a class or a layer of classes: there is no figure to change.
    case formula(String)
  }

  public let place: Place
  public let name: String
  public let label: Label
  /// In words, with its unit.
  public let value: String
  public let source: Citation
}

extension Study {
  /// What the computable indicators rest on that is of standing `assumption`.
  public func assumedFigures() -> [AssumedFigure] {
    assumedParameters() + assumedOverrides() + assumedTables() + assumedInputs() + assumedLand()
      + assumedFormulas()
  }

  private func assumedParameters() -> [AssumedFigure] {
    let overridden = Set(region.overrides.map(\.name))
    return method.parameters(on: method.day(ofYear: region.year)).compactMap { held in
      let parameter = held.parameter
      guard needed.contains(parameter.name), !overridden.contains(parameter.name),
        case .value(let estimate, let source) = held.state, source.standing == .assumption
      else { return nil }
      return AssumedFigure(
        place: .number(parameter.name), name: parameter.name, label: parameter.label,
        value: Self.words(estimate.value, parameter.unit.text), source: source)
    }
  }

  private func assumedOverrides() -> [AssumedFigure] {
    region.overrides.filter { needed.contains($0.name) && $0.source.standing == .assumption }.map {
      AssumedFigure(
        place: .number($0.name), name: $0.name, label: label(of: $0.name), value: $0.value.text,
        source: $0.source)
    } + assumedCells()
  }

  private func assumedCells() -> [AssumedFigure] {
    CellOverrides(region: region, method: method, units: units).found.compactMap { found in
      let cell = found.cell
      guard needed.contains(cell.table), cell.source.standing == .assumption else { return nil }
      return AssumedFigure(
        place: .cell(table: cell.table, column: cell.column, row: found.row), name: cell.name,
        label: label(of: cell.table), value: cell.value.text, source: cell.source)
    }
  }

  private func assumedTables() -> [AssumedFigure] {
    method.packs.flatMap(\.tables).compactMap { table in
      guard needed.contains(table.name), case .rows(_, let rows) = table.body else { return nil }
      let sources = rows.compactMap { $0.source ?? table.source }.filter { $0.standing == .assumption }
      guard let source = sources.first else { return nil }
      return AssumedFigure(
        place: .table(table.name), name: table.name, label: table.label,
        value: "\(sources.count)/\(rows.count) 行", source: source)
    }
  }

  private func assumedInputs() -> [AssumedFigure] {
    region.inputs.compactMap { input in
      guard let source = input.source, source.standing == .assumption,
        let (place, value) = input.binding.assumedPlace(
          input.name, byEcosystem: ecosystemTable(of: input.name)),
        needed.contains(input.name) || checked.formula(input.name) != nil
      else { return nil }
      return AssumedFigure(
        place: place, name: input.name, label: label(of: input.name), value: value, source: source)
    }
  }

  /// The table that values by ecosystem were made into.
  private func ecosystemTable(of name: String) -> String {
    madeTables.keys.sorted().first { RegionVocabulary.isTable($0, ofValuesFor: name) } ?? name
  }

  private func assumedLand() -> [AssumedFigure] {
    guard case .written(let land, _) = region.land else { return [] }
    return land.enumerated().filter { $1.source.standing == .assumption }.map { row, piece in
      AssumedFigure(
        place: .land(row: row), name: "land.\(piece.zone).\(piece.ecosystem)",
        label: Label(zh: "面积：\(piece.ecosystem)", en: "area: \(piece.ecosystem)"), value: piece.area.text,
        source: piece.source)
    }
  }

  private func assumedFormulas() -> [AssumedFigure] {
    let used = usedFormulas()
    let own = formulaSources.map { ($0.key, $0.value) }
    let packs = method.packs.flatMap(\.formulas).map { ($0.name, $0.citation) }
    return (packs + own.sorted { $0.0 < $1.0 }).filter { used.contains($0.0) && $0.1.standing == .assumption }
      .map {
        AssumedFigure(
          place: .formula($0.0), name: $0.0, label: label(of: $0.0),
          value: checked.formula($0.0)?.text.text ?? "", source: $0.1)
      }
  }

  /// A figure with its unit; a pure number stands alone.
  static func words(_ value: Double, _ unit: String) -> String {
    let number = canonicalNumber(value) ?? "—"
    return unit == "1" ? number : "\(number) \(unit)"
  }

  /// What a name is called by people.
  public func label(of name: String) -> Label {
    ownLabel(of: name) ?? method.names[name]?.label ?? Label(same: name)
  }

  /// What the region calls its own formula or layer; nil where it does not say.
  private func ownLabel(of name: String) -> Label? {
    if let label = region.binding(of: name)?.label { return label }
    return region.formulas.first { String($0.text.prefix { $0 != "[" }).trimmingSpaces == name }?.label
  }

  /// Formulas that the computable indicators rest on.
  public func usedFormulas() -> Set<String> {
    var used: Set<String> = []
    var waiting = indicators.flatMap {
      [$0.physical.name, $0.value.name] + ($0.share.map { [$0.name] } ?? [])
    }
    waiting.append(Self.ecosystem)
    while let name = waiting.popLast() {
      guard let formula = checked.formula(name), used.insert(formula.name).inserted else { continue }
      waiting += formula.reads
    }
    return used
  }
}

extension InputBinding {
  /// Where an assumed input's figures stand, and what they are.
  func assumedPlace(_ name: String, byEcosystem table: String) -> (AssumedFigure.Place, String)? {
    switch self {
    case .constant(let quantity): (.number(name), Study.words(quantity.value, quantity.unit.text))
    case .zoneValues(let values, _): (.zoneValues(name), values.map(\.value.text).joined(separator: "；"))
    case .ecosystemValues(let values):
      (.table(table), values.map { "\($0.ecosystem) \($0.value.text)" }.joined(separator: "；"))
    case .table(let table): (.table(name), table.file)
    case .zoneTable(let table): (.zoneValues(name), table.file)
    case .code(let code): (.formula(name), code)
    case .layer(let layer): (layer.classes.isEmpty ? .layer(name) : .formula(name), layer.file)
    case .landColumn(let column, _): (.layer(name), column)
    case .stations(let stations): (.layer(name), stations.file)
    case .terrain(let terrain): (.layer(name), "\(terrain.layer.rawValue)(\(terrain.from))")
    case .focal(let focal): (.layer(name), focal.of)
    case .derive(let formula): (.formula(name), formula)
    case .open: nil
    }
  }
}
