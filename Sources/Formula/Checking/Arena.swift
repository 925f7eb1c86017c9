/// The nodes of all checked formulas; equal ones are one.
struct Arena: Sendable {
  private(set) var nodes: [Node] = []
  /// Walked dimensions on whose current element a node depends, in order.
  private(set) var walked: [[Dimension]] = []
  /// How deep the recursion into a node goes.
  private(set) var depth: [Int] = []
  /// The same, formulas that are read included.
  private(set) var reach: [Int] = []
  /// How many nodes read a node.
  private(set) var readers: [Int] = []
  private var known: [Node: NodeID] = [:]

  subscript(_ id: NodeID) -> Node { nodes[Int(id.index)] }

  /// - Parameter formula: The root of the formula that the node reads, if it reads one.
  mutating func make(_ node: Node, formula: NodeID? = nil) -> NodeID {
    if let id = known[node] { return id }
    let id = NodeID(index: Int32(nodes.count))
    let children = node.children
    for child in children { readers[Int(child.index)] += 1 }
    walked.append(dependencies(node, children))
    // A formula without dimensions can be reckoned beforehand, and adds nothing to the recursion.
    let walks = walked[Int(id.index)].isEmpty ? [] : [formula].compactMap(\.self)
    depth.append(1 + ((children + walks).map { depth[Int($0.index)] }.max() ?? 0))
    let all = children + [formula].compactMap(\.self)
    reach.append(1 + (all.map { reach[Int($0.index)] }.max() ?? 0))
    readers.append(0)
    nodes.append(node)
    known[node] = id
    return id
  }

  mutating func constant(_ value: Double) -> NodeID { make(.constant(value.bitPattern)) }

  func isConstant(_ id: NodeID) -> Double? {
    guard case .constant(let bits) = self[id] else { return nil }
    return Double(bitPattern: bits)
  }

  private func dependencies(_ node: Node, _ children: [NodeID]) -> [Dimension] {
    var all = Set(children.flatMap { walked[Int($0.index)] })
    switch node {
    case .symbol(_, let sources), .formula(_, let sources), .cells(_, let sources):
      all.formUnion(sources.map(\.walked))
    case .element(let source): all.insert(source.walked)
    case .column(let table, _), .attribute(let table, _): all.insert(.table(table))
    case .reduction(let reduction):
      all.remove(reduction.dimension)
      all.formUnion(reduction.within)
    default: break
    }
    return all.sorted()
  }
}

extension Node {
  var children: [NodeID] {
    switch self {
    case .constant, .symbol, .given, .formula, .element, .column, .attribute, .cells: []
    case .apply(_, let operands): operands
    case .lookup(_, _, let keys): keys
    case .step(_, _, let x, let keys): [x] + keys
    case .reprice(let x, _): [x]
    case .reduction(let reduction): [reduction.expression] + (reduction.condition.map { [$0] } ?? [])
    }
  }
}
