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

  func source(of input: RegionInput) -> Provenance.Source {
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

extension Citation {
  /// Whether a pack says that something follows from the words themselves, and no document is behind it.
  fileprivate var isDefinition: Bool { title == "定义" && standing == .report }

  /// ``text(in:)`` without the standing at its end, which a provenance tells apart.
  fileprivate func line(in language: Language) -> String {
    let (text, end) = (text(in: language), " [\(standing.label[language])]")
    return text.hasSuffix(end) ? String(text.dropLast(end.count)) : text
  }
}
