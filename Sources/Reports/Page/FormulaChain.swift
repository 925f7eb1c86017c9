internal import Accounts

/// All that an indicator's figures rest on, in the order in which a reader meets the names.
struct FormulaChain {
  private(set) var formulas: [Provenance.FormulaNote] = []
  private(set) var parameters: [Provenance.ParameterNote] = []
  private(set) var tables: [Provenance.TableNote] = []
  private(set) var inputs: [Provenance.InputNote] = []

  /// - Parameter indicator: Id of the indicator; one without a working has an empty chain.
  init(_ indicator: String, in notes: ProvenanceNotes) {
    guard let working = notes.workings[indicator] else { return }
    var waiting = [working.physical, working.value].filter { !$0.isEmpty }
    var seen: Set<String> = []
    // First in, first out: the formulas of the indicator itself, then what they read, then what those read.
    var next = 0
    while next < waiting.count {
      let name = waiting[next]
      next += 1
      guard seen.insert(name).inserted else { continue }
      if let formula = notes.formulas[name] {
        formulas.append(formula)
        waiting += formula.reads
      }
      if let parameter = notes.parameters[name] { parameters.append(parameter) }
      if let input = notes.inputs[name] { inputs.append(input) }
      if let table = notes.tables[Self.tableName(name)], seen.insert(table.name + ".").inserted {
        tables.append(table)
      }
    }
  }

  /// `runoff` of `runoff.coefficient`.
  private static func tableName(_ name: String) -> String {
    String(name.prefix { $0 != "." })
  }
}

/// The notes of a provenance by name.
struct ProvenanceNotes {
  let formulas: [String: Provenance.FormulaNote]
  let parameters: [String: Provenance.ParameterNote]
  let tables: [String: Provenance.TableNote]
  let inputs: [String: Provenance.InputNote]
  let workings: [String: Provenance.Working]

  init(_ provenance: Provenance) {
    formulas = Self.named(provenance.formulas, \.name)
    parameters = Self.named(provenance.parameters, \.name)
    tables = Self.named(provenance.tables, \.name)
    inputs = Self.named(provenance.inputs, \.name)
    workings = Self.named(provenance.workings, \.indicator)
  }

  private static func named<Note>(_ notes: [Note], _ name: (Note) -> String) -> [String: Note] {
    Dictionary(notes.map { (name($0), $0) }) { first, _ in first }
  }
}
