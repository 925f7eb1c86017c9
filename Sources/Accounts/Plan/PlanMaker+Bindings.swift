public import Formula

extension PlanMaker {
  /// Figures of the region, with nothing that varies: for a single case everything else is given.
  public var bindings: Bindings { data.bindings(of: study, varying: []) }
}
