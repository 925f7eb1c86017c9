import Law

extension RegionDescription {
  /// The same region with codes where it writes their names: 旱地 is `dryland`. Words that are neither stay,
  /// and are refused where they are read.
  func withCodes(of method: MethodPack) -> RegionDescription {
    var region = self
    let types = method.names.codeSets[Study.ecosystem]
    if case .written(let pieces, let units) = land, let types {
      let coded = pieces.map { piece in
        var piece = piece
        piece.ecosystem = types.id(of: piece.ecosystem)
        return piece
      }
      region.land = .written(coded, units: units)
    }
    if case .table(var table, let units) = land {
      table.classes.merge(table.meanings(in: method)) { written, _ in written }
      region.land = .table(table, units: units)
    }
    region.inputs = inputs.map { $0.withCodes(of: list(of: $0.name, method), types: types, in: method) }
    return region
  }

  /// The code list of an input of classes.
  func list(of name: String, _ method: MethodPack) -> CodeSet? {
    guard case .code(let list)? = method.inputs.first(where: { $0.name == name })?.kind else { return nil }
    return method.names.codeSets[list.name]
  }
}

extension LandTable {
  fileprivate func meanings(in method: MethodPack) -> [String: String] {
    classTable.flatMap { ClassTable($0.name, list: Study.ecosystem, in: method)?.words } ?? [:]
  }
}

extension LayerBinding {
  /// What is written out, and then what the table of the pack says of all other values.
  fileprivate func meanings(_ list: CodeSet, in method: MethodPack) -> [(value: Int, code: String)] {
    let written = classes.map { ($0.value, list.id(of: $0.code)) }
    let known = Set(written.map(\.0))
    let others = classTable.flatMap { ClassTable($0.name, list: list.name, in: method)?.numbers } ?? []
    return written + others.filter { !known.contains($0.value) }
  }
}

extension RegionInput {
  fileprivate func withCodes(of list: CodeSet?, types: CodeSet?, in method: MethodPack) -> RegionInput {
    var input = self
    switch binding {
    case .layer(var layer):
      guard let list else { return self }
      layer.classes = layer.meanings(list, in: method)
      input.binding = .layer(layer)
    case .code(let code): input.binding = .code(list?.id(of: code) ?? code)
    case .ecosystemValues(let values):
      guard let types else { return self }
      input.binding = .ecosystemValues(values.map { (types.id(of: $0.ecosystem), $0.value) })
    default: break
    }
    return input
  }
}
