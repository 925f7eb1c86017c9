import Land
import Testing

private func place(_ code: String, _ level: String) -> LeafRow.Place {
  .init(code: code, name: code, level: level)
}

/// A leaf with what lies above it, nearest first.
private func leaf(_ code: String, _ above: LeafRow.Place...) -> LeafRow {
  LeafRow(place: place(code, "village"), above: above)
}

private func fault(_ rows: LeafRow...) -> ZoneTreeError? {
  do throws(ZoneTreeError) {
    _ = try ZoneTree(leaves: rows)
    return nil
  } catch { return error }
}

@Suite struct ZoneTreeTests {
  @Test func `Parents stand before children and leaves keep the order in which they were given`() throws {
    let tree = try ZoneTree(leaves: [
      leaf("v1", place("t1", "town"), place("c", "county")), leaf("v2", place("c", "county")),
      leaf("v3", place("t1", "town"), place("c", "county")),
    ])
    for (index, member) in tree.members.enumerated() {
      if let parent = member.parent { #expect(parent < index) }
    }
    #expect(tree.leaves.map { tree.members[$0].code } == ["v1", "v2", "v3"])
    #expect(tree.levels == ["county", "town", "village"])
  }

  /// A village under no town stands as high as a town, and may be met first.
  @Test func `A leaf that lacks a level does not turn the order of levels round`() throws {
    let tree = try ZoneTree(leaves: [
      leaf("v1", place("c", "county")), leaf("v2", place("t", "town"), place("c", "county")),
    ])
    #expect(tree.levels == ["county", "town", "village"])
  }

  @Test func `A lineage climbs to the top and an ancestor is found by its level`() throws {
    let tree = try ZoneTree(leaves: [leaf("v", place("t", "town"), place("c", "county"))])
    let member = try #require(tree.index(of: "v"))
    #expect(tree.lineage(of: member).map { tree.members[$0].code } == ["v", "t", "c"])
    #expect(tree.ancestor(of: member, at: "county") == tree.index(of: "c"))
    #expect(tree.ancestor(of: member, at: "village") == member)
    #expect(tree.ancestor(of: member, at: "province") == nil)
    #expect(tree.members(at: "town") == [try #require(tree.index(of: "t"))])
  }

  @Test func `A leaf that stands twice is refused`() {
    #expect(fault(leaf("v"), leaf("v")) == .repeatedLeaf(code: "v"))
  }

  @Test func `A zone in two others is refused`() {
    let first = leaf("v1", place("t", "town"), place("c", "county"))
    let second = leaf("v2", place("t", "town"), place("d", "county"))
    #expect(fault(first, second) == .twoParents(code: "t", first: "c", second: "d"))
  }

  @Test func `A code at two levels is refused`() {
    let first = leaf("v1", place("x", "town"))
    let second = leaf("v2", place("x", "county"))
    #expect(fault(first, second) == .twoLevels(code: "x", first: "town", second: "county"))
  }

  @Test func `A leaf that lies above another is refused, whichever comes first`() {
    #expect(fault(leaf("v1"), leaf("v2", place("v1", "village"))) != nil)
    #expect(fault(leaf("v2", place("v1", "village")), leaf("v1")) != nil)
    #expect(fault(leaf("v", place("v", "county"))) != nil)
  }

  @Test func `Zones above that lie in each other are refused`() {
    let first = leaf("v1", place("b", "town"), place("c", "county"))
    let second = leaf("v2", place("c", "county"), place("b", "town"))
    #expect(fault(first, second) == .circle(code: "c", above: "b"))
  }
}
