extension Node {
  /// This object laid over another one: its members stand in the place of the other's of the same key, and
  /// what it does not name is the other's. Every value keeps the place at which it was written.
  ///
  /// - Parameters:
  ///   - base: The object below; when either is no object, this one stands alone.
  ///   - without: Keys that are not taken from the base.
  ///   - joining: What stands for a key that both have: key, own value, the base's value.
  public func layered(
    over base: Node, without: Set<String> = [],
    joining: (_ key: String, _ own: Node, _ below: Node) -> Node = { _, own, _ in own }
  ) -> Node {
    guard case .object(let own) = value, case .object(let below) = base.value else { return self }
    let kept = below.filter { member in
      !without.contains(member.key) && !own.contains { $0.key == member.key }
    }
    let laid = own.map { member in
      guard let other = base[member.key] else { return member }
      return Member(
        key: member.key, value: joining(member.key, member.value, other), keyOffset: member.keyOffset)
    }
    return Node(value: .object(kept + laid), source: source, offset: offset)
  }
}
