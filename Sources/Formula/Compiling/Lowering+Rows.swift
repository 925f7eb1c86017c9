extension Lowering {
  func data(_ table: Int) throws(FormulaError) -> TableData {
    let known = model.tables[table]
    guard let data = bindings.tables[known.name] else {
      throw refusal(.unbound, Say.unbound(known.name))
    }
    guard data.keys.count == known.keys.count, (data.intervals != nil) == (known.interval != nil) else {
      throw refusal(.unbound, Say.otherShape(known.name))
    }
    return data
  }

  func columnData(_ table: Int, _ column: Int) throws(FormulaError) -> [Double] {
    let name = model.tables[table].columns[column].name
    guard let values = try data(table).columns[name] else {
      throw refusal(.unbound, Say.unbound("\(model.tables[table].name).\(name)"))
    }
    return values
  }

  func rows(_ table: Int) throws(FormulaError) -> Rows {
    if let rows = rows[table] { return rows }
    let made: Rows
    if let group = model.tables[table].group {
      made = try grouped(table, group)
    } else {
      let data = try data(table)
      made = Rows(keys: data.keys, count: data.rowCount)
    }
    rows[table] = made
    return made
  }

  /// The values of an attribute, row by row.
  func attributeColumn(_ table: Int, _ attribute: TableAttribute) throws(FormulaError) -> [Double] {
    let key = AttributeKey(table: table, attribute: attribute)
    if let values = attributes[key] { return values }
    let rows = try rows(table)
    let values: [Double]
    switch attribute {
    case .key(let index): values = rows.keys[index]
    case .calendar(let dimension):
      guard let day = model.tables[table].dayKey else { return [] }
      values = calendarParts(rows.keys[day], dimension)
    }
    attributes[key] = values
    return values
  }

  /// The rows of a grouped table: the distinct keys, in order, among the rows that the condition lets
  /// through.
  private func grouped(_ table: Int, _ group: CheckedTable.Group) throws(FormulaError) -> Rows {
    var columns: [[Double]] = []
    for key in group.keys { columns.append(try attributeColumn(group.table, key)) }
    var groups: [[Double]: [Int]] = [:]
    for row in 0..<(try rows(group.table).count) {
      let keys = columns.map { $0[row] }
      guard keys.allSatisfy({ isThere($0) }), try passes(group, row) else { continue }
      groups[keys, default: []].append(row)
    }
    let sorted = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
    return Rows(
      keys: columns.indices.map { column in sorted.map { $0[column] } }, count: sorted.count,
      members: sorted.map { groups[$0] ?? [] })
  }

  private func passes(_ group: CheckedTable.Group, _ row: Int) throws(FormulaError) -> Bool {
    guard let condition = group.condition else { return true }
    let value = try within([.table(group.table)], [row], text: nil) { () throws(FormulaError) in
      try self.lower(condition)
    }
    guard let number = value.number else { throw refusal(.context, Say.conditionContext) }
    return isThere(number) && number != 0
  }
}

extension Lowering {
  /// The elements of a dimension that belong to the current elements of those walked around it.
  func elements(of dimension: Dimension, within walked: [Dimension]) throws(FormulaError) -> [Int] {
    if let table = dimension.table { return try rows(of: table, within: walked) }
    return try calendar(dimension, within: walked)
  }

  /// The rows of a table that belong to the current elements.
  func rows(of table: Int, within walked: [Dimension]) throws(FormulaError) -> [Int] {
    var wanted: [(attribute: TableAttribute, value: Double)] = []
    var members: [Int]?
    for dimension in walked where current[dimension.index] >= 0 {
      let element = current[dimension.index]
      if let other = dimension.table, model.tables[other].group?.table == table {
        members = try rows(other).members[element]
      } else {
        wanted += try match(table, dimension, element)
      }
    }
    if wanted.isEmpty, let members { return members }
    if wanted.isEmpty { return Array(0..<(try rows(table)).count) }
    let matching = try index(table, wanted.map(\.attribute))[wanted.map(\.value)]
    guard let members else { return matching }
    let allowed = Set(members)
    return matching.filter { allowed.contains($0) }
  }

  /// What rows of a table must have to belong to an element.
  private func match(
    _ table: Int, _ dimension: Dimension, _ element: Int
  ) throws(FormulaError) -> [(attribute: TableAttribute, value: Double)] {
    let known = model.tables[table]
    guard let other = dimension.table else {
      return known.calendarAttribute(dimension).map { [($0, Double(element))] } ?? []
    }
    var wanted: [(attribute: TableAttribute, value: Double)] = []
    for name in model.tables[other].sharedAttributes(with: known) {
      guard let mine = known.attribute(named: name), let its = model.tables[other].attribute(named: name)
      else { continue }
      wanted.append((mine, try attributeColumn(other, its)[element]))
    }
    return wanted
  }

  private func index(_ table: Int, _ attributes: [TableAttribute]) throws(FormulaError) -> RowIndex {
    let key = IndexKey(table: table, attributes: attributes)
    if let index = indexes[key] { return index }
    var columns: [[Double]] = []
    for attribute in attributes { columns.append(try attributeColumn(table, attribute)) }
    let index = RowIndex(columns, count: try rows(table).count)
    indexes[key] = index
    return index
  }

  private func calendar(
    _ dimension: Dimension, within walked: [Dimension]
  ) throws(FormulaError) -> [Int] {
    var year = walkedYear
    var wanted: [(part: Dimension, value: Int)] = []
    for outer in walked where current[outer.index] >= 0 && outer != .year {
      guard let table = outer.table else {
        wanted.append((outer, current[outer.index]))
        continue
      }
      for index in dimension.index..<4 {
        let part = Dimension(index: index)
        guard let attribute = model.tables[table].calendarAttribute(part),
          let value = Int(exactly: try attributeColumn(table, attribute)[current[outer.index]])
        else { continue }
        if part == .year { year = value } else { wanted.append((part, value)) }
      }
    }
    return calendarElements(dimension, year: year).filter { element in
      wanted.allSatisfy {
        calendarPart(element, of: dimension, as: $0.part, year: year) == $0.value
      }
    }
  }
}
