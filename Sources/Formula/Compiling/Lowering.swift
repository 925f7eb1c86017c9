/// Turns checked formulas into a graph: dimensions are walked, tables are read, what is known is reckoned.
final class Lowering {
  let model: Model
  let bindings: Bindings
  /// Figures that stand in place of symbols or formulas of these names.
  let given: [String: Double]
  /// A single case has no lanes: what is not bound is an error.
  let single: Bool
  var graph = Graph()
  /// The current element of each dimension, -1 if it is not walked.
  var current: [Int]
  var rows: [Int: Rows] = [:]
  var attributes: [AttributeKey: [Double]] = [:]
  var indexes: [IndexKey: RowIndex] = [:]
  var lookups: [ColumnKey: [[Double]: Int]] = [:]
  var denseTables: [ColumnKey: Int] = [:]
  var stepTables: [ColumnKey: Int] = [:]
  /// The formulas met so far, each after those that it reads.
  var instances: [Instance] = []
  var instanceValues: [InstanceKey: Value] = [:]
  /// Why a formula could not be reckoned: asked again, it fails at once.
  var instanceErrors: [InstanceKey: FormulaError] = [:]
  /// What is being lowered, for errors.
  var text: FormulaText
  private(set) var settled: [Value?]
  private var walkedValues: [WalkedKey: Value] = [:]

  struct AttributeKey: Hashable {
    var table: Int
    var attribute: TableAttribute
  }

  struct IndexKey: Hashable {
    var table: Int
    var attributes: [TableAttribute]
  }

  struct ColumnKey: Hashable {
    var table: Int
    var column: Int
  }

  struct InstanceKey: Hashable {
    var formula: Int
    var elements: [Int]
  }

  struct Instance {
    var key: InstanceKey
    var value: Value
  }

  private struct WalkedKey: Hashable {
    var node: NodeID
    var elements: [Int]
  }

  init(_ formulas: CheckedFormulas, _ bindings: Bindings, given: [String: Double] = [:], single: Bool) {
    model = formulas.model
    self.bindings = bindings
    self.given = given
    self.single = single
    current = Array(repeating: -1, count: 4 + model.tables.count)
    settled = Array(repeating: nil, count: model.arena.nodes.count)
    text = FormulaText(text: "", position: SourcePosition(file: "", line: 1, column: 1))
    texts = formulas.formulas.mapValues(\.text)
    cellIDs = formulas.cellReductions.map(\.id)
  }

  let texts: [String: FormulaText]
  let cellIDs: [String]

  /// The value of a node under the current elements; nodes that several others read are reckoned once.
  func lower(_ id: NodeID) throws(FormulaError) -> Value {
    let index = Int(id.index)
    let walked = model.arena.walked[index]
    if walked.isEmpty {
      if let value = settled[index] { return value }
      let value = try lower(model.arena[id])
      settled[index] = value
      return value
    }
    guard model.arena.readers[index] > 1 else { return try lower(model.arena[id]) }
    let key = WalkedKey(node: id, elements: walked.map { current[$0.index] })
    if let value = walkedValues[key] { return value }
    let value = try lower(model.arena[id])
    walkedValues[key] = value
    return value
  }

  private func lower(_ node: Node) throws(FormulaError) -> Value {
    guard graph.steps.count <= Graph.greatestLength else { throw refusal(.tooLarge, Say.tooLarge) }
    switch node {
    case .constant(let bits): return .number(Double(bitPattern: bits))
    case .symbol(let index, let sources): return try symbol(index, sources)
    case .given(let given): return try value(of: given)
    case .formula(let index, let sources): return try formula(index, sources)
    case .element(let source): return .number(try elementNumber(source))
    case .column(let table, let column): return try columnValue(table, column, current[4 + table])
    case .attribute(let table, let attribute):
      return .number(try attributeColumn(table, attribute)[current[4 + table]])
    case .apply(let operation, let operands): return try apply(operation, operands)
    case .lookup(let table, let column, let keys): return try lookup(table, column, keys)
    case .step(let table, let column, let x, let keys): return try step(table, column, x, keys)
    case .reprice(let x, let year): return try reprice(x, year)
    case .reduction(let reduction): return try reduce(reduction)
    case .cells(let index, let sources): return try cells(index, sources)
    }
  }

  private func apply(_ operation: Operation, _ operands: [NodeID]) throws(FormulaError) -> Value {
    let first = try lower(operands[0])
    // The branch that is not taken is not even looked at, when that is known now.
    if operation == .select, let condition = first.number {
      return isThere(condition) ? try lower(condition != 0 ? operands[1] : operands[2]) : .missing
    }
    if operation == .coalesce, let number = first.number, isThere(number) { return first }
    var values = [first]
    for operand in operands.dropFirst() { values.append(try lower(operand)) }
    return graph.apply(operation, values)
  }

  func refusal(_ code: FormulaError.Code, _ words: Say.Words) -> FormulaError {
    FormulaError(
      code: code, position: text.position, message: words.message, remedy: words.remedy,
      excerpt: excerpt(of: text.text, at: 0, length: 1))
  }
}
