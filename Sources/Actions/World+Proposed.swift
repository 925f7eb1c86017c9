internal import Journal

extension World {
  /// What a waiting proposal asks for; `nil` when it has ended, or asks for nothing that is known.
  public func proposedAction(_ proposal: UInt32) -> (any Action)? {
    bodies[proposal].flatMap { try? ActionCatalogue.read($0.body) }
  }
}
