import Formula
import Law
import Quantities

/// Writes down what an account was made from.
public struct ProvenanceMaker {
  let study: Study
  let data: StudyData
  /// Digest and alignment of the file of each input, by the input's name.
  let files: [String: FileNote]

  /// What the shell knows of an input's file.
  public struct FileNote: Hashable, Sendable {
    public var file: String
    public var sha256: String
    public var alignment: String

    public init(file: String, sha256: String, alignment: String) {
      self.file = file
      self.sha256 = sha256
      self.alignment = alignment
    }
  }

  public init(study: Study, data: StudyData, files: [String: FileNote]) {
    self.study = study
    self.data = data
    self.files = files
  }

  /// Gathers what the account rests on: formulas, parameters, tables and inputs that were used, with sources
  /// and digests. Program, folder and pack files are facts of the world that the caller hands in.
  public func provenance(
    program: String, regionFolder: String, packFiles: [Provenance.PackFile]
  ) -> Provenance {
    Provenance(
      program: program, regionFolder: regionFolder, packFiles: packFiles, formulas: formulas,
      parameters: parameters, tables: tables, inputs: inputs,
      workings: study.indicators.map {
        .init(indicator: $0.id, physical: $0.physical.name, value: $0.value.name)
      })
  }

  private var formulas: [Provenance.FormulaNote] {
    let used = study.usedFormulas()
    let users = users(of: used)
    let made = study.checked.order.filter(used.contains).compactMap { name -> Provenance.FormulaNote? in
      guard let formula = study.checked.formulas[name] else { return nil }
      let label = choiceLabel(of: name) ?? study.label(of: name)
      return .init(
        name: name, zh: label.zh, en: label.en, text: formula.text.text, unit: unit(formula.kind),
        source: source(ofFormula: name), indicators: users[name] ?? [], empirical: formula.text.empirical,
        reads: written(formula), constant: constant(formula))
    }
    return made + choices(read: used, users: users)
  }

  func unit(_ kind: Formula.Kind) -> String {
    switch kind {
    case .number(let unit, _): unit.text
    case .code(let list): list
    }
  }

  /// The value of a formula that reads nothing finer than the region.
  func constant(_ formula: CheckedFormula) -> Double? {
    guard formula.context == .region, formula.dimensions.isEmpty, formula.unit != nil else { return nil }
    let value = try? evaluate(
      formula.name, in: study.checked, bindings: data.bindings(of: study, varying: []), given: [:])
    return value.flatMap { $0.isNaN ? nil : $0 }
  }

  private func users(of used: Set<String>) -> [String: [String]] {
    var users: [String: [String]] = [:]
    for indicator in study.indicators {
      var waiting = [indicator.physical.name, indicator.value.name]
      var seen: Set<String> = []
      while let name = waiting.popLast() {
        guard let formula = study.checked.formula(name), seen.insert(formula.name).inserted else { continue }
        users[formula.name, default: []].append(indicator.id)
        waiting += formula.reads
      }
    }
    return users
  }

  private func source(ofFormula name: String) -> Provenance.Source {
    if let own = study.formulaSources[name] { return note(own) }
    if case .formula(let formula)? = study.method.names[name] { return note(formula.citation) }
    if case .defined(let variant)? = study.method.names[name] { return note(variant.source) }
    if let input = study.region.binding(of: name) { return source(of: input) }
    return .init(zh: "", en: "", standing: Standing.assumption.rawValue)
  }

  private func source(of input: RegionInput) -> Provenance.Source {
    if let source = input.source { return note(source) }
    switch input.binding {
    case .derive(let name):
      return .init(zh: "由公式 \(name) 推导", en: "derived by the formula \(name)", standing: "derived")
    case .terrain(let terrain):
      return .init(
        zh: "按地形机制推导：\(terrain.words)", en: "the terrain layer \(terrain.words)", standing: "derived")
    case .focal(let focal):
      return .init(zh: "按邻域机制推导：\(focal.words)", en: "the focal layer \(focal.words)", standing: "derived")
    default: return .init(zh: "", en: "", standing: Standing.assumption.rawValue)
    }
  }

  func note(_ citation: Citation) -> Provenance.Source {
    if citation.isDefinition {
      return .init(
        zh: citation.note ?? "由定义直接得出", en: citation.note ?? "follows from the definition",
        standing: "definition")
    }
    return .init(
      zh: citation.line(in: .zh), en: citation.line(in: .en), standing: citation.standing.rawValue)
  }
}

extension ProvenanceMaker {
  private var parameters: [Provenance.ParameterNote] {
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

  private var tables: [Provenance.TableNote] {
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

  private var inputs: [Provenance.InputNote] { landNotes + inputNotes }

  /// The files that say where the land lies: zones, or the table of areas.
  private var landNotes: [Provenance.InputNote] {
    let labels = [
      "zones": Label(zh: "分区", en: "Zones"), "rows": Label(zh: "土地面积表", en: "Table of land areas"),
    ]
    return labels.sorted { $0.key < $1.key }.compactMap { name, label in
      guard let file = files[name] else { return nil }
      let source = study.region.land.source
      return .init(
        name: name, zh: label.zh, en: label.en, unit: "", binding: file.file, file: file.file,
        sha256: file.sha256, year: nil, alignment: "",
        source: source.map(note) ?? .init(zh: file.file, en: file.file, standing: "report"))
    }
  }

  private var inputNotes: [Provenance.InputNote] {
    study.region.inputs.filter { isUsed($0.name) }.map { input in
      let file = files[input.name]
      let label = study.label(of: input.name)
      return .init(
        name: input.name, zh: label.zh, en: label.en, unit: study.unit(of: input.name)?.text ?? "",
        binding: input.binding.words, file: file?.file ?? "", sha256: file?.sha256 ?? "", year: input.year,
        alignment: file?.alignment ?? "", source: source(of: input))
    }
  }

  private func isUsed(_ name: String) -> Bool {
    study.needed.contains(name) || study.usedFormulas().contains(name)
  }
}

extension InputBinding {
  /// The binding in a few words.
  var words: String {
    switch self {
    case .layer(let layer):
      "\(layer.file) #\(layer.band)\(layer.classTable.map { ", classes: \($0.name)" } ?? "")"
    case .constant(let quantity): quantity.text
    case .code(let code): code
    case .zoneTable(let table): "\(table.file): \(table.column)"
    case .zoneValues(let values, _): values.map { "\($0.zone) \($0.value.text)" }.joined(separator: "; ")
    case .ecosystemValues(let values):
      values.map { "\($0.ecosystem) \($0.value.text)" }.joined(separator: "; ")
    case .landColumn(let column, let unit): "\(column) [\(unit)]"
    case .table(let table): table.file
    case .derive(let formula): "= \(formula)"
    case .terrain(let terrain): terrain.words
    case .focal(let focal): focal.words
    case .stations(let stations): "\(stations.method)(\(stations.file): \(stations.column))"
    case .open(let why): "open: \(why)"
    }
  }
}

extension Citation {
  /// Whether a pack says that something follows from the words themselves, and no document is behind it.
  fileprivate var isDefinition: Bool { title == "定义" && standing == .report }

  /// ``text(in:)`` without the standing at its end, which a provenance tells apart.
  fileprivate func line(in language: Language) -> String {
    let (text, end) = (text(in: language), " [\(standing.label[language])]")
    return text.hasSuffix(end) ? String(text.dropLast(end.count)) : text
  }
}
