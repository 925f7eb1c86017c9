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
    region.inputs = inputs.map { $0.withCodes(of: list(of: $0.name, method), types: types) }
    return region
  }

  /// The code list of an input of classes.
  private func list(of name: String, _ method: MethodPack) -> CodeSet? {
    guard case .code(let list)? = method.inputs.first(where: { $0.name == name })?.kind else { return nil }
    return method.names.codeSets[list.name]
  }
}

extension RegionInput {
  fileprivate func withCodes(of list: CodeSet?, types: CodeSet?) -> RegionInput {
    var input = self
    switch binding {
    case .layer(var layer):
      guard let list else { return self }
      layer.classes = layer.classes.map { ($0.value, list.id(of: $0.code)) }
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
