import Formula
import Law

extension ProvenanceMaker {
  /// What the region brings.
  var inputs: [Provenance.InputNote] { landNotes + inputNotes }

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
