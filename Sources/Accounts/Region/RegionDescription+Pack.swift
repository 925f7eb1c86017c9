import Formula
import Law

extension RegionDescription {
  /// The same region without what its base says to another pack: choices, figures, exclusions and inputs that
  /// this pack does not know. Where the layer names no pack, or says such a thing itself, all stays, and is
  /// refused where it is checked.
  func suited(to method: MethodPack) -> RegionDescription {
    guard texts.count > 1, packFolder == texts[0].folder else { return self }
    var region = self
    let known = Set(method.indicators.map(\.id))
    let parameters = Set(method.allParameters.map(\.name))
    let tables = Set(method.packs.flatMap(\.tables).map(\.name))
    region.variants = variants.filter { !borrowed.contains($0.key) || method.names.variants[$0.key] != nil }
    region.overrides = overrides.filter { isOwn($0.place) || parameters.contains($0.name) }
    region.cells = cells.filter { isOwn($0.place) || tables.contains($0.table) }
    region.excluded = excluded.filter { isOwn($0.place) || known.contains($0.indicator) }
    region.included = included.filter { isOwn($0.place) || known.contains($0.indicator) }
    region.inputs = inputs.filter {
      isOwn($0.place) || method.names[$0.name] != nil || $0.binding.standsAlone
    }
    return region
  }

  private func isOwn(_ place: Place) -> Bool { place.position.file == texts[0].file }
}

extension InputBinding {
  /// Whether it says its own unit, so that a formula of the region can read it without the pack's knowing.
  fileprivate var standsAlone: Bool {
    switch self {
    case .terrain, .focal, .stations, .table: true
    case .derive, .code, .open: false
    default: !writtenUnits.isEmpty
    }
  }
}
