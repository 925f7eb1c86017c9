import Accounts
import Formula
import Foundation
import Geo
import GeoFiles
import Seals

/// Makes the layers that rest on figures of cells: means around a cell, sums along the flow.
///
/// Their figures may be formulas that rest on such layers again, and on statistics of the region: the layers
/// are made in turns.
struct MechanismLayers {
  let study: Study
  let preparation: LayerPreparation
  let threads: Int
  private let evaluated = EvaluatedNames()

  init(study: Study, preparation: LayerPreparation, threads: Int) {
    self.study = study
    self.preparation = preparation
    self.threads = threads
  }

  func add(to body: inout PreparedRegion.GridBody, _ data: inout StudyData, files: [String]) throws {
    var waiting = study.needed.sorted().filter { !names(of: $0).isEmpty }
    while !waiting.isEmpty {
      let ready = waiting.filter { layer in
        study.leaves(of: names(of: layer)).isDisjoint(with: waiting)
      }
      guard !ready.isEmpty else { throw LayerPreparationError.circle(names: waiting) }
      let figures = ready.flatMap(names(of:))
      let statistics = RegionStatistics(
        study: study, body: body, inputs: body.layers.map { "\($0.name) \($0.digest)" } + files,
        scratch: preparation.scratch, threads: threads)
      try statistics.add(to: &data, only: study.reductions(under: figures))
      let key = key(body, data)
      let missing = missing(ready, key)
      let planes = try preparation.planes()
      if !missing.isEmpty {
        let wanted = Set(missing.flatMap(names(of:))).filter { evaluated.insert($0) }.sorted()
        let cells = CellPlanes(body: body, study: study, data: data, threads: threads)
        if !wanted.isEmpty { try cells.evaluate(wanted, into: planes) }
        try preparation.sumUpslope(missing)
      }
      for name in ready {
        guard let binding = study.region.binding(of: name)?.binding else { continue }
        let layer = try preparation.mechanism(name, binding, key: key, planes)
        body.layers.append(layer)
        data.layers.append(name)
      }
      waiting.removeAll(where: ready.contains)
    }
  }

  private func names(of layer: String) -> [String] {
    study.region.binding(of: layer)?.binding.cellNames ?? []
  }

  /// Layers that no earlier run has kept.
  private func missing(_ names: [String], _ key: String) -> [String] {
    names.filter { name in
      guard let binding = study.region.binding(of: name)?.binding else { return false }
      let file = preparation.file(name, binding, key: key)
      return !FileManager.default.fileExists(atPath: file.path)
    }
  }

  /// What all figures of cells rest on.
  private func key(_ body: PreparedRegion.GridBody, _ data: StudyData) -> String {
    let layers = body.layers.map { "\($0.name) \($0.digest) \($0.aligned.alignment) \($0.meaning.text)" }
    let formulas = study.checked.formulas.values.map(\.text.text).sorted()
    let all = [study.region.text] + layers + data.texts + formulas
    return ContentDigest(of: Array(all.joined(separator: "\n").utf8), by: .sha256).description
  }
}

/// Names whose figures lie in planes already.
private final class EvaluatedNames {
  private var names: Set<String> = []

  func insert(_ name: String) -> Bool { names.insert(name).inserted }
}
