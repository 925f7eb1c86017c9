extension Study {
  /// The study of what land is, and of nothing else: no indicator, and only what the classes rest on.
  public var landOnly: Study {
    let ground = StudyGround(region: region, method: method, checked: checked, vocabulary: vocabulary)
    let (leaves, reductions) = ground.ground(of: [Study.ecosystem] + (region.surface.map { [$0] } ?? []))
    return Study(
      region: region, method: method, checked: checked, vocabulary: vocabulary, units: units, indicators: [],
      gaps: [], needed: leaves, reductions: reductions, ecosystems: ecosystems, madeTables: madeTables,
      formulaSources: formulaSources)
  }
}
